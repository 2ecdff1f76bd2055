// What a view shows, in sentences: for pictures, printed pages and the dialog of an export.
import type { Words } from "../../i18n";
import { filterSentence } from "../common/sentences";
import { columnOf, type Scope } from "../report/scope";
import { placeOf } from "../start/zones";

/** `1–20 nov 2026`. */
export function periodText({ f }: Words, { view }: Scope): string {
  return f.range(view.period.from, view.period.to);
}

/** Every parameter and filter as `Column: sentence`. */
export function filterTexts(words: Words, scope: Scope): string[] {
  const { t, texts } = words;
  const { report, view, names } = scope;
  const params = report.params.flatMap((param) => {
    const value = view.params[param.name];
    if (value === undefined) return [];
    const named = names.list(param.picker ?? "").find(({ id }) => id === value)?.name;
    return [`${texts(param.label)}: ${named ? `${named} (${value})` : value}`];
  });
  const filters = view.narrowing.filters.flatMap((filter) => {
    const column = columnOf(report, filter.column);
    return column
      ? [`${texts(column.label)}: ${filterSentence(words, scope, filter, column)}`]
      : [];
  });
  const search = view.narrowing.search
    ? [t("ui.facts.search", { text: view.narrowing.search })]
    : [];
  return [...params, ...filters, ...search];
}

/** All of them in one line, or that there are none. */
export function filterLine(words: Words, scope: Scope): string {
  const held = filterTexts(words, scope);
  return held.length > 0 ? held.join(" · ") : words.t("ui.facts.noFilters");
}

/** The wall clock in a zone, as the core writes moments. */
export function nowIn(zone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return parts.format(now).replace(" ", "T");
}

/** Where the figures come from, and when this was made. */
export function sourceLine({ t, f }: Words, { report, operation }: Scope): string {
  return t("ui.facts.source", {
    report: report.code,
    when: f.dateTime(nowIn(operation.zone)),
    zone: placeOf(operation.zone),
  });
}
