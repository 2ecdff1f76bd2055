// The border to the core: one typed call, one way for rows, and what the core tells unasked.
import type { Commands, ErrorView, RowsRequest, RowsView, RunView, Tag } from "./bindings";

export type * from "./bindings";
export { codes, freshness } from "./bindings";

/** What the core tells unasked. */
export interface Events {
  run: RunView;
  export: { rows: number; total: number };
  /** Files copied into a backup or out of one. */
  copying: { done: number; total: number };
  changed: { tags: Tag[] };
}

export interface Backend {
  call<K extends keyof Commands>(
    name: K,
    request: Commands[K]["request"],
  ): Promise<Commands[K]["answer"]>;
  rows(request: RowsRequest): Promise<RowsView>;
  /** Returns the way to stop listening. */
  on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void;
}

/** An error of the core, thrown. */
export class Failure extends Error {
  readonly view: ErrorView;
  constructor(view: ErrorView) {
    super(`${view.detail} [${view.code}]`);
    this.name = "Failure";
    this.view = view;
  }
}

/** The code of a question that a newer one of the same view took over: not an error to show. */
export const superseded = "CAN-1";

/** Whatever was thrown, as an error of the core. */
export function asErrorView(thrown: unknown): ErrorView {
  if (thrown instanceof Failure) return thrown.view;
  if (isErrorView(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "INT-1", params: {}, detail, retry: false };
}

export function isErrorView(value: unknown): value is ErrorView {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { code?: unknown }).code === "string" &&
    typeof (value as { detail?: unknown }).detail === "string"
  );
}
