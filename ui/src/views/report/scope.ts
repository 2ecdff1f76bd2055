// What every part of a report's view works on.
import type {
  ColumnView,
  CoverageView,
  FetchRequest,
  OperationView,
  ReportView,
  TableKey,
} from "../../backend";
import type { Period } from "../../state/period";
import { emptyView, tableOf, type View } from "../../state/view";
import type { Names } from "../common/names";

export interface Scope {
  operation: OperationView;
  report: ReportView;
  view: View;
  table: TableKey;
  coverage: CoverageView | null;
  names: Names;
}

/** A scope of its own for fetching a report that is not the one on screen. */
export function scopeOf(
  operation: OperationView,
  report: ReportView,
  period: Period,
  params: Record<string, string> = {},
): Scope {
  const view = { ...emptyView(report.code, period), params };
  const names: Names = { list: () => [], of: () => null };
  return { operation, report, view, table: tableOf(operation.id, view), coverage: null, names };
}

const withRows = new Set(["held", "partial", "open"]);

export function heldDays(coverage: CoverageView | null): string[] {
  return (coverage?.days ?? []).filter((day) => withRows.has(day.state)).map((day) => day.date);
}

/** Days that a fetch would bring or repair. */
export function missingDays(coverage: CoverageView | null): string[] {
  return (coverage?.days ?? [])
    .filter((day) => ["never", "failed", "partial"].includes(day.state))
    .map((day) => day.date);
}

/** Nothing of the period was ever asked with success. */
export function isNotHeld({ coverage }: Scope): boolean {
  const days = coverage?.days ?? [];
  return days.length > 0 && days.every((day) => day.state === "never" || day.state === "failed");
}

export function columnOf(report: ReportView, name: string): ColumnView | undefined {
  return report.columns.find((column) => column.name === name);
}

/** A parameter that must be chosen before a fetch can be planned. */
export function unchosen({ report, view }: Scope) {
  return report.params.find(
    (param) => param.required && param.all === null && !view.params[param.name],
  );
}

export function fetchOf(scope: Scope, reread: boolean): FetchRequest {
  const { operation, report, view } = scope;
  const { from, to } = view.period;
  return { operation: operation.id, report: report.code, params: view.params, from, to, reread };
}
