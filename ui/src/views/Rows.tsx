// The rows behind the figures, with their status line, and what to say when there are none.
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { Dialog, Popover } from "react-aria-components";
import type { ColumnView } from "../backend";
import { choiceMap, type GridColumn } from "../grid/cells";
import type { ReadRows, RowNews } from "../grid/datasource";
import { RowGrid } from "../grid/RowGrid";
import { useWords } from "../i18n";
import { useLasting } from "../shared/controls";
import { useBackend } from "../state/answers";
import { nextRevision } from "../state/revision";
import { act, useSession } from "../state/session";
import { FilterForm } from "./FilterForm";
import { RowsBlank } from "./RowsBlank";
import { RowsStatus } from "./RowsStatus";
import { columnOf, type Scope } from "./scope";
import "./rows.css";

function useColumns({ report, view }: Scope): GridColumn[] {
  const { texts } = useWords();
  return useMemo(
    () =>
      report.columns
        .filter((column) => !view.hidden.includes(column.name))
        .map((column) => ({
          name: column.name,
          header: texts(column.label),
          meaning: texts(column.meaning),
          kind: column.kind,
          role: column.role,
          choices: choiceMap(column.values, texts),
        })),
    [report, view.hidden, texts],
  );
}

/** Begins a question of the grid: all its stretches carry the same revision. */
function useAsk({ table, view, report }: Scope, columns: GridColumn[]): () => ReadRows {
  const backend = useBackend();
  return () => {
    const name = `${report.code}:rows`;
    const revision = nextRevision(name);
    return (offset, limit) =>
      backend.rows({
        table,
        narrowing: view.narrowing,
        sort: view.sort,
        columns: columns.map((column) => column.name),
        offset,
        limit,
        view: name,
        revision,
      });
  };
}

export default function Rows({ scope }: { scope: Scope }) {
  const { t, f, texts } = useWords();
  const { report, view, table } = scope;
  const rowsChanged = useSession((session) => session.rowsChanged);
  const [news, setNews] = useState<RowNews>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  const [filtering, setFiltering] = useState<string | null>(null);
  const anchor = useRef<HTMLElement | null>(null);
  const columns = useColumns(scope);
  const ask = useAsk(scope, columns);
  const filtered = useMemo(
    () => new Set(view.narrowing.filters.map((filter) => filter.column)),
    [view.narrowing],
  );
  const onFilter = useCallback((column: string, place: HTMLElement) => {
    anchor.current = place;
    setFiltering(column);
  }, []);
  const busy = news.state === "loading";
  const waiting = useLasting(busy);
  return (
    <section className="rows" aria-label={t("ui.rows.label")} aria-busy={busy} data-region="rows">
      <div className="rows-grid">
        <RowGrid
          columns={columns}
          sourceKey={JSON.stringify([table, view.narrowing, view.sort, attempt])}
          ask={ask}
          refresh={rowsChanged}
          sort={view.sort}
          filtered={filtered}
          formats={f}
          texts={{
            label: t("ui.rows.grid", { title: texts(report.title) }),
            filterOf: (header) => t("ui.filter.of", { column: header }),
            loading: t("ui.rows.loading"),
          }}
          onSort={(column, add) => act({ do: "sort", column, add })}
          onFilter={onFilter}
          onNews={setNews}
        />
        {waiting ? <div className="line-progress top" /> : null}
        <RowsBlank news={news} scope={scope} onRetry={() => setAttempt((held) => held + 1)} />
      </div>
      <RowsStatus news={news} scope={scope} />
      <HeadFilter
        column={filtering ? columnOf(report, filtering) : undefined}
        anchor={anchor}
        scope={scope}
        onClose={() => setFiltering(null)}
      />
    </section>
  );
}

/** The filter of a column, under its head. */
function HeadFilter(props: {
  column: ColumnView | undefined;
  anchor: RefObject<HTMLElement | null>;
  scope: Scope;
  onClose: () => void;
}) {
  const { texts } = useWords();
  const { column, anchor, scope, onClose } = props;
  const { filters } = scope.view.narrowing;
  return (
    <Popover
      className="popover"
      triggerRef={anchor}
      isOpen={column !== undefined}
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
    >
      {column ? (
        <Dialog className="dialog-body" aria-label={texts(column.label)}>
          <FilterForm
            column={column}
            scope={scope}
            filter={filters.find((filter) => filter.column === column.name)}
            onDone={onClose}
          />
        </Dialog>
      ) : null}
    </Popover>
  );
}
