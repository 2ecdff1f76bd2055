// Rows on their way to the clipboard: read in stretches from the core, whole or not at all.
import type { Backend, RowsRequest, RowsView } from "../backend";

/** Rows that one copy may have; more are a workbook's work. */
export const mostRows = 100_000;
const atOnce = 10_000;

export type CopyRequestRows = Omit<RowsRequest, "offset" | "limit" | "view" | "revision">;
type Values = RowsView["rows"][number];

/** The archive changed while rows were read: places may have moved, so nothing was copied. */
export class Changed extends Error {}

/** Reads rows `first` to `last`; stops when the signal says so. */
export async function readStretch(
  backend: Backend,
  request: CopyRequestRows,
  { first, last }: { first: number; last: number },
  each: (values: Values) => void,
  progress: (read: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let generation: number | null = null;
  for (let offset = first; offset <= last; ) {
    const limit = Math.min(atOnce, last - offset + 1);
    const view = await backend.rows({ ...request, offset, limit, view: "", revision: 0 });
    signal.throwIfAborted();
    generation ??= view.generation;
    if (view.generation !== generation) throw new Changed();
    for (const values of view.rows) each(values);
    offset += view.rows.length;
    progress(offset - first);
    if (view.rows.length < limit) return;
    // Lets the window answer between stretches.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
