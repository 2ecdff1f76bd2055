// The grid's columns: values, texts, marks of state, and the column of row numbers.
import type { ColDef } from "ag-grid-community";
import type { Formats } from "../format";
import { normalForm } from "../format/normal";
import type { GridSizes } from "../state/density";
import { arranged, type Layout } from "../state/layout";
import { alignsRight, cellText, type GridColumn, type Value, widthOf } from "./cells";
import { Corner, Head, type HeadState } from "./header";
import { type CellActs, cellKey, headKey } from "./keys";
import { numbers, type Selecting } from "./selecting";
import { type LabelPlace, type Totals, totalCell } from "./totals";

/** What all columns share. */
export interface Shared {
  columns: GridColumn[];
  layout: Layout;
  formats: Formats;
  heads: HeadState;
  acts: CellActs;
  selecting: () => Selecting | null;
  totals: () => { totals: Totals; place: LabelPlace } | null;
  /** Name of the corner above the row numbers. */
  corner: string;
  scale: number;
}

/** How much larger than usual the text is. */
export function scaleOf({ font }: GridSizes): number {
  return font / 13;
}

export function columnDefs(shared: Shared): ColDef<Value[]>[] {
  const names = shared.columns.map((column) => column.name);
  const defs = arranged(names, shared.layout).flatMap((name) => {
    const at = names.indexOf(name);
    const column = shared.columns[at];
    return column ? [columnDef(column, at, shared)] : [];
  });
  return [numbersDef(shared), ...defs];
}

/** Widths of the columns at the usual text size: as chosen, else by what they hold. */
export function widthsOf(columns: GridColumn[], layout: Layout): Map<string, number> {
  return new Map(
    columns.map((column) => [column.name, layout.widths[column.name] ?? widthOf(column)]),
  );
}

/** The last column that scrolls takes the room that is left, unless it was given a width. */
export function fillingColumn(names: string[], layout: Layout): string | undefined {
  const last = arranged(names, layout)
    .filter((name) => !layout.hidden.includes(name) && !layout.pinned[name])
    .at(-1);
  return last !== undefined && layout.widths[last] === undefined ? last : undefined;
}

function columnDef(
  column: GridColumn,
  at: number,
  { formats, heads, acts, layout, scale, selecting, totals }: Shared,
): ColDef<Value[]> {
  const end = alignsRight(column.kind) ? "at-end" : "";
  const coloured = [...column.choices.values()].some((choice) => choice.color);
  return {
    colId: column.name,
    headerName: column.header,
    headerComponent: Head,
    headerComponentParams: { state: () => heads, meaning: column.meaning },
    headerClass: end,
    valueGetter: ({ data }) => data?.[at],
    valueFormatter: ({ data, value, node }) => {
      if (!data || (node?.rowPinned && value === null)) return "";
      return cellText(column, value as Value, formats);
    },
    cellClass: end,
    cellClassRules: {
      waiting: ({ data }) => data === undefined,
      unknown: ({ data, value }) => data !== undefined && (value === null || value === ""),
      selected: ({ node }) =>
        !node.rowPinned && (selecting()?.has(node.rowIndex, column.name) ?? false),
    },
    cellRendererSelector: ({ node }) => {
      if (node.rowPinned) return { component: totalCell(column.name, totals) };
      return coloured ? { component: stateCell(column) } : undefined;
    },
    hide: layout.hidden.includes(column.name),
    pinned: layout.pinned[column.name] ?? null,
    width: scale * (layout.widths[column.name] ?? widthOf(column)),
    minWidth: 56,
    suppressKeyboardEvent: cellKey(acts),
    suppressHeaderKeyboardEvent: headKey(heads),
  };
}

function numbersDef({ formats, acts, corner, scale, selecting }: Shared): ColDef<Value[]> {
  return {
    colId: numbers,
    headerComponent: Corner,
    headerComponentParams: { label: corner, onPress: () => selecting()?.all() },
    headerClass: "head-numbers",
    valueGetter: ({ node }) => (node?.rowPinned ? "" : formats.number((node?.rowIndex ?? 0) + 1)),
    cellClass: "row-number",
    cellClassRules: {
      selected: ({ node }) =>
        !node.rowPinned && (selecting()?.has(node.rowIndex, numbers) ?? false),
    },
    pinned: "left",
    lockPosition: "left",
    lockPinned: true,
    resizable: false,
    suppressMovable: true,
    width: scale * numbersWidth(0),
    minWidth: 40,
    suppressKeyboardEvent: cellKey(acts),
  };
}

/** Room for the greatest row number with its separators. */
export function numbersWidth(total: number): number {
  const digits = String(Math.max(total, 999)).length;
  return Math.round(22 + digits * 7.4 + Math.floor((digits - 1) / 3) * 3.6);
}

/** A square of the state's colour before its name. */
function stateCell(column: GridColumn) {
  return (cellOf: { value: unknown; valueFormatted: string | null; data: unknown }) => {
    const cell = document.createElement("span");
    if (cellOf.data === undefined) return cell;
    const color = column.choices.get(normalForm(String(cellOf.value ?? "")))?.color;
    if (cellOf.value !== null) {
      const dot = document.createElement("span");
      dot.className = `dot dot-${color ?? "other"}`;
      cell.append(dot);
    }
    cell.append(cellOf.valueFormatted ?? "");
    return cell;
  };
}
