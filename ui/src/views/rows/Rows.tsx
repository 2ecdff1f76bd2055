// The rows behind the figures, with their status line, and what to say when there are none.
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Dialog, Popover } from "react-aria-components";
import { RowGrid } from "../../grid/RowGrid";
import { useWords } from "../../i18n";
import { useLasting } from "../../shared/controls";
import { gridSizes } from "../../state/density";
import { useSession } from "../../state/session";
import { FilterForm } from "../report/FilterForm";
import { columnOf, type Scope } from "../report/scope";
import { GoTo } from "./GoTo";
import { useGridColumns } from "./gridColumns";
import { RowDrawer } from "./RowDrawer";
import { RowsBlank } from "./RowsBlank";
import { RowsCopied } from "./RowsCopied";
import { RowsMenu } from "./RowsMenu";
import { RowsStatus } from "./RowsStatus";
import { useCopying } from "./rowsCopy";
import {
  type Copy,
  type Desk,
  dayAt,
  rowBox,
  useAsk,
  useDesk,
  useGridEvents,
  useGridTexts,
} from "./rowsDesk";
import { useTotals } from "./totals";
import "./rows.css";

/** The dialog within a popover has its name. */
const nameless = "";

function useSizes() {
  const density = useSession((session) => session.density);
  const zoom = useSession((session) => session.zoom);
  return useMemo(() => gridSizes(density, zoom), [density, zoom]);
}

function useLayout({ view }: Scope) {
  const { hidden, order, pinned, widths } = view;
  return useMemo(() => ({ hidden, order, pinned, widths }), [hidden, order, pinned, widths]);
}

export default function Rows({ scope }: { scope: Scope }) {
  const { t, f } = useWords();
  const { view, table, report } = scope;
  const [attempt, setAttempt] = useState(0);
  const sourceKey = JSON.stringify([table, view.narrowing, view.sort, attempt]);
  const desk = useDesk(sourceKey);
  const { news, grid, put, total } = desk;
  const columns = useGridColumns(report);
  const copying = useCopying(scope, columns);
  const section = useRef<HTMLElement>(null);
  const busy = news.state === "loading";
  const waiting = useLasting(busy);
  const goTo = useCallback(() => put({ goTo: true }), [put]);
  return (
    <section
      className={waiting ? "rows waiting" : "rows"}
      aria-label={t("ui.rows.label")}
      aria-busy={busy}
      data-region="rows"
      ref={section}
    >
      <div className="rows-grid">
        <RowGrid
          columns={columns}
          layout={useLayout(scope)}
          sourceKey={sourceKey}
          ask={useAsk(scope)}
          refresh={useSession((session) => session.rowsChanged)}
          sort={view.sort}
          filtered={useMemo(
            () => new Set(view.narrowing.filters.map((filter) => filter.column)),
            [view.narrowing],
          )}
          totals={useTotals(scope, news.state === "ready" ? news.total : null)}
          sizes={useSizes()}
          formats={f}
          texts={useGridTexts(scope)}
          events={useGridEvents(desk, copying.copy)}
        />
        {waiting ? <div className="line-progress top" /> : null}
        <RowsBlank news={news} scope={scope} onRetry={() => setAttempt((held) => held + 1)} />
        <RowsCopied news={copying.news} onDismiss={copying.dismiss} />
      </div>
      <RowsStatus news={news} scope={scope} grid={grid} onGoTo={goTo} />
      <Beside scope={scope} desk={desk} copy={copying.copy} section={section} />
      {desk.open.goTo && grid ? (
        <GoTo
          scope={scope}
          total={total}
          grid={grid}
          day={dayAt(scope, grid)}
          onClose={() => put({ goTo: false })}
        />
      ) : null}
    </section>
  );
}

/** What opens over the grid and beside it. */
function Beside(props: {
  scope: Scope;
  desk: Desk;
  copy: Copy;
  section: RefObject<HTMLElement | null>;
}) {
  const { scope, desk, copy, section } = props;
  const { open, put, grid, total } = desk;
  const columns = useGridColumns(scope.report);
  const home = section.current?.closest<HTMLElement>(".report-main") ?? null;
  const detailed = open.row !== null;
  // What is above the grid takes more lines when the detail takes its room.
  useEffect(() => {
    if (detailed) section.current?.scrollIntoView({ block: "end" });
  }, [detailed, section]);
  const spotRow = open.menu && "spot" in open.menu ? open.menu.spot.row : null;
  const onCopy = (what: "selection" | "headers" | "row") => {
    const box = what === "row" && spotRow !== null ? rowBox(scope, spotRow) : grid?.selection();
    if (box) copy(box, what === "headers");
  };
  return (
    <>
      <HeadFilter scope={scope} desk={desk} />
      {open.menu ? (
        <RowsMenu
          place={open.menu}
          scope={scope}
          row={spotRow === null ? undefined : grid?.row(spotRow)}
          onClose={() => put({ menu: null })}
          onCopy={onCopy}
          onOpen={() => {
            put({ row: spotRow });
            if (spotRow !== null) grid?.mark(spotRow);
          }}
          onFilter={(column) => {
            const head = `.ag-header-cell[col-id="${CSS.escape(column)}"]`;
            desk.anchor.current = section.current?.querySelector<HTMLElement>(head) ?? null;
            put({ filter: column });
          }}
        />
      ) : null}
      {open.row !== null && home ? (
        <RowDrawer
          scope={scope}
          columns={columns}
          grid={grid}
          index={open.row}
          total={total}
          home={home}
          onMove={(row) => {
            put({ row });
            grid?.mark(row);
          }}
          onCopy={(row) => copy(rowBox(scope, row), true)}
          onClose={() => {
            put({ row: null });
            grid?.focus();
          }}
        />
      ) : null}
    </>
  );
}

/** The filter of a column, under its head. */
function HeadFilter({ scope, desk }: { scope: Scope; desk: Desk }) {
  const { texts } = useWords();
  const { filters } = scope.view.narrowing;
  const { open, put, anchor } = desk;
  const column = open.filter === null ? undefined : columnOf(scope.report, open.filter);
  const close = () => put({ filter: null });
  return (
    <Popover
      className="popover"
      aria-labelledby={nameless}
      triggerRef={anchor}
      isOpen={column !== undefined}
      onOpenChange={(on) => on || close()}
      placement="bottom start"
    >
      {column ? (
        <Dialog className="dialog-body" aria-label={texts(column.label)}>
          <FilterForm
            column={column}
            scope={scope}
            filter={filters.find((filter) => filter.column === column.name)}
            onDone={close}
          />
        </Dialog>
      ) : null}
    </Popover>
  );
}
