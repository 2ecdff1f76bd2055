// Keys of the grid by the ARIA pattern, over the grid's own where they differ.
import type {
  GridApi,
  SuppressHeaderKeyboardEventParams,
  SuppressKeyboardEventParams,
} from "ag-grid-community";
import { copyText } from "../shared/clipboard";
import type { HeadState } from "./header";

function columns(api: GridApi) {
  return api.getAllDisplayedColumns();
}

function goTo(api: GridApi, row: number, place: number): void {
  const column = columns(api).at(place);
  if (!column || row < 0) return;
  api.ensureIndexVisible(row);
  api.ensureColumnVisible(column);
  api.setFocusedCell(row, column);
}

/** Home and End move in the row; with Ctrl in the whole grid; Ctrl+C copies what is read in the cell. */
export function cellKey({ event, api }: SuppressKeyboardEventParams): boolean {
  const focused = api.getFocusedCell();
  if (!focused) return false;
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "Home" || event.key === "End") {
    const row = control
      ? event.key === "Home"
        ? 0
        : api.getDisplayedRowCount() - 1
      : focused.rowIndex;
    goTo(api, row, event.key === "Home" ? 0 : -1);
    event.preventDefault();
    return true;
  }
  if (control && event.key.toLowerCase() === "c") {
    const text = (event.target as HTMLElement).closest(".ag-cell")?.textContent ?? "";
    void copyText(text);
    return true;
  }
  return false;
}

/** Enter sorts, with Ctrl or Shift it adds a key; Alt+Down opens the filter. */
export function headKey(state: HeadState) {
  return ({ event, column }: SuppressHeaderKeyboardEventParams): boolean => {
    if (!column || !("getColId" in column)) return false;
    const name = column.getColId();
    if (event.key === "Enter") {
      state.onSort(name, event.ctrlKey || event.metaKey || event.shiftKey);
      return true;
    }
    if (event.key === "ArrowDown" && event.altKey) {
      for (const head of state.heads) if (head.column === name) head.openFilter();
      return true;
    }
    return false;
  };
}
