// Which saved view is at hand. Apart from what is done with views, because the first screen needs only this.
import { create } from "zustand";
import type { ErrorView, SavedView } from "../backend";
import type { Refused } from "./savedView";

/** A view that could not be opened, and why. */
export type Unopened = { name: string } & (
  | Refused
  | { refused: "report"; part: string }
  | { refused: "failed"; part: string; error: ErrorView }
);

interface Desk {
  /** The saved view that was opened last. */
  held: SavedView | null;
  /** A view that waits for an operation to be shown with. */
  waiting: SavedView | null;
  unopened: Unopened | null;
}

export const useViews = create<Desk>(() => ({ held: null, waiting: null, unopened: null }));
export const setViews = useViews.setState;
