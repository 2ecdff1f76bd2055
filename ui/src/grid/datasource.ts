// Where the grid's rows come from, a stretch at a time. Answers to questions no longer asked are dropped.
import type { IDatasource, IGetRowsParams } from "ag-grid-community";
import { asErrorView, type ErrorView, type RowsView, superseded } from "../backend";
import type { Value } from "./cells";

export type ReadRows = (offset: number, limit: number) => Promise<RowsView>;

export type RowNews =
  | { state: "loading" }
  | { state: "ready"; total: number; generation: number; millis: number }
  | { state: "failed"; error: ErrorView };

/** The grid's source, which also tells the rows it has read lately. */
export interface RowSource extends IDatasource {
  /** A row if it was read and is not yet forgotten. */
  at(index: number): Value[] | undefined;
}

export const stretch = 200;
const remembered = 25;

export function rowsOf(read: ReadRows, tell: (news: RowNews) => void): RowSource {
  let alive = true;
  const held = new Map<number, Value[][]>();
  const remember = (start: number, rows: Value[][]) => {
    held.delete(start);
    held.set(start, rows);
    const [oldest] = held.keys();
    if (held.size > remembered && oldest !== undefined) held.delete(oldest);
  };
  const answer = async ({ startRow, endRow, successCallback, failCallback }: IGetRowsParams) => {
    const asked = performance.now();
    try {
      const view = await read(startRow, endRow - startRow);
      if (!alive) return failCallback();
      remember(startRow, view.rows);
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
    at: (index) => held.get(index - (index % stretch))?.[index % stretch],
  };
}
