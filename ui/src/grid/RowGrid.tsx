// The one wrapper around AG Grid: columns, rows by the stretch, selection, totals, keys and menus.
import { useEffect, useRef } from "react";
import type { SortView } from "../backend";
import type { Formats } from "../format";
import type { GridSizes } from "../state/density";
import type { Layout } from "../state/layout";
import type { GridColumn } from "./cells";
import type { ReadRows, RowNews } from "./datasource";
import type { HeadState } from "./header";
import { type GridHandle, LiveGrid } from "./live";
import type { Box, Spot } from "./ranges";
import type { Totals } from "./totals";
import "./grid.css";

export interface GridTexts {
  label: string;
  corner: string;
  filterOf: (header: string) => string;
  rowNumber: (row: number) => string;
}

/** Where a menu was asked for: at a cell, or at the head of a column. */
export type MenuPlace = { x: number; y: number } & ({ spot: Spot } | { column: string });

export interface GridEvents {
  onSort: (column: string, add: boolean) => void;
  onFilter: (column: string, anchor: HTMLElement) => void;
  onNews: (news: RowNews) => void;
  onLayout: (layout: Layout) => void;
  onSelect: (box: Box | null) => void;
  onFocusRow: (row: number) => void;
  onCopy: (headers: boolean) => void;
  onOpen: (row: number) => void;
  onMenu: (place: MenuPlace) => void;
  onReady: (grid: GridHandle | null) => void;
}

export interface RowGridProps {
  /** All columns of the report, in its own order: a row's values come in this order. */
  columns: GridColumn[];
  layout: Layout;
  /** A new key is a new question; the rows shown are thrown away. */
  sourceKey: string;
  /** Begins a question: all its stretches are read as one, and what ran for the one before is dropped. */
  ask: () => ReadRows;
  /** Grows when the same question may have another answer; the place is kept. */
  refresh: number;
  sort: SortView[];
  filtered: ReadonlySet<string>;
  totals: Totals | null;
  /** By the density and zoom of the window. */
  sizes: GridSizes;
  formats: Formats;
  texts: GridTexts;
  events: GridEvents;
}

function headState(latest: { current: RowGridProps }): HeadState {
  return {
    sort: [],
    filtered: new Set(),
    heads: new Set(),
    filterLabel: (header) => latest.current.texts.filterOf(header),
    onSort: (column, add) => latest.current.events.onSort(column, add),
    onFilter: (column, anchor) => latest.current.events.onFilter(column, anchor),
    onMenu: (column, { left, bottom }) =>
      latest.current.events.onMenu({ column, x: left + 12, y: bottom - 4 }),
  };
}

export function RowGrid(props: RowGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<LiveGrid | null>(null);
  const asked = useRef("");
  const latest = useRef(props);
  latest.current = props;
  const heads = useRef<HeadState>(null as unknown as HeadState);
  heads.current ??= headState(latest);
  const { columns, formats, layout, sourceKey, refresh, sort, filtered, totals, sizes, texts } =
    props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: columns, formats and sizes remake the grid; the rest is read through refs.
  useEffect(() => {
    if (!box.current) return;
    const live = new LiveGrid(box.current, () => latest.current, heads.current, sizes);
    grid.current = live;
    latest.current.events.onReady(live);
    return () => {
      latest.current.events.onReady(null);
      grid.current = null;
      live.destroy();
    };
  }, [columns, formats, sizes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question, or a new grid, needs a new source.
  useEffect(() => {
    grid.current?.ask(latest.current.ask(), asked.current !== sourceKey);
    asked.current = sourceKey;
  }, [sourceKey, columns, formats, sizes]);

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new value of refresh but the first.
  useEffect(() => {
    if (first.current) first.current = false;
    else grid.current?.again();
  }, [refresh]);

  useEffect(() => grid.current?.arrange(layout), [layout]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new grid needs its totals again.
  useEffect(() => grid.current?.foot(totals), [totals, columns, formats, sizes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new grid needs its marks again.
  useEffect(() => {
    heads.current.sort = sort;
    heads.current.filtered = filtered;
    for (const head of heads.current.heads) head.draw();
  }, [sort, filtered, columns, formats, sizes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new grid needs its name again.
  useEffect(() => {
    for (const part of box.current?.querySelectorAll('[role="grid"], [role="treegrid"]') ?? []) {
      part.setAttribute("aria-label", texts.label);
      part.setAttribute("aria-multiselectable", "true");
    }
  }, [texts.label, columns, formats, sizes]);

  return <div className="row-grid" ref={box} />;
}
