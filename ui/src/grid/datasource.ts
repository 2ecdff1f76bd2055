// Where the grid's rows come from, a stretch at a time. Answers to questions no longer asked are dropped.
import type { IDatasource, IGetRowsParams } from "ag-grid-community";
import { asErrorView, type ErrorView, type RowsView, superseded } from "../backend";

export type ReadRows = (offset: number, limit: number) => Promise<RowsView>;

export type RowNews =
  | { state: "loading" }
  | { state: "ready"; total: number; generation: number; millis: number }
  | { state: "failed"; error: ErrorView };

export function rowsOf(read: ReadRows, tell: (news: RowNews) => void): IDatasource {
  let alive = true;
  const answer = async ({ startRow, endRow, successCallback, failCallback }: IGetRowsParams) => {
    const asked = performance.now();
    try {
      const view = await read(startRow, endRow - startRow);
      if (!alive) return failCallback();
      successCallback(view.rows, view.total);
      tell({
        state: "ready",
        total: view.total,
        generation: view.generation,
        millis: performance.now() - asked,
      });
    } catch (thrown) {
      failCallback();
      const error = asErrorView(thrown);
      if (alive && error.code !== superseded) tell({ state: "failed", error });
    }
  };
  return {
    getRows: (params) => void answer(params),
    destroy: () => {
      alive = false;
    },
  };
}
