// What lies over the work for a moment: palette, list of keys, dialogs of a view, a fetch asked from elsewhere.
import { create } from "zustand";

/** A fetch of a report that need not be the one on screen. */
export interface WantedFetch {
  report: string;
  params: Record<string, string>;
  from: string;
  to: string;
  reread: boolean;
}

/** Something just done, told for a moment. */
export interface Told {
  text: string;
  undo?: () => void;
  /** A file that can be shown in its folder. */
  ticket?: number;
}

export type Overlay = "palette" | "keys" | "saveView" | "renameView" | "shareView";

interface Overlays {
  open: Overlay | null;
  /** The saved view that a dialog is about; null is the one on screen. */
  about: number | null;
  wanted: WantedFetch | null;
  told: Told | null;
  /** A column whose filter is to be opened by the filter bar. */
  filterOf: string | null;
}

export const useOverlays = create<Overlays>(() => ({
  open: null,
  about: null,
  wanted: null,
  told: null,
  filterOf: null,
}));

export const setOverlays = useOverlays.setState;

export function tell(told: Told): void {
  setOverlays({ told });
}
