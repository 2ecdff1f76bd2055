// Which question of a view replaces which, as in the core: a greater revision ends what runs for smaller
// ones, the same one shares its fate, one that comes late is ended already.
import { type ErrorView, Failure, superseded } from "../index";

export class Views {
  private newest = new Map<string, number>();

  /** Notes the question and returns the check to make before its answer is given. */
  begin(request: unknown): () => void {
    const { view, revision } = request as { view?: string; revision?: number };
    if (!view || revision === undefined) return () => {};
    this.newest.set(view, Math.max(revision, this.newest.get(view) ?? 0));
    return () => {
      if (revision < (this.newest.get(view) ?? 0))
        throw new Failure({
          code: superseded,
          params: {},
          detail: `golden: ${view} asks ${this.newest.get(view)}`,
          retry: true,
        } satisfies ErrorView);
    };
  }
}
