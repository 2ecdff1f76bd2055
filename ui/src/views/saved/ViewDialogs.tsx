// The dialogs of saved views: a name, another name, sharing, and why one could not be opened.
import { FileOutput } from "lucide-react";
import { useState } from "react";
import { asErrorView, type OperationView, type ReportView, type SavedView } from "../../backend";
import { normalForm } from "../../format/normal";
import { useWords, type Words } from "../../i18n";
import { Button, Field, Notice } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct, useAnswer, useBackend } from "../../state/answers";
import { setOverlays, tell, useOverlays } from "../../state/overlays";
import { decodeView, isRefused, personal } from "../../state/savedView";
import { useSession } from "../../state/session";
import { setViews, useViews } from "../../state/viewDesk";
import { freeName, saveView } from "../../state/views";
import { Trouble } from "../common/Trouble";
import ViewUnopened from "./ViewUnopened";

interface Props {
  operation: OperationView;
  reports: ReportView[];
}

const close = () => setOverlays({ open: null, about: null });

export default function ViewDialogs(props: Props) {
  const open = useOverlays((overlays) => overlays.open);
  const about = useOverlays((overlays) => overlays.about);
  const unopened = useViews((views) => views.unopened);
  const answer = useAnswer("views", {});
  const views = answer.data?.views;
  const view = views?.find(({ id }) => id === about);
  if (unopened) return <ViewUnopened unopened={unopened} />;
  if (!views) return null;
  if (open === "saveView") return <SaveDialog {...props} views={views} />;
  if (open === "renameView" && view) return <RenameDialog view={view} views={views} />;
  if (open === "shareView" && view) return <ShareDialog {...props} view={view} />;
  return null;
}

/** A name, and whether another view has it already. */
function useName(first: string, views: SavedView[], own: number | null) {
  const [name, setName] = useState(first);
  const trimmed = name.trim();
  const taken = views.find(
    (view) => view.id !== own && normalForm(view.name) === normalForm(trimmed),
  );
  return { name, setName, trimmed, taken };
}

function NameField(props: {
  name: string;
  onChange: (name: string) => void;
  taken: SavedView | undefined;
  onEnter: () => void;
}) {
  const { t } = useWords();
  return (
    <Field
      autoFocus
      tall
      label={t("ui.views.name")}
      value={props.name}
      onChange={props.onChange}
      onEnter={props.onEnter}
      tone={props.taken ? "bad" : undefined}
      help={props.taken ? t("ui.views.taken", { name: props.taken.name }) : undefined}
    />
  );
}

function SaveDialog({ operation, reports, views }: Props & { views: SavedView[] }) {
  const words = useWords();
  const { t, texts } = words;
  const backend = useBackend();
  const { place, history } = useSession();
  const report = reports.find(({ code }) => code === history.now.report);
  const title = place === "report" && report ? texts(report.title) : t(`ui.rail.${place}`);
  const { name, setName, trimmed, taken } = useName(freeName(title, views), views, null);
  const [error, setError] = useState<unknown>(null);
  const save = () => {
    if (!trimmed) return;
    void saveView(backend, trimmed, taken !== undefined).then((view) => {
      close();
      tell({ text: t("ui.views.saved", { name: view.name }) });
    }, setError);
  };
  const { preset, from, to } = history.now.period;
  const period =
    preset === "custom"
      ? t("ui.views.fixed", { period: words.f.range(from, to) })
      : t("ui.views.moving", { period: t(`ui.period.${preset}`) });
  return (
    <Dialog
      title={t("ui.views.saveTitle")}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={!trimmed} onPress={save}>
            {t(taken ? "ui.views.replace" : "ui.views.save")}
          </Button>
        </>
      }
    >
      <NameField name={name} onChange={setName} taken={taken} onEnter={() => taken || save()} />
      <p className="quiet">
        {place === "report" ? t("ui.views.holds") : ""} {period}
      </p>
      <p className="quiet">{t("ui.views.everywhere", { name: operation.name })}</p>
      {error ? <Trouble error={asErrorView(error)} onRetry={save} /> : null}
    </Dialog>
  );
}

function RenameDialog({ view, views }: { view: SavedView; views: SavedView[] }) {
  const { t } = useWords();
  const rename = useAct("rename_view");
  const { name, setName, trimmed, taken } = useName(view.name, views, view.id);
  const may = trimmed !== "" && !taken;
  const save = () => {
    if (!may) return;
    rename.mutate(
      { id: view.id, name: trimmed },
      {
        onSuccess: (renamed) => {
          if (useViews.getState().held?.id === view.id) setViews({ held: renamed });
          close();
        },
      },
    );
  };
  return (
    <Dialog
      title={t("ui.views.renameTitle")}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={!may || rename.isPending} onPress={save}>
            {t("ui.views.act.rename")}
          </Button>
        </>
      }
    >
      <NameField name={name} onChange={setName} taken={taken} onEnter={save} />
      {rename.error ? <Trouble error={asErrorView(rename.error)} onRetry={save} /> : null}
    </Dialog>
  );
}

/** What of the view tells who somebody is, as labels. */
function personalParts({ texts, t }: Words, { operation, reports }: Props, body: string): string[] {
  const decoded = decodeView(body, operation.today);
  if (isRefused(decoded)) return [];
  const report = reports.find(({ code }) => code === decoded.view.report);
  if (!report) return [];
  const { columns, search } = personal(decoded.view, report);
  const parts = [...report.columns, ...report.params].filter(({ name }) => columns.includes(name));
  const labels = parts.map(({ label }) => texts(label));
  return [...new Set([...labels, ...(search ? [t("ui.views.searched")] : [])])];
}

function ShareDialog(props: Props & { view: SavedView }) {
  const words = useWords();
  const { t, f } = words;
  const { view } = props;
  const share = useAct("share_view");
  const named = personalParts(words, props, view.body);
  const go = () =>
    share.mutate(
      { id: view.id },
      {
        onSuccess: ({ ticket, name, folder }) => {
          if (ticket === 0) return;
          close();
          tell({ text: t("ui.views.shared", { name, folder }), ticket });
        },
      },
    );
  return (
    <Dialog
      title={t("ui.views.shareTitle", { name: view.name })}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={share.isPending} onPress={go}>
            <FileOutput aria-hidden /> {t("ui.views.shareGo")}
          </Button>
        </>
      }
    >
      <p>{t("ui.views.shareText")}</p>
      {named.length > 0 ? (
        <Notice tone="warn" title={t("ui.views.shareNames", { parts: f.list(named) })}>
          <span>{t("ui.views.shareNamesText")}</span>
        </Notice>
      ) : null}
      {share.error ? <Trouble error={asErrorView(share.error)} onRetry={go} /> : null}
    </Dialog>
  );
}
