// What a workbook is made of, and the request that a choice makes of it.
import type { ExportRequest, ExportSheet, OperationView, ReportView } from "../../backend";
import { type ExportChoice, sheetOf, wholeSheet } from "../../state/exportChoice";
import { arranged } from "../../state/layout";
import { type Period, wholeDays } from "../../state/period";
import { isUsual } from "../../state/template";
import type { Scope } from "../report/scope";

/** A report's view, with what goes beside it; without one, the scorecard of the period. */
export interface Subject {
  operation: OperationView;
  period: Period;
  scope: Scope | null;
}

export function subjectOf(scope: Scope): Subject {
  return { operation: scope.operation, period: scope.view.period, scope };
}

function ownSheet({ table, view, report }: Scope, choice: ExportChoice): ExportSheet {
  const own = { table, narrowing: view.narrowing, sort: view.sort };
  const inReport = report.columns.map(({ name }) => name);
  return sheetOf(own, arranged(inReport, view), view.hidden, choice);
}

export function exportRequest(
  { operation, period, scope }: Subject,
  reports: ReportView[],
  choice: ExportChoice,
): ExportRequest {
  const { from, to } = period;
  const others = reports.filter(
    ({ code }) => code !== scope?.report.code && choice.others.includes(code),
  );
  return {
    sheets: [
      ...(scope ? [ownSheet(scope, choice)] : []),
      ...others.map(({ code }) => wholeSheet(operation.id, code, wholeDays(period))),
    ],
    language: choice.language,
    place: choice.place,
    ...(choice.card || !scope ? { scorecard: { operation: operation.id, from, to } } : {}),
    ...(choice.edition === "client"
      ? { edition: choice.edition, mask_agents: choice.maskAgents }
      : {}),
    ...(choice.detail === "inside" ? {} : { detail: choice.detail }),
    ...(choice.look && !isUsual(choice.look) ? { look: choice.look } : {}),
  };
}
