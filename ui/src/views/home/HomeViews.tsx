// Saved views on the home screen: open one, or do something to it.
import { Copy, Ellipsis, FileInput, Pencil, Share2, Star, Trash2 } from "lucide-react";
import { Button as Link } from "react-aria-components";
import { asErrorView, type SavedView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Button, IconButton, MenuButton } from "../../shared/controls";
import { useAnswer, useBackend } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { decodeView, isRefused } from "../../state/savedView";
import { showView } from "../../state/views";
import { Trouble } from "../common/Trouble";
import { duplicate, openFile, remove } from "../saved/viewActs";
import type { HomeProps } from "./Home";
import { HomePanel, HomeWaiting } from "./HomePanel";

export function HomeViews(props: HomeProps) {
  const { t } = useWords();
  const backend = useBackend();
  const list = useAnswer("views", {});
  const views = list.data?.views ?? [];
  return (
    <HomePanel
      title={t("ui.views.title")}
      busy={list.isPending}
      aside={
        <Button look="link" onPress={() => openFile(backend, props.operation, props.reports)}>
          <FileInput aria-hidden /> {t("ui.views.openFile")}
        </Button>
      }
    >
      {list.error ? (
        <Trouble error={asErrorView(list.error)} onRetry={() => void list.refetch()} compact />
      ) : null}
      {list.isPending ? <HomeWaiting lines={3} /> : null}
      {list.data && views.length === 0 ? <p className="home-none">{t("ui.views.none")}</p> : null}
      <ul className="home-list">
        {views.map((view) => (
          <Line key={view.id} {...props} view={view} />
        ))}
      </ul>
    </HomePanel>
  );
}

/** What a view shows: its report and period, or that it cannot be read. */
function aboutText(words: Words, { operation, reports }: HomeProps, view: SavedView): string {
  const { t, f, texts } = words;
  const decoded = decodeView(view.body, operation.today);
  if (isRefused(decoded)) return t(`ui.views.short.${decoded.refused}`);
  const { place, view: held } = decoded;
  const report = reports.find(({ code }) => code === held.report);
  if (place === "report" && !report) return t("ui.views.short.report");
  const { preset, from, to } = held.period;
  const period = preset === "custom" ? f.range(from, to) : t(`ui.period.${preset}`);
  const what = place === "report" && report ? texts(report.title) : t(`ui.rail.${place}`);
  return `${what} · ${period}`;
}

function Line(props: HomeProps & { view: SavedView }) {
  const words = useWords();
  const { t } = words;
  const { view, operation, reports } = props;
  const backend = useBackend();
  const acts: Record<string, () => void> = {
    rename: () => setOverlays({ open: "renameView", about: view.id }),
    duplicate: () => duplicate(backend, view),
    share: () => setOverlays({ open: "shareView", about: view.id }),
    remove: () => remove(backend, view),
  };
  return (
    <li className="home-line-pair">
      <Link className="home-line" onPress={() => showView(view, operation.today, reports)}>
        <Star aria-hidden />
        <span className="home-line-text">
          <b>{view.name}</b>
          <span className="quiet">{aboutText(words, props, view)}</span>
        </span>
      </Link>
      <MenuButton
        label={t("ui.views.of", { name: view.name })}
        placement="bottom end"
        trigger={
          <IconButton name={t("ui.views.more", { name: view.name })}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
        entries={[
          { id: "rename", label: t("ui.views.act.rename"), icon: <Pencil aria-hidden /> },
          { id: "duplicate", label: t("ui.views.act.duplicate"), icon: <Copy aria-hidden /> },
          { id: "share", label: t("ui.views.act.share"), icon: <Share2 aria-hidden /> },
          { id: "remove", label: t("ui.views.act.remove"), icon: <Trash2 aria-hidden /> },
        ]}
        onAction={(id) => acts[id]?.()}
      />
    </li>
  );
}
