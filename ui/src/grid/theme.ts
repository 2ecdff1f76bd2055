// The modules of the grid that are used, and its look. Square corners and no row transforms: WebKitGTK is
// many times slower with them.
import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  createGrid,
  type GridOptions,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  type Theme,
  themeQuartz,
  ValidationModule,
} from "ag-grid-community";
import type { GridSizes } from "../state/density";
import type { Value } from "./cells";
import { stretch } from "./datasource";

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CellStyleModule,
  ColumnApiModule,
  CellApiModule,
  PinnedRowModule,
  RowApiModule,
  RenderApiModule,
  ScrollApiModule,
  LocaleModule,
]);
if (import.meta.env.DEV) ModuleRegistry.registerModules([ValidationModule]);

const madeFor = ({ row, head, font, headFont, pad }: GridSizes) =>
  themeQuartz.withParams({
    fontFamily: "inherit",
    fontSize: font,
    headerFontSize: headFont,
    headerFontWeight: 600,
    backgroundColor: "var(--surface)",
    foregroundColor: "var(--text)",
    borderColor: "var(--border)",
    headerBackgroundColor: "var(--canvas)",
    headerTextColor: "var(--text-2)",
    accentColor: "var(--accent)",
    rowHoverColor: "var(--hover)",
    oddRowBackgroundColor: "var(--surface)",
    pinnedColumnBorder: { color: "var(--border)" },
    browserColorScheme: "inherit",
    rowHeight: row,
    headerHeight: head,
    cellHorizontalPadding: pad,
    spacing: 6,
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    borderRadius: 0,
    columnBorder: false,
    headerColumnResizeHandleColor: "var(--border)",
    headerColumnResizeHandleHeight: "40%",
  });

/** The nonce that the page's policy allows for style elements. */
function styleNonce(): string | undefined {
  return (
    document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content || undefined
  );
}

const themes = new Map<string, Theme>();

/**
 * The look for these sizes, made once. A grid that nobody sees stays behind with it: the styles of the
 * last grid would go when it does and come again with the next one, and whenever a style sheet goes
 * WebKit makes every font of the page anew and keeps those before (a megabyte at each report opened).
 */
function themeOf(sizes: GridSizes): Theme {
  const key = JSON.stringify(sizes);
  const known = themes.get(key);
  if (known) return known;
  const theme = madeFor(sizes);
  themes.set(key, theme);
  createGrid(document.createElement("div"), {
    theme,
    themeStyleContainer: document.head,
    styleNonce: styleNonce(),
  });
  return theme;
}

export function fixedOptions(sizes: GridSizes): GridOptions<Value[]> {
  return {
    theme: themeOf(sizes),
    themeStyleContainer: document.head,
    styleNonce: styleNonce(),
    defaultColDef: { resizable: true, sortable: false },
    rowModelType: "infinite",
    rowHeight: sizes.row,
    headerHeight: sizes.head,
    cacheBlockSize: stretch,
    maxBlocksInCache: 25,
    maxConcurrentDatasourceRequests: 1,
    blockLoadDebounceMillis: 20,
    infiniteInitialRowCount: 40,
    // Rows drawn above and below the view.
    rowBuffer: 4,
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
