// Selecting a range by mouse and keys over rows that come and go. Cells are marked by a class on what
// is drawn, and by a rule for what is drawn later; nothing is rendered anew.
import type { GridApi } from "ag-grid-community";
import type { Value } from "./cells";
import {
  type Box,
  boxOf,
  covers,
  type Extent,
  everything,
  isSingle,
  moved,
  type Range,
  type Spot,
  single,
} from "./ranges";

/** The column of row numbers, which is not one of the report's. */
export const numbers = "#";

export interface SelectingHost {
  api: GridApi<Value[]>;
  box: HTMLElement;
  total: () => number;
  rowHeight: number;
  tell: (box: Box | null) => void;
}

/** The cell of the report's rows at an element; row numbers stand for their whole row. */
export function spotAt(target: EventTarget | null): Spot | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>(".ag-cell") : null;
  const row = Number(cell?.closest(".ag-row")?.getAttribute("row-index") ?? Number.NaN);
  const column = cell?.getAttribute("col-id");
  return column && Number.isInteger(row) ? { row, column } : null;
}

export class Selecting {
  private range: Range | null = null;
  private covered: Box | null = null;
  private dragging: { x: number; y: number } | null = null;
  private scrolling: ReturnType<typeof setInterval> | undefined;
  private readonly host: SelectingHost;

  constructor(host: SelectingHost) {
    this.host = host;
    // Before the mouse's own event: the grid may move the focus in between.
    host.box.addEventListener("pointerdown", this.onDown, true);
    host.box.addEventListener("mousedown", this.onPressed, true);
    host.box.addEventListener("focusin", this.onFocus);
    window.addEventListener("mousemove", this.onMove);
    window.addEventListener("mouseup", this.onUp);
  }

  destroy(): void {
    this.onUp();
    this.host.box.removeEventListener("pointerdown", this.onDown, true);
    this.host.box.removeEventListener("mousedown", this.onPressed, true);
    this.host.box.removeEventListener("focusin", this.onFocus);
    window.removeEventListener("mousemove", this.onMove);
    window.removeEventListener("mouseup", this.onUp);
  }

  get box(): Box | null {
    return this.covered;
  }

  /** Whether a cell is among several selected ones: the rule for cells drawn later. */
  has(row: number | null | undefined, column: string): boolean {
    const { covered } = this;
    if (!covered || row === null || row === undefined || isSingle(covered)) return false;
    if (column === numbers) return row >= covered.top && row <= covered.bottom;
    return covers(covered, row, column);
  }

  clear(): void {
    this.put(null);
  }

  all(): void {
    this.put(everything(this.extent()));
  }

  /** The whole row of a cell, or the rows of the selection. */
  wholeRows(spot: Spot): void {
    this.put({ ...(this.range ?? single(spot)), rows: true });
  }

  wholeColumns(spot: Spot): void {
    this.put({ ...(this.range ?? single(spot)), columns: true });
  }

  one(spot: Spot): void {
    this.put(single(spot));
  }

  /** Shift and a key that moves: the end of the range moves, the beginning stays. */
  extend(from: Spot, key: string, control: boolean): boolean {
    const range = this.range ?? single(from);
    const head = moved(range.head, key, control, this.extent());
    if (!head) return false;
    this.put({ ...range, head });
    this.show(head);
    return true;
  }

  /** A move without Shift: what was selected is left, whatever the grid focuses next is new. */
  leave(): void {
    this.range = null;
  }

  extent(): Extent {
    const { api, box, rowHeight, total } = this.host;
    const height = box.querySelector(".ag-grid-viewport")?.clientHeight ?? rowHeight;
    return {
      columns: api
        .getAllDisplayedColumns()
        .map((column) => column.getColId())
        .filter((name) => name !== numbers),
      total: total(),
      page: Math.max(1, Math.floor(height / rowHeight) - 3),
    };
  }

  /** Marks what is drawn. */
  paint(): void {
    for (const cell of this.host.box.querySelectorAll<HTMLElement>(".ag-row .ag-cell")) {
      const spot = spotAt(cell);
      const on = spot !== null && this.has(spot.row, spot.column);
      cell.classList.toggle("selected", on);
      if (on) cell.setAttribute("aria-selected", "true");
      else cell.removeAttribute("aria-selected");
    }
  }

  /** Columns changed places, or rows their number. */
  measured(): void {
    this.put(this.range);
  }

  private put(range: Range | null): void {
    this.range = range;
    this.covered = range && boxOf(range, this.extent());
    this.paint();
    this.host.tell(this.covered);
  }

  private show({ row, column }: Spot): void {
    const { api } = this.host;
    api.ensureIndexVisible(row);
    api.ensureColumnVisible(column);
    api.setFocusedCell(row, column);
  }

  private readonly onDown = (event: PointerEvent): void => {
    const spot = spotAt(event.target);
    if (!spot) return;
    if (event.button !== 0) {
      this.onOther(event, spot);
      return;
    }
    this.begin(spot, event.shiftKey);
    // A finger that moves scrolls.
    if (event.pointerType !== "touch") this.dragging = { x: event.clientX, y: event.clientY };
  };

  /** A menu over the selection is for all of it: the focus must not begin it anew. */
  private onOther(event: MouseEvent, spot: Spot): void {
    if (!this.has(spot.row, spot.column)) this.begin(spot, false);
    else {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  private readonly onPressed = (event: MouseEvent): void => {
    const spot = spotAt(event.target);
    if (spot && event.button !== 0) this.onOther(event, spot);
  };

  private begin(spot: Spot, extending: boolean): void {
    const first = this.extent().columns[0];
    if (first === undefined) return;
    const rows = spot.column === numbers;
    const real = rows ? { row: spot.row, column: first } : spot;
    if (extending && this.range) this.put({ ...this.range, head: real, columns: false, rows });
    else this.put({ ...single(real), rows });
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const spot = spotAt(event.target);
    if (!spot || spot.column === numbers || this.dragging) return;
    const { range } = this;
    const known = [range?.head, range?.anchor].some(
      (end) => end && end.row === spot.row && end.column === spot.column,
    );
    if (!known) this.one(spot);
  };

  private readonly onMove = (event: MouseEvent): void => {
    if (!this.dragging || event.buttons !== 1) return;
    this.dragging = { x: event.clientX, y: event.clientY };
    const spot = spotAt(document.elementFromPoint(event.clientX, event.clientY));
    if (spot) this.drag(spot);
    this.scrolling ??= setInterval(() => this.scrollOn(), 60);
  };

  private drag(spot: Spot): void {
    const { range } = this;
    if (!range) return;
    const column = spot.column === numbers ? range.head.column : spot.column;
    if (column === range.head.column && spot.row === range.head.row) return;
    this.put({ ...range, head: { row: spot.row, column } });
  }

  private readonly onUp = (): void => {
    this.dragging = null;
    clearInterval(this.scrolling);
    this.scrolling = undefined;
  };

  /** The pointer is held beyond an edge: rows and columns come along, faster the farther it is. */
  private scrollOn(): void {
    const { api, box, rowHeight } = this.host;
    const view = box.querySelector(".ag-grid-viewport")?.getBoundingClientRect();
    const { dragging, range } = this;
    if (!view || !dragging || !range) return;
    const head = box.querySelector(".ag-header")?.getBoundingClientRect().bottom ?? view.top;
    const beyond = (at: number, low: number, high: number) =>
      at < low ? at - low : at > high ? at - high : 0;
    const down = beyond(dragging.y, head, view.bottom - rowHeight);
    const right = beyond(dragging.x, view.left, view.right - 16);
    if (down === 0 && right === 0) return;
    const { columns, total } = this.extent();
    const rows = Math.sign(down) * Math.ceil(Math.abs(down) / 24);
    const row = Math.min(Math.max(range.head.row + rows, 0), total - 1);
    const at = columns.indexOf(range.head.column) + Math.sign(right);
    const column = columns[at] ?? range.head.column;
    this.put({ ...range, head: { row, column } });
    api.ensureIndexVisible(row);
    api.ensureColumnVisible(column);
  }
}
