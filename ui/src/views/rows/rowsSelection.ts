// What is selected in the grid, kept apart so that a drag does not draw the whole report anew.
import { create } from "zustand";
import type { ColumnView, ReportView } from "../../backend";
import type { Value } from "../../grid/cells";
import type { Box } from "../../grid/ranges";
import { addsUp } from "./totals";

export const useSelection = create<{ box: Box | null }>(() => ({ box: null }));

/** Rows that are read for the sake of their sum. */
export const mostSummed = 10_000;

export interface Figures {
  /** The column whose kind the figures have. */
  column: ColumnView;
  known: number;
  /** Null where a sum would mean nothing. */
  sum: number | null;
  average: number;
}

const averaged = new Set(["integer", "decimal", "duration"]);

/** The columns of a selection that have figures of one kind; none if kinds are mixed. */
export function figureColumns(report: ReportView, names: string[]): ColumnView[] {
  const columns = report.columns.filter(
    (column) => names.includes(column.name) && averaged.has(column.kind),
  );
  return new Set(columns.map((column) => column.kind)).size === 1 ? columns : [];
}

/** Sum and average of what is known; unknown values count in neither. */
export function figuresOf(
  report: ReportView,
  columns: ColumnView[],
  rows: Iterable<(Value | undefined)[]>,
): Figures | null {
  const [column] = columns;
  let known = 0;
  let sum = 0;
  for (const row of rows)
    for (const value of row)
      if (typeof value === "number") {
        known += 1;
        sum += value;
      }
  if (!column || known === 0) return null;
  const adds = columns.every((one) => addsUp(report, one));
  return { column, known, sum: adds ? sum : null, average: sum / known };
}
