// The modules of the grid that are used, and its look. Square corners and no row transforms: WebKitGTK is
// many times slower with them.
import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  type GridOptions,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
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

const themeOf = ({ row, head, font, headFont, pad }: GridSizes) =>
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

/** Rows drawn above and below the view. */
export const rowBuffer = 4;

export function fixedOptions(sizes: GridSizes): GridOptions<Value[]> {
  return {
    theme: themeOf(sizes),
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
    rowBuffer,
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
