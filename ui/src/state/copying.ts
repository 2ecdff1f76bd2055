// Backups of the archive: one at a time, in the background, wherever the window is meanwhile.
import { asErrorView, type Backend, type BackupView, type ErrorView, superseded } from "../backend";
import { setSession, useSession } from "./session";

export type CopyKind = "backup" | "restore";

export type CopyNews = { kind: CopyKind } & (
  | { state: "copying"; done: number; total: number }
  | { state: "copied"; view: BackupView }
  | { state: "failed"; error: ErrorView }
);

export async function copyArchive(backend: Backend, kind: CopyKind): Promise<void> {
  if (useSession.getState().copying?.state === "copying") return;
  setSession({ copying: { kind, state: "copying", done: 0, total: 0 } });
  try {
    const view = await backend.call(kind, {});
    setSession({ copying: view.done ? { kind, state: "copied", view } : null });
  } catch (thrown) {
    const error = asErrorView(thrown);
    // What the user ended needs no words.
    setSession({ copying: error.code === superseded ? null : { kind, state: "failed", error } });
  }
}

/** The core's word on how far it is. */
export function copyingNews(news: { done: number; total: number }): void {
  setSession(({ copying }) =>
    copying?.state === "copying" ? { copying: { ...copying, ...news } } : {},
  );
}
