// What a workbook of the stand-in would be.
import type { ExportPreview, ExportRequest } from "../bindings";
import { narrowed } from "./ask";
import type { Desk } from "./scene";

/** In the scene of a large archive, each row stands for thousands. */
const many = 4_000;

export function preview(request: ExportRequest, desk: Desk): ExportPreview {
  const { options, held } = desk;
  const each = options.scene === "large" ? many : 1;
  const reports = request.sheets.map(({ table, narrowing }) => ({
    report: table.report,
    rows: narrowed(table, narrowing, held).length * each,
  }));
  const first = request.sheets[0]?.table;
  const stem = `${first?.from.slice(0, 10)}_${first?.to.slice(0, 10)}_Muestra`;
  const { detail } = request;
  const beside = detail === "csv" || detail === "parquet" ? reports : [];
  return {
    name: `${stem}.xlsx`,
    folder: "Atalaya",
    replaces: request.place === "remembered",
    reports,
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    soft_limit: 200_000,
    sheet_limit: 1_048_575,
    beside: beside.map(({ report }) => `${stem}_${report}.${detail}`),
  };
}
