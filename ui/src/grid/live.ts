// A grid that stands in the page: AG Grid with our selection, wheel, bubble and totals around it.
import { type ColDef, createGrid, type GridApi } from "ag-grid-community";
import type { GridSizes } from "../state/density";
import { arranged, type Layout, sameLayout } from "../state/layout";
import { rowAtTop } from "./bars";
import { rowBubble } from "./bubble";
import type { Value } from "./cells";
import { columnDefs, fillingColumn, numbersWidth, scaleOf, widthsOf } from "./columns";
import type { ReadRows, RowNews, RowSource } from "./datasource";
import { loading, rowsOf, stretch } from "./datasource";
import type { HeadState } from "./header";
import type { CellActs } from "./keys";
import { layoutIn } from "./layoutIn";
import { holdLeaps } from "./leaps";
import type { RowGridProps } from "./RowGrid";
import type { Box, Spot } from "./ranges";
import { numbers, Selecting, spotAt } from "./selecting";
import { fixedOptions } from "./theme";
import { labelNow, type Totals } from "./totals";
import { tameWheel } from "./wheel";

/** Gives a cell whose text is cut the whole of it as its tooltip. */
function tellCut(cell: HTMLElement): void {
  if (cell.querySelector(".total-label")) return;
  const cut = [cell, ...cell.querySelectorAll("*")].some(
    (part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1,
  );
  if (cut) cell.title = cell.textContent ?? "";
  else cell.removeAttribute("title");
}

/** What the views may ask of the grid. */
export interface GridHandle {
  /** A row if it is at hand. */
  row(index: number): Value[] | undefined;
  selection(): Box | null;
  /** Takes the keyboard to a row. */
  goTo(index: number): void;
  /** Selects a whole row and brings it into view. */
  mark(index: number): void;
  focus(): void;
}

export class LiveGrid implements GridHandle {
  private readonly api: GridApi<Value[]>;
  private readonly selecting: Selecting;
  private readonly place: HTMLElement;
  private readonly props: () => RowGridProps;
  private readonly stops: (() => void)[] = [];
  /** Of widths, which are kept as they are at the usual text size. */
  private readonly scale: number;
  private source: RowSource | null = null;
  private readonly rowHeight: number;
  private total = 0;
  /** How far down the rows are, in pixels. */
  private scrolled = 0;
  /** The layout that the grid has by now. */
  private told: Layout | null = null;
  private readonly resized = new Set<string>();
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, props: () => RowGridProps, heads: HeadState, sizes: GridSizes) {
    const { row: rowHeight } = sizes;
    this.scale = scaleOf(sizes);
    this.place = place;
    this.props = props;
    this.told = props().layout;
    this.rowHeight = rowHeight;
    const changed = () => this.columnsChanged();
    this.api = createGrid<Value[]>(place, {
      ...fixedOptions(sizes),
      columnDefs: this.defs(heads),
      onBodyScroll: ({ direction, top }) => {
        if (direction === "horizontal") return;
        this.scrolled = top;
        this.readAhead();
      },
      onBodyScrollEnd: () => this.selecting.paint(),
      onGridSizeChanged: () => this.fill(this.props().layout),
      onColumnMoved: (event) => event.finished && event.source !== "api" && changed(),
      onColumnPinned: (event) => event.source !== "api" && changed(),
      onColumnResized: (event) => {
        if (!event.finished) return;
        this.relabel();
        if (event.source !== "uiColumnResized") return;
        for (const column of event.columns ?? []) this.resized.add(column.getColId());
        changed();
      },
    });
    this.fill(props().layout);
    this.selecting = new Selecting({
      api: this.api,
      box: place,
      total: () => this.total,
      rowHeight,
      tell: (box) => props().events.onSelect(box),
    });
    this.stops.push(
      rowBubble(place, {
        rowHeight,
        total: () => this.total,
        text: (row) => props().texts.rowNumber(row),
      }),
      holdLeaps(place, { drawn: () => this.scrolled, read: (bar) => this.readAt(bar) }),
      tameWheel(place, rowHeight, () => this.api.getDisplayedRowCount()),
      this.listen(),
      () => this.selecting.destroy(),
    );
  }

  destroy(): void {
    clearTimeout(this.telling);
    this.source?.drop();
    for (const stop of this.stops) stop();
    this.api.destroy();
  }

  /** Asks anew; another question begins at its first row, the same one keeps its place. */
  ask(read: ReadRows, another: boolean): void {
    const { onNews } = this.props().events;
    onNews(loading);
    this.selecting.clear();
    // The rows on screen stay until others are there, as figures and charts do: drawing a screen of
    // empty cells in between costs as much as drawing the new ones.
    const stays = another && this.source !== null && this.atStart();
    this.source?.drop();
    this.source = rowsOf(read, (news) => this.hear(news), another);
    if (stays) this.api.refreshInfiniteCache();
    else this.begin(another);
  }

  /** A cache of its own for the source, from empty rows on. */
  private begin(another: boolean): void {
    this.api.setGridOption("datasource", { getRows: (asked) => this.source?.getRows(asked) });
    // Going up costs a layout of the page, so only from further down.
    if (another && this.scrolled > 0 && this.api.getDisplayedRowCount() > 0)
      this.api.ensureIndexVisible(0, "top");
  }

  /** Whether the first rows are on screen and no others are kept, which would all be read anew. */
  private atStart(): boolean {
    return this.scrolled === 0 && Object.keys(this.api.getCacheBlockState()).length === 1;
  }

  /** Asks for what comes next, so that it is there when it comes into view. */
  private readAhead(): void {
    this.isRead(this.api.getFirstDisplayedRowIndex() - stretch / 2);
    this.isRead(this.api.getLastDisplayedRowIndex() + stretch / 2);
  }

  /** Whether the rows that a bar stands at are here; asks for them otherwise. */
  private readAt(bar: HTMLElement): boolean {
    const top = rowAtTop(bar, this.total, this.rowHeight);
    const ends = [top, top + Math.ceil(bar.clientHeight / this.rowHeight)];
    return ends.map((row) => this.isRead(row)).every(Boolean);
  }

  /** Whether a row is here; the grid asks for the stretch of any row that is looked at. */
  private isRead(row: number): boolean {
    if (row < 0 || row >= this.total) return true;
    return this.api.getDisplayedRowAtIndex(row)?.data !== undefined;
  }

  again(): void {
    if (this.source) this.api.refreshInfiniteCache();
    else this.ask(this.props().ask(), false);
  }

  /** Puts the columns where the view has them; what the grid itself told is there already. */
  arrange(layout: Layout): void {
    if (this.told && sameLayout(this.told, layout)) {
      this.fill(layout);
      return;
    }
    this.told = layout;
    const { columns } = this.props();
    const names = this.names();
    const widths = widthsOf(columns, layout);
    this.api.applyColumnState({
      state: [numbers, ...arranged(names, layout)].map((name) => ({
        colId: name,
        hide: layout.hidden.includes(name),
        pinned: name === numbers ? "left" : (layout.pinned[name] ?? null),
        width: this.scale * (widths.get(name) ?? numbersWidth(this.total)),
        flex: null,
      })),
      applyOrder: true,
    });
    this.fill(layout);
    this.selecting.measured();
    this.relabel();
  }

  foot(totals: Totals | null): void {
    const row = this.api.getPinnedBottomRow(0);
    // In place where there is one: making the row anew costs as much as a screen of cells.
    if (row && totals) row.setData(totals.values);
    else this.api.setGridOption("pinnedBottomRowData", totals ? [totals.values] : []);
    this.relabel();
  }

  row(index: number): Value[] | undefined {
    return this.source?.at(index);
  }

  selection(): Box | null {
    return this.selecting.box;
  }

  goTo(index: number): void {
    const column = this.columnAtHand();
    if (column === undefined) return;
    this.api.ensureIndexVisible(index, "middle");
    this.selecting.one({ row: index, column });
    this.api.setFocusedCell(index, column);
  }

  mark(index: number): void {
    const column = this.columnAtHand();
    if (column === undefined) return;
    this.api.ensureIndexVisible(index);
    this.selecting.one({ row: index, column });
    this.selecting.wholeRows({ row: index, column });
  }

  /** The column in focus, else the first. */
  private columnAtHand(): string | undefined {
    const column = this.api.getFocusedCell()?.column.getColId() ?? numbers;
    return column === numbers ? this.selecting.extent().columns[0] : column;
  }

  focus(): void {
    const held = this.api.getFocusedCell();
    const first = this.selecting.extent().columns[0];
    const row = held?.rowIndex ?? this.selecting.box?.top ?? 0;
    const column = held?.column ?? first;
    if (column !== undefined) this.api.setFocusedCell(row, column);
  }

  private names(): string[] {
    return this.props().columns.map((column) => column.name);
  }

  private defs(heads: HeadState): ColDef<Value[]>[] {
    const { columns, layout, formats, texts } = this.props();
    const acts: CellActs = {
      selecting: () => this.selecting,
      copy: (headers) => this.props().events.onCopy(headers),
      open: (row) => this.props().events.onOpen(row),
      menu: (spot, place) => this.menu(spot, place.left + 12, place.bottom - 4),
    };
    return columnDefs({
      columns,
      layout,
      formats,
      heads,
      acts,
      selecting: () => this.selecting,
      totals: () => {
        const { totals } = this.props();
        return totals && { totals, place: labelNow(this.api, totals, this.names()) };
      },
      corner: texts.corner,
      scale: this.scale,
    });
  }

  private hear(news: RowNews): void {
    // Rows of another question must not stand there as if they were the answer.
    if (news.state === "failed") {
      this.source = null;
      this.api.setGridOption("datasource", { getRows: ({ failCallback }) => failCallback() });
    }
    if (news.state === "ready" && news.total !== this.total) {
      this.total = news.total;
      // Only ever wider: another width lays out every cell anew, and the next filter would again.
      const newWidth = this.scale * numbersWidth(news.total);
      if ((this.api.getColumn(numbers)?.getActualWidth() ?? 0) < newWidth) {
        this.api.applyColumnState({ state: [{ colId: numbers, width: newWidth }] });
        this.fill(this.props().layout);
      }
      this.selecting.measured();
    }
    this.props().events.onNews(news);
  }

  /** The last column takes the room that the others leave; where there is none it is as wide as it would be. */
  private fill(layout: Layout): void {
    const { columns } = this.props();
    const filling = fillingColumn(this.names(), layout);
    if (filling === undefined) return;
    const widths = widthsOf(columns, layout);
    const shown = this.names().filter((name) => !layout.hidden.includes(name));
    const taken = shown.reduce(
      (sum, name) => sum + (widths.get(name) ?? 0),
      numbersWidth(this.total),
    );
    const view = this.place.querySelector(".ag-grid-viewport")?.clientWidth ?? 0;
    const width = this.scale * (widths.get(filling) ?? 0);
    const flex = this.scale * taken < view ? 1 : null;
    this.api.applyColumnState({ state: [{ colId: filling, width, flex }] });
  }

  /** A drag ends with several events: they are one step of the view. */
  private columnsChanged(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const { layout, events } = this.props();
      const widths = { ...layout.widths };
      for (const name of this.resized) {
        const column = this.api.getColumn(name);
        if (column) widths[name] = Math.round(column.getActualWidth() / this.scale);
      }
      this.resized.clear();
      this.told = layoutIn(this.api, widths);
      events.onLayout(this.told);
    }, 30);
  }

  private relabel(): void {
    const foot = this.api.getPinnedBottomRow(0);
    if (foot) this.api.refreshCells({ rowNodes: [foot], force: true });
  }

  private menu(spot: Spot, x: number, y: number): void {
    this.props().events.onMenu({ spot, x, y });
  }

  private listen(): () => void {
    const onDouble = (event: MouseEvent) => {
      const spot = spotAt(event.target);
      if (spot) this.props().events.onOpen(spot.row);
    };
    const onContext = (event: MouseEvent) => {
      const { target, clientX, clientY } = event;
      if (!(target instanceof Element)) return;
      event.preventDefault();
      const head = target.closest(".ag-header-cell")?.getAttribute("col-id");
      if (head && head !== numbers)
        return this.props().events.onMenu({ column: head, x: clientX, y: clientY });
      const spot = spotAt(target);
      if (spot) this.menu(spot, clientX, clientY);
    };
    const onFocus = (event: FocusEvent) => {
      const spot = spotAt(event.target);
      if (spot) this.props().events.onFocusRow(spot.row);
    };
    // A cut text is told on hover, once the pointer rests: measuring while rows fly by would cost frames.
    let resting: ReturnType<typeof setTimeout> | undefined;
    const onOver = ({ target }: MouseEvent) => {
      clearTimeout(resting);
      const cell = target instanceof Element ? target.closest<HTMLElement>(".ag-cell") : null;
      if (cell) resting = setTimeout(() => tellCut(cell), 150);
    };
    const events = {
      dblclick: onDouble,
      contextmenu: onContext,
      focusin: onFocus,
      mouseover: onOver,
    };
    for (const [name, handler] of Object.entries(events))
      this.place.addEventListener(name, handler as EventListener);
    return () => {
      for (const [name, handler] of Object.entries(events))
        this.place.removeEventListener(name, handler as EventListener);
    };
  }
}
