// The columns of a report as the grid takes them.
import { useMemo } from "react";
import type { ColumnView, ReportView } from "../../backend";
import { choiceMap, type GridColumn } from "../../grid/cells";
import { useWords, type Words } from "../../i18n";

export function gridColumn(column: ColumnView, texts: Words["texts"]): GridColumn {
  return {
    name: column.name,
    header: texts(column.label),
    meaning: texts(column.meaning),
    kind: column.kind,
    role: column.role,
    choices: choiceMap(column.values, texts),
  };
}

/** All columns in the report's own order: order and visibility are the layout's. */
export function useGridColumns(report: ReportView): GridColumn[] {
  const { texts } = useWords();
  return useMemo(() => report.columns.map((column) => gridColumn(column, texts)), [report, texts]);
}
