// The layout that the grid has now, as the view keeps it.
import type { GridApi } from "ag-grid-community";
import type { Layout, Side } from "../state/layout";
import type { Value } from "./cells";
import { numbers } from "./selecting";

export function layoutIn(api: GridApi<Value[]>, widths: Record<string, number>): Layout {
  const state = api.getColumnState().filter(({ colId }) => colId !== numbers);
  const pinned: Record<string, Side> = {};
  for (const { colId, pinned: side } of state)
    if (side) pinned[colId] = side === "right" ? "right" : "left";
  return {
    order: state.map(({ colId }) => colId),
    hidden: state.filter(({ hide }) => hide).map(({ colId }) => colId),
    pinned,
    widths,
  };
}
