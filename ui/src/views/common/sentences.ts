// Filters read as sentences.
import type { ColumnView, FilterView, TestView } from "../../backend";
import { normalForm } from "../../format/normal";
import { cellText, choiceMap } from "../../grid/cells";
import type { Words } from "../../i18n";
import { weekdayOf } from "../../state/period";
import type { Scope } from "../report/scope";
import type { Names } from "./names";

/** A value that no report file names, in its normal form: `falla_tecnica` reads "Falla tecnica". */
export function unlisted(value: string): string {
  // The core's normal form keeps accents: only capitals, blanks and hyphens tell another writing.
  if (value !== value.toLowerCase() || /[\s-]/.test(value)) return value;
  const words = value.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as the grid shows it, with the name behind an id. */
export function valueLabel(words: Words, names: Names, column: ColumnView, value: string): string {
  const name = names.of(column, value);
  if (name) return name;
  const number = Number(value);
  const figures = ["integer", "decimal", "percent", "duration"].includes(column.kind);
  const held = {
    name: column.name,
    header: "",
    meaning: "",
    kind: column.kind,
    role: column.role,
    choices: choiceMap(column.values, words.texts),
  };
  if (column.kind === "choice" && !held.choices.has(normalForm(value))) return unlisted(value);
  return cellText(held, figures && !Number.isNaN(number) ? number : value, words.f);
}

/** Clicking a week's hour gives one stretch per day: said as what they share. */
function weekHour({ f, t }: Words, filter: FilterView): string | null {
  const stretches = filter.tests.filter(
    (test) => test.op === "between" && (test.values[0]?.length ?? 0) > 10,
  );
  const first = stretches[0]?.values[0];
  if (!filter.any || stretches.length !== filter.tests.length || !first) return null;
  const same = stretches.every(({ values }) => {
    const start = values[0] ?? "";
    return weekdayOf(start) === weekdayOf(first) && start.slice(11) === first.slice(11);
  });
  return same
    ? t("ui.filter.weekHour", {
        day: f.weekday(weekdayOf(first)),
        hour: Number(first.slice(11, 13)),
      })
    : null;
}

/** An hour of a day, a whole day, or days, without what goes without saying. */
function dayStretch({ f }: Words, test: TestView): string | null {
  const [from, to] = test.values;
  if (test.op === "between" && from?.endsWith(":00:00") && to === `${from.slice(0, 13)}:59:59`) {
    return `${f.dayShort(from)}, ${from.slice(11, 16)}–${to.slice(11, 16)}`;
  }
  if (test.op !== "between" || !from?.endsWith("T00:00:00") || !to?.endsWith("T23:59:59"))
    return null;
  return from.slice(0, 10) === to.slice(0, 10) ? f.dayShort(from) : f.range(from, to);
}

function testSentence(words: Words, scope: Scope, column: ColumnView, test: TestView): string {
  const { t, f } = words;
  const days = dayStretch(words, test);
  if (days) return days;
  const values = test.values.map((value) => valueLabel(words, scope.names, column, value));
  if (test.op === "in" || test.op === "not_in") {
    // Two writings of one state (`HUMAN`, `human`) read the same.
    const labels = [...new Set(values)];
    const shown = labels.slice(0, 2).join(", ");
    const rest = labels.length > 2 ? ` +${f.number(labels.length - 2)}` : "";
    return test.op === "in" ? `${shown}${rest}` : t("ui.filter.not", { values: `${shown}${rest}` });
  }
  return t(`ui.filter.sentence.${test.op}`, { a: values[0], b: values[1] });
}

export function filterSentence(
  words: Words,
  scope: Scope,
  filter: FilterView,
  column: ColumnView,
): string {
  const hour = weekHour(words, filter);
  if (hour) return hour;
  const parts = filter.tests.map((test) => testSentence(words, scope, column, test));
  const shown = parts
    .slice(0, 2)
    .join(` ${words.t(filter.any ? "ui.filter.or" : "ui.filter.and")} `);
  return parts.length > 2 ? `${shown} +${words.f.number(parts.length - 2)}` : shown;
}
