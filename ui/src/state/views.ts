// Saved views at work: which one is on screen, whether it was changed, and what is done with views.
import type { Backend, ReportView, SavedView } from "../backend";
import { asErrorView } from "../backend";
import { normalForm } from "../format/normal";
import { choiceOf } from "./exportChoice";
import {
  decodeView,
  encodeView,
  fitted,
  isRefused,
  type Opened,
  sameView,
  viewPlaces,
} from "./savedView";
import { type Session, setSession, useSession } from "./session";
import { replaced } from "./view";
import { setViews, type Unopened, useViews } from "./viewDesk";

export function onScreen({ place, history, chartsFolded }: Session): Opened {
  return { place, view: history.now, chartsFolded };
}

export function mayBeSaved(session: Session): boolean {
  return viewPlaces.includes(session.place);
}

/** Whether what is on screen is the saved view, and whether it was changed since; null if it is another. */
export function standing(
  session: Session,
  held: SavedView | null,
  today: string,
): { view: SavedView; changed: boolean } | null {
  if (!held) return null;
  const decoded = decodeView(held.body, today);
  if (isRefused(decoded) || decoded.place !== session.place) return null;
  const { now } = session.history;
  if (decoded.place === "report" && decoded.view.report !== now.report) return null;
  return { view: held, changed: !sameView(decoded, onScreen(session)) };
}

/** Puts a view on screen; tells why where that cannot be. */
export function showView(saved: SavedView, today: string, reports: ReportView[]): boolean {
  const decoded = decodeView(saved.body, today);
  if (isRefused(decoded)) return refuse({ name: saved.name, ...decoded });
  const view = fitted(decoded.view, reports);
  if (!view) return refuse({ name: saved.name, refused: "report", part: decoded.view.report });
  setSession((session) => ({
    place: decoded.place,
    chartsFolded: decoded.chartsFolded,
    fetchOpen: false,
    history: replaced(session.history, view),
  }));
  setViews({ held: saved, waiting: null });
  return true;
}

function refuse(unopened: Unopened): false {
  setViews({ unopened });
  return false;
}

/** A name that no view has: the wanted one, or that with a number. */
export function freeName(wanted: string, views: SavedView[]): string {
  const taken = new Set(views.map(({ name }) => normalForm(name)));
  if (!taken.has(normalForm(wanted))) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted} (${number})`;
    if (!taken.has(normalForm(name))) return name;
  }
}

/** Keeps what is on screen under that name. */
export async function saveView(
  backend: Backend,
  name: string,
  replace: boolean,
): Promise<SavedView> {
  const body = encodeView(onScreen(useSession.getState()));
  const held = await backend.call("save_view", { name, body, replace });
  setViews({ held });
  return held;
}

/** Takes a view away and returns the way to bring it back. */
export async function removeView(backend: Backend, view: SavedView): Promise<() => void> {
  await backend.call("remove_view", { id: view.id });
  const wasHeld = useViews.getState().held?.id === view.id;
  if (wasHeld) setViews({ held: null });
  return () =>
    void backend.call("save_view", { name: view.name, body: view.body, replace: false }).then(
      (back) => wasHeld && setViews({ held: back }),
      (thrown) =>
        refuse({ name: view.name, refused: "failed", part: "", error: asErrorView(thrown) }),
    );
}

/** A view out of a file, with the titles of columns whose filters a workbook may not tell. */
export interface Taken {
  view: SavedView;
  without: string[];
}

/** A view out of a file becomes one of ours under a name that is free; null if no file was chosen. */
export async function takeFile(backend: Backend, today: string): Promise<Taken | null> {
  const file = await backend.call("read_view_file", {});
  if (!file.chosen) return null;
  const decoded = decodeView(file.body, today);
  if (isRefused(decoded)) {
    refuse({ name: file.name, ...decoded });
    return null;
  }
  const { views } = await backend.call("views", {});
  // What is kept is what was understood, not what the file held beside it.
  const name = freeName(file.name.trim() || "—", views);
  const body = encodeView(decoded);
  const view = await backend.call("save_view", { name, body, replace: false });
  // The next workbook is made like this one.
  const value = file.workbook && JSON.stringify(choiceOf(file.workbook));
  if (value) await backend.call("set_setting", { key: "export", value });
  return { view, without: file.workbook?.left_out ?? [] };
}
