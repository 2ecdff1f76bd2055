// What is open around the grid of a report: menu, filter of a head, detail, way to a row.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { loading, type ReadRows } from "../../grid/datasource";
import type { GridHandle } from "../../grid/live";
import type { GridEvents, GridTexts, MenuPlace } from "../../grid/RowGrid";
import type { Box } from "../../grid/ranges";
import { useWords } from "../../i18n";
import { awaitRows, drawNow } from "../../shared/together";
import { useBackend } from "../../state/answers";
import { shownColumns } from "../../state/layout";
import { nextRevision } from "../../state/revision";
import { act } from "../../state/session";
import type { Scope } from "../report/scope";
import { useSelection } from "./rowsSelection";

export type Copy = (box: Box, headers: boolean) => unknown;

export interface Open {
  menu: MenuPlace | null;
  /** Column whose filter is open, under `anchor`. */
  filter: string | null;
  /** Row whose detail is open. */
  row: number | null;
  goTo: boolean;
}

const nothing: Open = { menu: null, filter: null, row: null, goTo: false };

export function useDesk(sourceKey: string) {
  const [news, setNews] = useState(loading);
  const [asked, setAsked] = useState(sourceKey);
  // With the question itself, not after the grid has heard of it: the count of the question before
  // never stands beside the filters of this one, and nothing is drawn twice.
  if (asked !== sourceKey) {
    setAsked(sourceKey);
    setNews(loading);
  }
  const [grid, setGrid] = useState<GridHandle | null>(null);
  const [open, setOpen] = useState(nothing);
  const anchor = useRef<HTMLElement | null>(null);
  const put = useCallback((part: Partial<Open>) => setOpen((held) => ({ ...held, ...part })), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has other rows under the same number.
  useEffect(() => {
    setOpen((held) => (held.row === null ? held : { ...held, row: null }));
    return () => useSelection.setState({ box: null });
  }, [sourceKey]);
  const total = news.state === "ready" ? news.total : 0;
  return { news, setNews, grid, setGrid, open, setOpen, put, anchor, total };
}

export type Desk = ReturnType<typeof useDesk>;

/** Begins a question of the grid: all its stretches carry the same revision. */
export function useAsk({ table, view, report }: Scope): () => ReadRows {
  const backend = useBackend();
  return () => {
    const name = `${report.code}:rows`;
    const revision = nextRevision(name);
    return (offset, limit) =>
      backend.rows({
        table,
        narrowing: view.narrowing,
        sort: view.sort,
        columns: report.columns.map((column) => column.name),
        offset,
        limit,
        view: name,
        revision,
      });
  };
}

export function useGridTexts({ report }: Scope): GridTexts {
  const { t, f, texts } = useWords();
  return {
    label: t("ui.rows.grid", { title: texts(report.title) }),
    corner: t("ui.grid.selectAll"),
    filterOf: (header) => t("ui.filter.of", { column: header }),
    rowNumber: (row) => t("ui.grid.rowNumber", { n: f.number(row) }),
  };
}

/** A row of the visible columns. */
export function rowBox({ report, view }: Scope, row: number): Box {
  return { top: row, bottom: row, columns: shownColumns(report, view), allRows: false };
}

export function useGridEvents(desk: Desk, copy: Copy): GridEvents {
  const { grid, put, setOpen, setNews, setGrid, anchor } = desk;
  return useMemo(
    () => ({
      onSort: (column, add) => act({ do: "sort", column, add }),
      onFilter: (column, place) => {
        anchor.current = place;
        put({ filter: column });
      },
      onNews: (news) => {
        if (news.state === "loading") awaitRows();
        // With the rows themselves, or number and pictures would be painted a frame later.
        if (news.state === "ready") flushSync(() => setNews(news));
        else setNews(news);
        // Not within the answer: a picture that fails is no failure of the rows.
        if (news.state !== "loading") queueMicrotask(drawNow);
      },
      onLayout: (layout) => act({ do: "layout", layout }),
      onSelect: (box) => useSelection.setState({ box }),
      // An open detail follows the row in focus.
      onFocusRow: (row) =>
        setOpen((held) => (held.row === null || held.row === row ? held : { ...held, row })),
      onCopy: (headers) => {
        const box = grid?.selection();
        if (box) copy(box, headers);
      },
      onOpen: (row) => {
        put({ row });
        grid?.mark(row);
      },
      onMenu: (menu) => put({ menu }),
      onReady: setGrid,
    }),
    [grid, put, setOpen, setNews, setGrid, anchor, copy],
  );
}

/** The day of the row in hand, for a time typed alone. */
export function dayAt(scope: Scope, grid: GridHandle | null): string {
  const at = scope.report.columns.findIndex((column) => column.name === scope.report.time);
  const moment = grid?.row(grid.selection()?.top ?? 0)?.[at];
  return typeof moment === "string" ? moment.slice(0, 10) : scope.view.period.from;
}
