// The saved view on screen, whether it was changed, and what can be done with it.
import {
  Bookmark,
  ChevronDown,
  Copy,
  Pencil,
  Save,
  Share2,
  Star,
  Trash2,
  Undo2,
} from "lucide-react";
import type { OperationView, SavedView } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, Button, MenuButton, type MenuEntry } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { useSession } from "../../state/session";
import { useViews } from "../../state/viewDesk";
import { showView, standing } from "../../state/views";
import { useReports } from "../common/names";
import { duplicate, remove, saveNow } from "./viewActs";
import "./views.css";

export function ViewMenu({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const held = useViews((views) => views.held);
  const session = useSession();
  const now = standing(session, held, operation.today);
  if (now) return <Held {...now} operation={operation} />;
  return (
    <Button onPress={() => setOverlays({ open: "saveView", about: null })}>
      <Bookmark aria-hidden /> {t("ui.views.save")}
    </Button>
  );
}

function Held(props: { view: SavedView; changed: boolean; operation: OperationView }) {
  const { t } = useWords();
  const { view, changed, operation } = props;
  const backend = useBackend();
  const reports = useReports();
  const ask = (open: "saveView" | "renameView" | "shareView") =>
    setOverlays({ open, about: open === "saveView" ? null : view.id });
  const acts: Record<string, () => void> = {
    save: () => saveNow(backend),
    revert: () => showView(view, operation.today, reports),
    saveAs: () => ask("saveView"),
    duplicate: () => duplicate(backend, view),
    rename: () => ask("renameView"),
    share: () => ask("shareView"),
    remove: () => remove(backend, view),
  };
  const pictures = {
    save: <Save aria-hidden />,
    revert: <Undo2 aria-hidden />,
    saveAs: <Bookmark aria-hidden />,
    duplicate: <Copy aria-hidden />,
    rename: <Pencil aria-hidden />,
    share: <Share2 aria-hidden />,
    remove: <Trash2 aria-hidden />,
  };
  const entries: MenuEntry[] = Object.entries(pictures).map(([id, icon]) => ({
    id,
    icon,
    label: t(`ui.views.act.${id}`),
    disabled: !changed && (id === "save" || id === "revert"),
  }));
  return (
    <MenuButton
      label={t("ui.views.of", { name: view.name })}
      placement="bottom end"
      trigger={
        <Button className="view-name">
          <Star aria-hidden /> <span className="view-text">{view.name}</span>
          {changed ? <Badge tone="warn">{t("ui.views.changed")}</Badge> : null}
          <ChevronDown aria-hidden />
        </Button>
      }
      entries={entries}
      onAction={(id) => acts[id]?.()}
    />
  );
}
