// A recipe says which figures a chart needs, how they become a picture, and what a click on it filters.
import type {
  AggregateRequest,
  AggregateView,
  ColumnView,
  FilterView,
  ReportView,
} from "../backend";
import { daysOf, type Period, weekdayOf } from "../state/period";
import type { ChartData, MarkPlace } from "./model";

export type Ask = Pick<AggregateRequest, "bucket" | "dimensions" | "measures">;

export interface Surroundings {
  report: ReportView;
  period: Period;
  /** Days that rows may come from. */
  heldDays: string[];
  /** The name behind an id of this column, or the value as it is. */
  nameOf: (column: ColumnView, value: string) => string;
  /** Class of a custom state, if known: `break`, `meal`… */
  classOf: (state: string) => string | null;
  /** The colour that the operation chose for it, if any. */
  colorOf: (state: string) => string | null;
  labelOf: (column: ColumnView) => string;
  word: (key: string) => string;
  day: (iso: string) => string;
}

export interface Recipe {
  /** Null where the report lacks a column that the chart needs. */
  ask: (around: Surroundings) => Ask | null;
  draw: (answer: AggregateView, around: Surroundings) => ChartData;
  pick: (place: MarkPlace, data: ChartData, around: Surroundings) => FilterView[];
}

export function column(report: ReportView, ...roles: string[]): ColumnView | null {
  for (const role of roles) {
    const found = report.columns.find((held) => held.role === role);
    if (found) return found;
  }
  return null;
}

export function timeColumn(report: ReportView): ColumnView | null {
  return (
    report.columns.find((held) => held.name === report.time) ??
    report.columns.find((held) => held.name === "_day") ??
    null
  );
}

export const countRows = { fold: "count", column: null, q: null } as const;
export const sumOf = (name: string) => ({ fold: "sum", column: name, q: null }) as const;
export const countOf = (name: string) => ({ fold: "count", column: name, q: null }) as const;

export function isOneOf(name: string, values: string[]): FilterView {
  return { column: name, tests: [{ op: "in", values }], any: false };
}

export function known(name: string): FilterView {
  return { column: name, tests: [{ op: "not_empty", values: [] }], any: false };
}

export function missing(name: string): FilterView {
  return { column: name, tests: [{ op: "empty", values: [] }], any: false };
}

/** The whole of a day. */
export function onDay(time: ColumnView, date: string): FilterView {
  const values = time.kind === "date" ? [date, date] : [`${date}T00:00:00`, `${date}T23:59:59`];
  return { column: time.name, tests: [{ op: "between", values }], any: false };
}

/** An hour of a weekday: that hour on each such day of the period. */
export function onWeekHour(
  time: ColumnView,
  period: Period,
  weekday: number,
  hour: number,
): FilterView {
  const two = String(hour).padStart(2, "0");
  const days = daysOf(period.from, period.to).filter((date) => weekdayOf(date) === weekday);
  return {
    column: time.name,
    tests: days.map((date) => ({
      op: "between" as const,
      values:
        time.kind === "date" ? [date, date] : [`${date}T${two}:00:00`, `${date}T${two}:59:59`],
    })),
    any: days.length > 1,
  };
}

export function weekdayCount(days: string[], weekday: number): number {
  return days.filter((date) => weekdayOf(date) === weekday).length;
}

export { daysOf };

export function text(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
