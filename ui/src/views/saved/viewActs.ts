// What menus, keys and the palette do with saved views.
import type { Backend, OperationView, ReportView, SavedView } from "../../backend";
import { asErrorView } from "../../backend";
import { i18n } from "../../i18n";
import { setOverlays, tell } from "../../state/overlays";
import { useSession } from "../../state/session";
import { setViews, useViews } from "../../state/viewDesk";
import {
  freeName,
  mayBeSaved,
  removeView,
  saveView,
  showView,
  standing,
  takeFile,
} from "../../state/views";

const said = (key: string, name: string) => i18n.t(key, { name });

/** What could not be done to a view, told in a dialog. */
function failed(name: string): (thrown: unknown) => void {
  return (thrown) =>
    setViews({ unopened: { name, refused: "failed", part: "", error: asErrorView(thrown) } });
}

/** Saves the view on screen under its name, or asks for one. */
export function saveNow(backend: Backend): void {
  const session = useSession.getState();
  if (!mayBeSaved(session)) {
    tell({ text: i18n.t("ui.views.nothingToSave") });
    return;
  }
  // The day does not matter here: only a period's name is compared.
  const now = standing(session, useViews.getState().held, session.history.now.period.to);
  if (!now) {
    setOverlays({ open: "saveView", about: null });
    return;
  }
  const { name } = now.view;
  void saveView(backend, name, true).then(
    () => tell({ text: said("ui.views.saved", name) }),
    failed(name),
  );
}

export function duplicate(backend: Backend, view: SavedView): void {
  void backend
    .call("views", {})
    .then(({ views }) => {
      const name = freeName(said("ui.views.copyOf", view.name), views);
      return backend.call("save_view", { name, body: view.body, replace: false });
    })
    .then((copy) => tell({ text: said("ui.views.saved", copy.name) }), failed(view.name));
}

/** Taken away at once; the toast brings it back. */
export function remove(backend: Backend, view: SavedView): void {
  void removeView(backend, view).then(
    (undo) => tell({ text: said("ui.views.removed", view.name), undo }),
    failed(view.name),
  );
}

/** Shows the view of a file, or keeps it until there is an operation to show it with. */
export function openFile(
  backend: Backend,
  operation: OperationView | null,
  reports: ReportView[],
): void {
  const today = operation?.today ?? new Date().toISOString().slice(0, 10);
  void takeFile(backend, today).then((taken) => {
    if (!taken) return;
    const { view, without } = taken;
    if (!operation) return setViews({ waiting: view });
    if (!showView(view, operation.today, reports)) return;
    const { name } = view;
    const columns = without.join(", ");
    const text = columns
      ? i18n.t("ui.views.fileWithout", { name, columns })
      : said("ui.views.fileOpened", name);
    tell({ text });
  }, failed(""));
}
