// Where one was in each operation, kept while one works and found again at the next start.
import { useEffect } from "react";
import type { Backend, OperationView, ReportView, SavedView } from "../backend";
import { useBackend } from "./answers";
import { periodOf } from "./period";
import { decodeView, encodeView, fitted, isRefused } from "./savedView";
import { type Place, places, type Session, setSession, useSession } from "./session";
import { emptyView, startHistory, type View } from "./view";
import { setViews, useViews } from "./viewDesk";

/** Where one was: the place, the view behind it, and the saved view it came from. */
export interface Spot {
  place: Place;
  view: View;
  chartsFolded: boolean;
  saved: number | null;
}

const keyOf = (operation: string) => `at.${operation}`;
/** A step is kept after that long at most, whatever follows it: the window may be closed at any time. */
const pace = 800;

export function encodeSpot({ place, view, chartsFolded, saved }: Spot): string {
  return JSON.stringify({
    place,
    saved,
    view: encodeView({ place: "report", view, chartsFolded }),
  });
}

/** The kept spot, as far as it still can be; null if nothing of it can. */
export function decodeSpot(text: string | null, today: string, reports: ReportView[]): Spot | null {
  const read = parsed(text);
  if (typeof read?.view !== "string") return null;
  const decoded = decodeView(read.view, today);
  if (isRefused(decoded)) return null;
  const view = fitted(decoded.view, reports);
  const place = places.find((known) => known === read.place && known !== "connect");
  if (!view || !place) return null;
  const saved = typeof read.saved === "number" ? read.saved : null;
  return { place, view, chartsFolded: decoded.chartsFolded, saved };
}

function parsed(text: string | null): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text ?? "null");
    return typeof read === "object" ? (read as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/** A report that needs no choice before it says something; first the states of all agents. */
export function startingReport(reports: ReportView[]): ReportView | undefined {
  const easy = reports.filter(
    (report) =>
      report.charts.length > 0 && report.params.every((param) => !param.required || param.all),
  );
  const ofStates = easy.find(({ columns }) => columns.some(({ role }) => role === "status"));
  return ofStates ?? easy[0] ?? reports[0];
}

function fresh(reports: ReportView[], today: string): Spot {
  const view = emptyView(startingReport(reports)?.code ?? "", periodOf("last7", today));
  return { place: "home", view, chartsFolded: false, saved: null };
}

async function recalled(
  backend: Backend,
  operation: OperationView,
  reports: ReportView[],
): Promise<{ spot: Spot; held: SavedView | null }> {
  const setting = backend.call("setting", { key: keyOf(operation.id) });
  const kept = await setting.then(
    ({ value }) => value,
    () => null,
  );
  const spot = decodeSpot(kept, operation.today, reports) ?? fresh(reports, operation.today);
  if (spot.saved === null) return { spot, held: null };
  const views = await backend.call("views", {}).then(
    (list) => list.views,
    () => [],
  );
  return { spot, held: views.find(({ id }) => id === spot.saved) ?? null };
}

/** Finds the way back in the chosen operation, before anything of it is shown. */
export function useRestored(operation: OperationView, reports: ReportView[]): void {
  const backend = useBackend();
  const restored = useSession((session) => session.restored);
  const chosen = operation.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another operation is another way back.
  useEffect(() => {
    if (restored === operation.id) return;
    let wanted = true;
    void recalled(backend, operation, reports).then(({ spot, held }) => {
      if (!wanted) return;
      setViews({ held });
      setSession({
        restored: operation.id,
        place: spot.place,
        chartsFolded: spot.chartsFolded,
        history: startHistory(spot.view),
      });
    });
    return () => {
      wanted = false;
    };
  }, [chosen, restored, backend]);
}

function spotOf({ place, history, chartsFolded }: Session): Spot {
  const saved = useViews.getState().held?.id ?? null;
  return { place, view: history.now, chartsFolded, saved };
}

/** Keeps where one is, a moment after each step and when the window goes. */
export function useRemembered(operation: string): void {
  const backend = useBackend();
  useEffect(() => {
    const key = keyOf(operation);
    let kept = encodeSpot(spotOf(useSession.getState()));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      const session = useSession.getState();
      // Until the way back in another operation is found, what is on screen is still this one's.
      if (session.restored !== operation || session.place === "connect") return;
      const value = encodeSpot(spotOf(session));
      if (value === kept) return;
      kept = value;
      void backend.call("set_setting", { key, value }).catch(() => {});
    };
    const later = () => {
      timer ??= setTimeout(write, pace);
    };
    const stops = [useSession.subscribe(later), useViews.subscribe(later)];
    window.addEventListener("pagehide", write);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener("pagehide", write);
      write();
    };
  }, [backend, operation]);
}
