// The arithmetic of a selection: which cells a range covers, and where a key takes its end.

export interface Spot {
  row: number;
  column: string;
}

/** From the cell where it began to the cell where it ends; of whole rows, whole columns, or both. */
export interface Range {
  anchor: Spot;
  head: Spot;
  rows: boolean;
  columns: boolean;
}

/** What a range covers. All rows are a statement about the filter, not a list of rows. */
export interface Box {
  top: number;
  bottom: number;
  /** Visible columns from left to right. */
  columns: string[];
  allRows: boolean;
}

/** What the grid shows: its visible columns in order, its rows, and the rows of one screen. */
export interface Extent {
  columns: string[];
  total: number;
  page: number;
}

export function single(spot: Spot): Range {
  return { anchor: spot, head: spot, rows: false, columns: false };
}

export function everything({ columns, total }: Extent): Range | null {
  const [first, last] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined || total === 0) return null;
  return {
    anchor: { row: 0, column: first },
    head: { row: total - 1, column: last },
    rows: true,
    columns: true,
  };
}

export function boxOf(range: Range, { columns, total }: Extent): Box | null {
  const ends = [range.anchor.column, range.head.column].map((name) => columns.indexOf(name));
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  if (left < 0 || total === 0) return null;
  const rows = [range.anchor.row, range.head.row];
  return {
    top: range.columns ? 0 : Math.min(...rows),
    bottom: range.columns ? total - 1 : Math.min(Math.max(...rows), total - 1),
    columns: range.rows ? columns : columns.slice(left, right + 1),
    allRows: range.columns,
  };
}

export function rowsIn(box: Box): number {
  return box.bottom - box.top + 1;
}

export function isSingle(box: Box): boolean {
  return box.top === box.bottom && box.columns.length === 1;
}

export function covers(box: Box, row: number, column: string): boolean {
  return row >= box.top && row <= box.bottom && box.columns.includes(column);
}

type Move = (spot: Place, extent: Extent) => Place;
interface Place {
  row: number;
  at: number;
}

const plain: Record<string, Move> = {
  ArrowUp: ({ row, at }) => ({ row: row - 1, at }),
  ArrowDown: ({ row, at }) => ({ row: row + 1, at }),
  ArrowLeft: ({ row, at }) => ({ row, at: at - 1 }),
  ArrowRight: ({ row, at }) => ({ row, at: at + 1 }),
  PageUp: ({ row, at }, { page }) => ({ row: row - page, at }),
  PageDown: ({ row, at }, { page }) => ({ row: row + page, at }),
  Home: ({ row }) => ({ row, at: 0 }),
  End: ({ row }, { columns }) => ({ row, at: columns.length - 1 }),
};

const withControl: Record<string, Move> = {
  ArrowUp: ({ at }) => ({ row: 0, at }),
  ArrowDown: ({ at }, { total }) => ({ row: total - 1, at }),
  ArrowLeft: ({ row }) => ({ row, at: 0 }),
  ArrowRight: ({ row }, { columns }) => ({ row, at: columns.length - 1 }),
  Home: () => ({ row: 0, at: 0 }),
  End: (_, { columns, total }) => ({ row: total - 1, at: columns.length - 1 }),
};

/** Where a key leads from a cell; null if it is not a key that moves. */
export function moved(spot: Spot, key: string, control: boolean, extent: Extent): Spot | null {
  const move = (control ? withControl : plain)[key];
  if (!move || extent.total === 0 || extent.columns.length === 0) return null;
  const inside = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  const from = { row: spot.row, at: Math.max(0, extent.columns.indexOf(spot.column)) };
  const to = move(from, extent);
  const column = extent.columns[inside(to.at, extent.columns.length)] ?? spot.column;
  return { row: inside(to.row, extent.total), column };
}
