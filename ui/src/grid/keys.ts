// Keys of the grid by the ARIA pattern, over the grid's own where they differ.
import type {
  GridApi,
  SuppressHeaderKeyboardEventParams,
  SuppressKeyboardEventParams,
} from "ag-grid-community";
import type { HeadState } from "./header";
import { moved, type Spot } from "./ranges";
import { numbers, type Selecting } from "./selecting";

/** What a key of a cell may ask for. */
export interface CellActs {
  selecting: () => Selecting | null;
  copy: (headers: boolean) => void;
  open: (row: number) => void;
  menu: (spot: Spot, place: DOMRect) => void;
}

const always = new Set(["Home", "End", "PageUp", "PageDown"]);
const moves = /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End)$/;

function goTo(api: GridApi, { row, column }: Spot): void {
  api.ensureIndexVisible(row);
  api.ensureColumnVisible(column);
  api.setFocusedCell(row, column);
}

type KeyAct = (event: KeyboardEvent, spot: Spot, selecting: Selecting, acts: CellActs) => boolean;

const withControl: Record<string, KeyAct> = {
  a: (_, __, selecting) => {
    selecting.all();
    return true;
  },
  c: (event, _, __, acts) => {
    acts.copy(event.shiftKey);
    return true;
  },
  " ": (_, spot, selecting) => {
    selecting.wholeColumns(spot);
    return true;
  },
};

const alone: Record<string, KeyAct> = {
  " ": (_, spot, selecting) => {
    selecting.wholeRows(spot);
    return true;
  },
  Enter: (_, spot, __, acts) => {
    acts.open(spot.row);
    return true;
  },
  ContextMenu: openMenu,
};

function openMenu(event: KeyboardEvent, spot: Spot, _: Selecting, acts: CellActs): boolean {
  const cell = (event.target as HTMLElement).closest(".ag-cell");
  if (cell) acts.menu(spot, cell.getBoundingClientRect());
  return true;
}

/** Shift extends the selection; other moves leave it. */
function move(event: KeyboardEvent, api: GridApi, spot: Spot, selecting: Selecting): boolean {
  const control = event.ctrlKey || event.metaKey;
  if (event.shiftKey) return selecting.extend(spot, event.key, control);
  selecting.leave();
  if (!always.has(event.key) && !control) return false;
  const target = moved(spot, event.key, control, selecting.extent());
  if (target) goTo(api, target);
  return target !== null;
}

function acted(event: KeyboardEvent, api: GridApi, spot: Spot, acts: CellActs): boolean {
  const selecting = acts.selecting();
  if (!selecting) return false;
  if (moves.test(event.key)) return !event.altKey && move(event, api, spot, selecting);
  if (event.key === "F10" && event.shiftKey) return openMenu(event, spot, selecting, acts);
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = (control ? withControl : alone)[key];
  return act?.(event, spot, selecting, acts) ?? false;
}

/** From the totals the keys of the whole grid lead back into the rows; nothing else is done there. */
function leftTotals(event: KeyboardEvent, api: GridApi, column: string, acts: CellActs): boolean {
  const selecting = acts.selecting();
  const control = event.ctrlKey || event.metaKey;
  if (!selecting || !control || !moves.test(event.key)) return false;
  const extent = selecting.extent();
  const target = moved({ row: extent.total - 1, column }, event.key, control, extent);
  if (target) goTo(api, target);
  return target !== null;
}

export function cellKey(acts: CellActs) {
  return ({ event, api }: SuppressKeyboardEventParams): boolean => {
    const focused = api.getFocusedCell();
    if (!focused) return false;
    const named = focused.column.getColId();
    const first = acts.selecting()?.extent().columns[0];
    const column = named === numbers ? first : named;
    if (column === undefined) return false;
    const done = focused.rowPinned
      ? leftTotals(event, api, column, acts)
      : acted(event, api, { row: focused.rowIndex, column }, acts);
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
    return done;
  };
}

function headActed(event: KeyboardEvent, name: string, state: HeadState): boolean {
  if (event.key === "Enter" || event.key === " ") {
    state.onSort(name, event.ctrlKey || event.metaKey || event.shiftKey);
    return true;
  }
  if (event.key === "ArrowDown" && event.altKey) {
    for (const head of state.heads) if (head.column === name) head.openFilter();
    return true;
  }
  if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return false;
  const head = (event.target as HTMLElement).closest(".ag-header-cell");
  if (head) state.onMenu(name, head.getBoundingClientRect());
  return head !== null;
}

/** Enter sorts, with Ctrl or Shift it adds a key; Alt+Down opens the filter; the menu key the menu. */
export function headKey(state: HeadState) {
  return ({ event, column }: SuppressHeaderKeyboardEventParams): boolean => {
    if (!column || !("getColId" in column)) return false;
    const done = headActed(event, column.getColId(), state);
    if (done) event.preventDefault();
    return done;
  };
}
