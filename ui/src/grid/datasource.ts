// Where the grid's rows come from, a stretch at a time. Answers to questions no longer asked are dropped.
import type { IGetRowsParams } from "ag-grid-community";
import { asErrorView, type ErrorView, type RowsView, superseded } from "../backend";
import type { Value } from "./cells";

export type ReadRows = (offset: number, limit: number) => Promise<RowsView>;

export type RowNews =
  | { state: "loading" }
  | { state: "ready"; total: number; generation: number; millis: number }
  | { state: "failed"; error: ErrorView };

/** One for all, so that whoever is told twice has nothing to draw. */
export const loading: RowNews = { state: "loading" };

/** The grid's source, which also tells the rows it has read lately. */
export interface RowSource {
  getRows(asked: IGetRowsParams): void;
  /** Answers that are still on their way are for nobody. */
  drop(): void;
  /** A row if it was read and is not yet forgotten. */
  at(index: number): Value[] | undefined;
}

export const stretch = 200;
const remembered = 25;

/** `ahead`: the first stretch is asked at once; the grid itself asks only after it has drawn a frame. */
export function rowsOf(read: ReadRows, tell: (news: RowNews) => void, ahead = false): RowSource {
  let alive = true;
  let first = ahead ? read(0, stretch) : null;
  // Whoever takes it hears of its failure.
  first?.catch(() => {});
  let told: RowsView | null = null;
  const held = new Map<number, Value[][]>();
  const remember = (start: number, rows: Value[][]) => {
    held.delete(start);
    held.set(start, rows);
    const [oldest] = held.keys();
    if (held.size > remembered && oldest !== undefined) held.delete(oldest);
  };
  const taken = (start: number, limit: number) => {
    if (first === null || start !== 0 || limit !== stretch) return read(start, limit);
    const taken = first;
    first = null;
    return taken;
  };
  const answer = async ({ startRow, endRow, successCallback, failCallback }: IGetRowsParams) => {
    const asked = performance.now();
    try {
      const view = await taken(startRow, endRow - startRow);
      if (!alive) return failCallback();
      remember(startRow, view.rows);
      successCallback(view.rows, view.total);
      const { total, generation } = view;
      // A further stretch is no news, and telling costs a drawing of what stands around the grid.
      if (told?.total === total && told.generation === generation) return;
      told = view;
      tell({ state: "ready", total, generation, millis: performance.now() - asked });
    } catch (thrown) {
      failCallback();
      const error = asErrorView(thrown);
      if (alive && error.code !== superseded) tell({ state: "failed", error });
    }
  };
  return {
    getRows: (params) => void answer(params),
    drop: () => {
      alive = false;
    },
    at: (index) => held.get(index - (index % stretch))?.[index % stretch],
  };
}
