// What the context menu of the rows offers, by the column and value under the pointer.
import type { ColumnView, FilterView, Op, ReportView } from "../../backend";
import type { Value } from "../../grid/cells";

const exact: ReadonlySet<string> = new Set(["id", "choice", "hour"]);

function filter(column: string, op: Op, values: string[]): FilterView {
  return { column, tests: [{ op, values }], any: false };
}

/** The filter that keeps the rows with this value, or all others; a moment stands for its day. */
export function byValue(column: ColumnView, value: Value, keep: boolean): FilterView | null {
  const { name, kind } = column;
  if (value === null || value === "") return filter(name, keep ? "empty" : "not_empty", []);
  const text = String(value);
  if (kind === "datetime" || kind === "date") {
    if (!keep || !/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
    const day = text.slice(0, 10);
    const ends = kind === "date" ? [day, day] : [`${day}T00:00:00`, `${day}T23:59:59`];
    return filter(name, "between", ends);
  }
  if (exact.has(kind)) return filter(name, keep ? "in" : "not_in", [text]);
  return filter(name, keep ? "eq" : "ne", [text]);
}

/** The column that says whose row it is: the id where there is one, else the name. */
export function agentColumn(report: ReportView): ColumnView | undefined {
  const of = (role: string) => report.columns.find((column) => column.role === role);
  return of("agent") ?? of("agent_name");
}

export function valueIn(report: ReportView, row: Value[], column: ColumnView | undefined): Value {
  return column ? (row[report.columns.indexOf(column)] ?? null) : null;
}
