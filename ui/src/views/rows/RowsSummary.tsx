// In the status line: how much is selected, and what it comes to.
import { useEffect, useMemo, useState } from "react";
import type { GridHandle } from "../../grid/live";
import { type Box, isSingle, rowsIn } from "../../grid/ranges";
import { useWords } from "../../i18n";
import { useRows } from "../../state/answers";
import type { Scope } from "../report/scope";
import { figureColumns, figuresOf, mostSummed, useSelection } from "./rowsSelection";

/** The selection a moment after it last changed: a drag is not answered cell by cell. */
function useSettledBox(): Box | null {
  const box = useSelection((selection) => selection.box);
  const [settled, setSettled] = useState(box);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(box), 120);
    return () => clearTimeout(timer);
  }, [box]);
  return settled;
}

/** The rows of the box as far as the grid has them; null if one is not at hand. */
function atHand(grid: GridHandle, box: Box, places: number[]) {
  const rows = [];
  for (let row = box.top; row <= box.bottom; row += 1) {
    const values = grid.row(row);
    if (!values) return null;
    rows.push(places.map((at) => values[at]));
  }
  return rows;
}

function useFigures(scope: Scope, grid: GridHandle | null, box: Box | null) {
  const { report, table, view } = scope;
  const columns = useMemo(() => figureColumns(report, box?.columns ?? []), [report, box]);
  const wanted = box && !isSingle(box) && columns.length > 0 && rowsIn(box) <= mostSummed;
  const held = useMemo(() => {
    const places = columns.map((column) => report.columns.indexOf(column));
    return wanted && grid ? atHand(grid, box, places) : null;
  }, [report, columns, wanted, grid, box]);
  const asked = useRows(
    wanted && !held
      ? {
          table,
          narrowing: view.narrowing,
          sort: view.sort,
          columns: columns.map((column) => column.name),
          offset: box.top,
          limit: rowsIn(box),
          view: `${report.code}:selection`,
        }
      : null,
  );
  const rows = held ?? asked.data?.rows;
  return useMemo(
    () => (wanted && rows ? figuresOf(report, columns, rows) : null),
    [report, columns, wanted, rows],
  );
}

export function RowsSummary({ scope, grid }: { scope: Scope; grid: GridHandle | null }) {
  const { t, f } = useWords();
  const box = useSettledBox();
  const figures = useFigures(scope, grid, box);
  if (!box || isSingle(box)) return null;
  const rows = rowsIn(box);
  const selected = [
    t("ui.grid.selectedRows", { count: rows, n: f.number(rows) }),
    t("ui.grid.selectedColumns", { count: box.columns.length, n: f.number(box.columns.length) }),
  ].join(" × ");
  const shown = (value: number) =>
    figures?.column.kind === "duration"
      ? f.duration(value)
      : f.number(value, Number.isInteger(value) ? 0 : 2);
  return (
    <span className="selection" role="status">
      {selected}
      {figures && figures.known > 1 ? (
        <>
          {figures.sum === null ? null : (
            <span>
              {t("ui.grid.sum")} <b>{shown(figures.sum)}</b>
            </span>
          )}
          <span>
            {t("ui.grid.average")} <b>{shown(figures.average)}</b>
          </span>
          <span>{t("ui.grid.known", { count: figures.known, n: f.number(figures.known) })}</span>
        </>
      ) : null}
    </span>
  );
}
