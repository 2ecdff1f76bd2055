// A day of a report in words: state, rows, when it was read, why it is not whole.
import type { DayView, ReportView } from "../../backend";
import type { Words } from "../../i18n";
import { errorPart } from "../common/Trouble";

export const dayStates = ["held", "empty", "open", "partial", "failed", "never"] as const;

export function counts(days: DayView[]): { state: (typeof dayStates)[number]; count: number }[] {
  return dayStates
    .map((state) => ({ state, count: days.filter((day) => day.state === state).length }))
    .filter(({ count }) => count > 0);
}

/** An error of which only the code is known. */
export function reasonOf(code: string) {
  return { code, params: {}, detail: "", retry: false };
}

export function dayText(words: Words, day: DayView): string {
  const { t, f } = words;
  const parts = [`${f.dayShort(day.date)}: ${t(`ui.coverage.state.${day.state}`)}`];
  if (day.rows !== null)
    parts.push(t("ui.coverage.rows", { count: day.rows, n: f.number(day.rows) }));
  if (day.fetched) parts.push(t("ui.coverage.read", { when: f.dateTime(day.fetched) }));
  if (day.reason) parts.push(`${errorPart(words, reasonOf(day.reason), "title")} [${day.reason}]`);
  return parts.join(" · ");
}

/** A report that is asked for one agent at a time, so that its days are held per agent. */
export function heldEach(report: ReportView) {
  return report.params.find((param) => param.required && param.all === null);
}
