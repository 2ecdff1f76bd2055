// Copying what is selected: read from the core, made into text and table, put on the clipboard.
import { useCallback, useEffect, useRef, useState } from "react";
import { asErrorView, type Backend, type ErrorView } from "../../backend";
import type { GridColumn } from "../../grid/cells";
import { Clipping } from "../../grid/clip";
import { type Box, rowsIn } from "../../grid/ranges";
import { useWords } from "../../i18n";
import { copyTable } from "../../shared/clipboard";
import { useBackend } from "../../state/answers";
import { Changed, mostRows, readStretch } from "../../state/copy";
import type { Scope } from "../report/scope";

export type CopyNews =
  | { state: "reading"; read: number; total: number }
  | { state: "copied"; rows: number }
  | { state: "tooMany"; rows: number }
  | { state: "changed" }
  | { state: "refused" }
  | { state: "failed"; error: ErrorView };

/** The shell's clipboard takes text and table; the page's own is the way where it fails. */
export async function putOnClipboard(
  backend: Backend,
  clip: { text: string; html: string },
): Promise<boolean> {
  try {
    await backend.call("copy_text", clip);
    return true;
  } catch {
    return copyTable(clip.text, clip.html);
  }
}

export function useCopying(scope: Scope, columns: GridColumn[]) {
  const backend = useBackend();
  const { f } = useWords();
  const [news, setNews] = useState<CopyNews | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const copy = useCallback(
    async (box: Box, headers: boolean) => {
      running.current?.abort();
      const total = rowsIn(box);
      if (total > mostRows) return setNews({ state: "tooMany", rows: total });
      const stop = new AbortController();
      running.current = stop;
      const wanted = box.columns.flatMap(
        (name) => columns.find((column) => column.name === name) ?? [],
      );
      const clipping = new Clipping(wanted, f, headers);
      const { table, view } = scope;
      const request = { table, narrowing: view.narrowing, sort: view.sort, columns: box.columns };
      const tell = (next: CopyNews) => stop.signal.aborted || setNews(next);
      tell({ state: "reading", read: 0, total });
      try {
        await readStretch(
          backend,
          request,
          { first: box.top, last: box.bottom },
          (values) => clipping.add(values),
          (read) => tell({ state: "reading", read, total }),
          stop.signal,
        );
        const copied = await putOnClipboard(backend, clipping.done());
        tell(copied ? { state: "copied", rows: total } : { state: "refused" });
      } catch (thrown) {
        if (thrown instanceof Changed) tell({ state: "changed" });
        else tell({ state: "failed", error: asErrorView(thrown) });
      }
    },
    [backend, scope, columns, f],
  );
  const dismiss = useCallback(() => {
    running.current?.abort();
    setNews(null);
  }, []);
  return { news, copy, dismiss };
}
