// How a value of each kind looks in the grid.
import type { ChoiceView, KindView } from "../backend";
import { durationCell, type Formats, unknown } from "../format";
import { normalForm } from "../format/normal";

export type Value = string | number | boolean | null;

export interface GridColumn {
  name: string;
  header: string;
  meaning: string;
  kind: KindView;
  role: string | null;
  choices: ReadonlyMap<string, { label: string; color: string | null }>;
}

export function choiceMap(
  values: ChoiceView[],
  texts: (texts: ChoiceView["label"]) => string,
): Map<string, { label: string; color: string | null }> {
  return new Map(
    values.map(({ value, label, color }) => [normalForm(value), { label: texts(label), color }]),
  );
}

const right: ReadonlySet<KindView> = new Set([
  "integer",
  "decimal",
  "percent",
  "duration",
  "datetime",
  "date",
  "hour",
]);

export function alignsRight(kind: KindView): boolean {
  return right.has(kind);
}

const widths: Record<KindView, number> = {
  text: 180,
  id: 128,
  integer: 92,
  decimal: 100,
  percent: 92,
  duration: 104,
  datetime: 164,
  date: 112,
  hour: 80,
  choice: 156,
};

/** Letters of the longer line when a text wraps into two at best. */
function longerLine(text: string): number {
  const words = text.split(" ");
  const lines = words.map((_, at) =>
    Math.max(words.slice(0, at).join(" ").length, words.slice(at).join(" ").length),
  );
  return Math.min(text.length, ...lines);
}

/** Wide enough for its values, for its header on two lines, and for each word of it beside its marks. */
export function widthOf(column: GridColumn): number {
  const word = Math.max(...column.header.split(" ").map((part) => part.length));
  // Ids of calls are twice as long as those of people, and useless when cut.
  const usual = column.role === "call" ? 176 : widths[column.kind];
  const labels = [...column.choices.values()].map(({ label }) => label.length * 7.6 + 40);
  return Math.max(
    usual,
    ...labels.map(Math.round),
    Math.round(longerLine(column.header) * 7.4) + 58,
    Math.round(word * 7.6) + 72,
  );
}

export function cellText(column: GridColumn, value: Value | undefined, formats: Formats): string {
  if (value === null || value === undefined || value === "") return unknown;
  switch (column.kind) {
    case "integer":
      return typeof value === "number" ? formats.number(value) : String(value);
    case "decimal":
      return typeof value === "number" ? formats.number(value, 2) : String(value);
    case "percent":
      return typeof value === "number" ? formats.percent(value, 2) : String(value);
    case "duration":
      return typeof value === "number" ? durationCell(value) : String(value);
    case "datetime":
      return readable(value) ? formats.dateTime(String(value)) : String(value);
    case "date":
      return readable(value) ? formats.date(String(value)) : String(value);
    case "choice":
      return column.choices.get(normalForm(String(value)))?.label ?? String(value);
    default:
      return String(value);
  }
}

function readable(value: Value): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(String(value));
}
