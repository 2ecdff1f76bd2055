// Where one wants to go in the rows, as typed: a row's number, a day, or a moment.
import type { FilterView, ReportView, SortView } from "../../backend";
import type { Period } from "../../state/period";

export type Goal =
  | { to: "row"; row: number }
  | { to: "moment"; from: string; until: string; exact: boolean };

/** In which order the region writes a date's numbers: `dmy`, `mdy` or `ymd`. */
export function dateOrder(digits: string): string {
  const parts = new Intl.DateTimeFormat(digits, { timeZone: "UTC" }).formatToParts(0);
  return parts
    .flatMap(({ type }) => (["day", "month", "year"].includes(type) ? [type.charAt(0)] : []))
    .join("");
}

const pad = (value: number | string) => String(value).padStart(2, "0");

function isoDay(year: number, month: number, day: number): string | null {
  const iso = `${year}-${pad(month)}-${pad(day)}`;
  const read = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso) ? iso : null;
}

/** A day without its year is one of the period, if it can be. */
function withYear(month: number, day: number, { from, to }: Period): string | null {
  const years = [...new Set([Number(to.slice(0, 4)), Number(from.slice(0, 4))])];
  const days = years.map((year) => isoDay(year, month, day));
  return days.find((iso) => iso && iso >= from && iso <= to) ?? days[0] ?? null;
}

function readDay(text: string, order: string, period: Period): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(text);
  if (!numbers) return null;
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  const monthFirst = order.indexOf("m") < order.indexOf("d");
  const [month, day] = monthFirst ? [first, second] : [second, first];
  if (!numbers[3]) return withYear(month, day, period);
  const year = Number(numbers[3].length === 2 ? `20${numbers[3]}` : numbers[3]);
  return isoDay(year, month, day);
}

/** From the first to the last second that the time may mean; the whole day without one. */
function readTime(text: string | undefined): [string, string] | null {
  if (!text) return ["00:00:00", "23:59:59"];
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59)
    return null;
  const start = `${pad(found[1] ?? "")}:${found[2]}`;
  return [`${start}:${found[3] ?? "00"}`, `${start}:${found[3] ?? "59"}`];
}

/** Reads `1.234`, `20/11`, `20/11/2026 14:30`, `2026-11-20`, `14:30` (of the day at hand). */
export function readGoal(text: string, order: string, period: Period, today: string): Goal | null {
  const trimmed = text.trim();
  if (/^(\d+|\d{1,3}([.,\s]\d{3})+)$/.test(trimmed)) {
    const row = Number(trimmed.replace(/\D/g, ""));
    return row > 0 ? { to: "row", row } : null;
  }
  const [first = "", second, ...rest] = trimmed.split(/[\sT,]+/);
  if (rest.length > 0) return null;
  const day = readDay(first, order, period) ?? (second === undefined ? today : null);
  const onlyTime = readDay(first, order, period) === null;
  const time = readTime(onlyTime ? first : second);
  if (!day || !time || !first) return null;
  const exact = onlyTime || second !== undefined;
  return { to: "moment", from: `${day}T${time[0]}`, until: `${day}T${time[1]}`, exact };
}

/** Whether the rows come in the order of time, and which way. */
export function timeOrder(report: ReportView, sort: SortView[]): "up" | "down" | null {
  const [first] = sort;
  if (!first) return "up";
  if (first.column !== report.time) return null;
  return first.descending ? "down" : "up";
}

/** The rows that come before the moment: as many as they are, so far down is the first after. */
export function rowsBefore(
  report: ReportView,
  sort: SortView[],
  goal: Extract<Goal, { to: "moment" }>,
): FilterView {
  // Without a sort the core goes by the moment that it gave every row, known or not.
  const column = sort.length === 0 || report.time === null ? "_at" : report.time;
  const day = report.columns.find((held) => held.name === column)?.kind === "date";
  const [op, moment] =
    timeOrder(report, sort) === "down"
      ? (["gt", goal.until] as const)
      : (["lt", goal.from] as const);
  return { column, tests: [{ op, values: [day ? moment.slice(0, 10) : moment] }], any: false };
}
