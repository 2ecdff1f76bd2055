// The one wrapper around AG Grid: columns, rows by the stretch, sort and filter marks. Square corners and
// no row transforms: WebKitGTK is many times slower with them.
import {
  CellApiModule,
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  createGrid,
  type GridApi,
  type GridOptions,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  themeQuartz,
  ValidationModule,
} from "ag-grid-community";
import { useEffect, useRef } from "react";
import type { SortView } from "../backend";
import type { Formats } from "../format";
import { normalForm } from "../format/normal";
import { alignsRight, cellText, type GridColumn, type Value, widthOf } from "./cells";
import { type ReadRows, type RowNews, rowsOf } from "./datasource";
import { Head, type HeadState } from "./header";
import { cellKey, headKey } from "./keys";
import { tameWheel } from "./wheel";
import "./grid.css";

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CellStyleModule,
  ColumnApiModule,
  CellApiModule,
  RowApiModule,
  RenderApiModule,
  ScrollApiModule,
  LocaleModule,
]);
if (import.meta.env.DEV) ModuleRegistry.registerModules([ValidationModule]);

const rowHeight = 28;

const theme = themeQuartz.withParams({
  fontFamily: "inherit",
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  backgroundColor: "var(--surface)",
  foregroundColor: "var(--text)",
  borderColor: "var(--border)",
  headerBackgroundColor: "var(--canvas)",
  headerTextColor: "var(--text-2)",
  accentColor: "var(--accent)",
  rowHoverColor: "var(--hover)",
  oddRowBackgroundColor: "var(--surface)",
  browserColorScheme: "inherit",
  rowHeight,
  headerHeight: 32,
  cellHorizontalPadding: 12,
  spacing: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  borderRadius: 0,
  columnBorder: false,
  headerColumnResizeHandleColor: "var(--border)",
  headerColumnResizeHandleHeight: "40%",
});

export interface GridTexts {
  label: string;
  filterOf: (header: string) => string;
  loading: string;
}

export interface RowGridProps {
  columns: GridColumn[];
  /** A new key is a new question; the rows shown are thrown away. */
  sourceKey: string;
  /** Begins a question: all its stretches are read as one, and what ran for the one before is dropped. */
  ask: () => ReadRows;
  /** Grows when the same question may have another answer; the place is kept. */
  refresh: number;
  sort: SortView[];
  filtered: ReadonlySet<string>;
  formats: Formats;
  texts: GridTexts;
  onSort: (column: string, add: boolean) => void;
  onFilter: (column: string, anchor: HTMLElement) => void;
  onNews: (news: RowNews) => void;
}

/** The nonce that the page's policy allows for style elements. */
function styleNonce(): string | undefined {
  return (
    document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content || undefined
  );
}

function columnDef(
  column: GridColumn,
  index: number,
  last: boolean,
  props: RowGridProps,
  state: HeadState,
): ColDef<Value[]> {
  const end = alignsRight(column.kind);
  const coloured = [...column.choices.values()].some((choice) => choice.color);
  return {
    colId: column.name,
    headerName: column.header,
    headerComponent: Head,
    headerComponentParams: { state: () => state, meaning: column.meaning },
    headerClass: end ? "at-end" : "",
    valueGetter: ({ data }) => data?.[index],
    valueFormatter: ({ data, value }) =>
      data ? cellText(column, value as Value, props.formats) : "",
    cellClass: end ? "at-end" : "",
    cellClassRules: {
      waiting: ({ data }) => data === undefined,
      unknown: ({ data, value }) => data !== undefined && (value === null || value === ""),
    },
    ...(coloured ? { cellRenderer: stateCell(column) } : {}),
    width: widthOf(column),
    minWidth: 64,
    ...(last ? { flex: 1, minWidth: widthOf(column) } : {}),
    sortable: false,
    suppressHeaderKeyboardEvent: headKey(state),
  };
}

/** A square of the state's colour before its name. */
function stateCell(column: GridColumn) {
  return ({
    value,
    valueFormatted,
    data,
  }: {
    value: unknown;
    valueFormatted: string | null;
    data: unknown;
  }) => {
    const cell = document.createElement("span");
    if (data === undefined) return cell;
    const color = column.choices.get(normalForm(String(value ?? "")))?.color;
    if (value !== null) {
      const dot = document.createElement("span");
      dot.className = `dot dot-${color ?? "other"}`;
      cell.append(dot);
    }
    cell.append(valueFormatted ?? "");
    return cell;
  };
}

function gridOptions(props: RowGridProps, state: HeadState): GridOptions<Value[]> {
  return {
    theme,
    styleNonce: styleNonce(),
    columnDefs: props.columns.map((column, index) =>
      columnDef(column, index, index === props.columns.length - 1, props, state),
    ),
    defaultColDef: { suppressKeyboardEvent: cellKey, resizable: true },
    rowModelType: "infinite",
    rowHeight,
    headerHeight: 32,
    cacheBlockSize: 200,
    maxBlocksInCache: 25,
    maxConcurrentDatasourceRequests: 1,
    blockLoadDebounceMillis: 20,
    infiniteInitialRowCount: 40,
    rowBuffer: 12,
    animateRows: false,
    suppressRowTransform: true,
    suppressColumnMoveAnimation: true,
    suppressNoRowsOverlay: true,
    alwaysShowVerticalScroll: true,
    suppressDragLeaveHidesColumns: true,
    suppressMultiSort: true,
    enableCellTextSelection: false,
  };
}

export function RowGrid(props: RowGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<Value[]> | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const heads = useRef<HeadState>(null as unknown as HeadState);
  heads.current ??= {
    sort: [],
    filtered: new Set(),
    heads: new Set(),
    filterLabel: (header) => latest.current.texts.filterOf(header),
    onSort: (column, add) => latest.current.onSort(column, add),
    onFilter: (column, anchor) => latest.current.onFilter(column, anchor),
  };

  const { columns, sourceKey, refresh, sort, filtered, formats, texts } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: formats and columns remake the grid; the rest is read through refs.
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const api = createGrid<Value[]>(place, gridOptions(latest.current, heads.current));
    grid.current = api;
    const untame = tameWheel(place, rowHeight, () => api.getDisplayedRowCount());
    return () => {
      untame();
      grid.current = null;
      api.destroy();
    };
  }, [columns, formats]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question, or a new grid, needs a new source.
  useEffect(() => {
    latest.current.onNews({ state: "loading" });
    grid.current?.setGridOption(
      "datasource",
      rowsOf(latest.current.ask(), (news) => latest.current.onNews(news)),
    );
  }, [sourceKey, columns, formats]);

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new value of refresh but the first.
  useEffect(() => {
    if (first.current) first.current = false;
    else grid.current?.refreshInfiniteCache();
  }, [refresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new grid needs its marks again.
  useEffect(() => {
    heads.current.sort = sort;
    heads.current.filtered = filtered;
    for (const head of heads.current.heads) head.draw();
  }, [sort, filtered, columns, formats]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new grid needs its name again.
  useEffect(() => {
    for (const part of box.current?.querySelectorAll('[role="grid"], [role="treegrid"]') ?? []) {
      part.setAttribute("aria-label", texts.label);
    }
  }, [texts.label, columns, formats]);

  return <div className="row-grid" ref={box} />;
}
