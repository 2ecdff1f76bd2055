// What was written where the user said, or put on the clipboard, told by a toast.
import { asErrorView, type Backend, type ErrorView, type SavedFile } from "../backend";
import { setSession } from "./session";

export type FileNews =
  | { state: "saved"; file: SavedFile }
  | { state: "copied" }
  | { state: "failed"; error: ErrorView };

/** Tells of a file once it is written; a dialog that was closed is no news. */
export async function tellSaved(writing: Promise<SavedFile>): Promise<void> {
  try {
    const file = await writing;
    setSession({ fileNews: file.ticket === 0 ? null : { state: "saved", file } });
  } catch (thrown) {
    setSession({ fileNews: { state: "failed", error: asErrorView(thrown) } });
  }
}

export async function tellCopied(copying: Promise<unknown>): Promise<void> {
  try {
    await copying;
    setSession({ fileNews: { state: "copied" } });
  } catch (thrown) {
    setSession({ fileNews: { state: "failed", error: asErrorView(thrown) } });
  }
}

/** A text as a name that every file system takes. */
export function fileName(...parts: string[]): string {
  return parts
    .map((part) =>
      part
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a name must not hold.
        .replace(/[\u0000-\u001f<>:"/\\|?*¿]+/g, " ")
        .replace(/\s+/g, " ")
        .replace(/^[. ]+|[. ]+$/g, ""),
    )
    .filter(Boolean)
    .join(" - ")
    .slice(0, 120);
}

export const saveDiagnostics = (backend: Backend) => tellSaved(backend.call("diagnostics", {}));
