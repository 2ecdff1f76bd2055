// What the window is about right now. Small on purpose: answers of the core live in the cache.
import { create } from "zustand";
import type { ErrorView, ExportView } from "../backend";
import { type Preferences, usual } from "./choices";
import type { CopyNews } from "./copying";
import type { FileNews } from "./files";
import { periodOf } from "./period";
import { emptyView, type Step, startHistory, step, type ViewHistory } from "./view";

export type { Density, Theme } from "./choices";
export const places = [
  "report",
  "connect",
  "settings",
  "home",
  "today",
  "scorecard",
  "timeline",
  "coverage",
  "team",
] as const;
export type Place = (typeof places)[number];

/** A workbook on its way, or just written. */
export type ExportNews =
  | { state: "writing"; rows: number; total: number }
  | { state: "written"; view: ExportView }
  | { state: "failed"; error: ErrorView };

export interface Session extends Preferences {
  operation: string | null;
  /** An operation just opened, to be chosen as soon as the list has it. */
  opened: string | null;
  /** The operation whose last place and view were found again. */
  restored: string | null;
  place: Place;
  history: ViewHistory;
  railFolded: boolean;
  chartsFolded: boolean;
  runsOpen: boolean;
  /** What the settings ask about the operation. */
  settingsDialog: "token" | "remove" | null;
  teamPart: "people" | "states";
  /** The part of the settings to show first. */
  settingsSection: string | null;
  fetchOpen: boolean;
  exportOpen: boolean;
  /** Whether the page to print is shown in place of the screen. */
  printing: boolean;
  /** First day of the month that the coverage calendar shows; null is the month of today. */
  month: string | null;
  /** The run whose progress the fetch dialog shows. */
  shownRun: number | null;
  exporting: ExportNews | null;
  copying: CopyNews | null;
  fileNews: FileNews | null;
  /** Grows when held rows change; grids read again and keep their place. */
  rowsChanged: number;
}

export const useSession = create<Session>(() => ({
  ...usual,
  operation: null,
  opened: null,
  restored: null,
  place: "home",
  history: startHistory(emptyView("", periodOf("last7", "2026-01-08"))),
  railFolded: false,
  chartsFolded: false,
  runsOpen: false,
  settingsDialog: null,
  teamPart: "people",
  settingsSection: null,
  fetchOpen: false,
  exportOpen: false,
  printing: false,
  month: null,
  shownRun: null,
  exporting: null,
  copying: null,
  fileNews: null,
  rowsChanged: 0,
}));

export const setSession = useSession.setState;

/** A step of the view, undoable. */
export function act(action: Step): void {
  setSession((session) => ({ history: step(session.history, action) }));
}

export function useView() {
  return useSession((session) => session.history.now);
}
