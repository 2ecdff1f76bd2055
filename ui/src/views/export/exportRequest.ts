// The request that a choice makes of the view at hand.
import type { ExportRequest, ReportView } from "../../backend";
import { type ExportChoice, sheetOf, wholeSheet } from "../../state/exportChoice";
import { arranged } from "../../state/layout";
import { wholeDays } from "../../state/period";
import { isUsual } from "../../state/template";
import type { View } from "../../state/view";
import type { Scope } from "../report/scope";

const daysOf = ({ period: { from, to } }: View) => ({ from, to });

export function exportRequest(
  scope: Scope,
  reports: ReportView[],
  choice: ExportChoice,
): ExportRequest {
  const { table, view, report, operation } = scope;
  const own = { table, narrowing: view.narrowing, sort: view.sort };
  const inReport = report.columns.map(({ name }) => name);
  const names = arranged(inReport, view);
  const others = reports.filter(({ code }) => code !== report.code && choice.others.includes(code));
  return {
    sheets: [
      sheetOf(own, names, view.hidden, choice),
      ...others.map(({ code }) => wholeSheet(operation.id, code, wholeDays(view.period))),
    ],
    language: choice.language,
    place: choice.place,
    ...(choice.card ? { scorecard: { operation: operation.id, ...daysOf(view) } } : {}),
    ...(choice.edition === "client"
      ? { edition: choice.edition, mask_agents: choice.maskAgents }
      : {}),
    ...(choice.detail === "inside" ? {} : { detail: choice.detail }),
    ...(choice.look && !isUsual(choice.look) ? { look: choice.look } : {}),
  };
}
