// Backup and restore of the archive: what is in a copy, how far it is, and what happens next.
import { useQueryClient } from "@tanstack/react-query";
import { FolderInput, FolderOpen, FolderOutput, RotateCw } from "lucide-react";
import { asErrorView, freshness } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Meter, Notice } from "../../shared/controls";
import { spoil, useAct, useAnswer, useBackend } from "../../state/answers";
import { type CopyKind, type CopyNews, copyArchive } from "../../state/copying";
import { useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { SettingsLine } from "./SettingsLine";

export function SettingsCopies() {
  const { t } = useWords();
  const backend = useBackend();
  const cache = useQueryClient();
  const news = useSession((session) => session.copying);
  const waits = useAnswer("archive_facts", {}).data?.restore_waits ?? false;
  const busy = news?.state === "copying";
  const copy = (kind: CopyKind) =>
    void copyArchive(backend, kind).then(() => spoil(cache, freshness[kind].spoils));
  const told = (kind: CopyKind) => (news?.kind === kind ? <Told news={news} /> : null);
  return (
    <>
      <SettingsLine
        title={t("ui.settings.backup.title")}
        help={t("ui.settings.backup.help")}
        below={told("backup")}
      >
        <Button isDisabled={busy} onPress={() => copy("backup")}>
          <FolderOutput aria-hidden /> {t("ui.settings.backup.do")}
        </Button>
      </SettingsLine>
      <SettingsLine
        title={t("ui.settings.restore.title")}
        help={t("ui.settings.restore.help")}
        below={
          <>
            {told("restore")}
            {waits && !busy ? <Waiting /> : null}
          </>
        }
      >
        <Button isDisabled={busy} onPress={() => copy("restore")}>
          <FolderInput aria-hidden /> {t("ui.settings.restore.do")}
        </Button>
      </SettingsLine>
    </>
  );
}

function Told({ news }: { news: CopyNews }) {
  const { t, f } = useWords();
  const backend = useBackend();
  const show = useAct("show_export");
  if (news.state === "failed") return <Trouble error={news.error} />;
  if (news.state === "copying")
    return (
      <div className="copying" aria-live="polite">
        <Meter
          share={news.total > 0 ? news.done / news.total : 0}
          label={t(`ui.settings.${news.kind}.going`)}
        />
        <span className="quiet">
          {news.total > 0
            ? t("ui.settings.copying", { done: f.number(news.done), total: f.number(news.total) })
            : "…"}
        </span>
        <Button onPress={() => void backend.call("cancel_copying", {}).catch(() => {})}>
          {t("ui.common.cancel")}
        </Button>
      </div>
    );
  const { view } = news;
  const files = t("ui.settings.archive.files", { count: view.files, n: f.number(view.files) });
  return (
    <Notice
      tone={view.damaged > 0 ? "warn" : "good"}
      title={t(`ui.settings.${news.kind}.done`, { name: view.name })}
      actions={
        view.ticket > 0 ? (
          <Button onPress={() => show.mutate({ ticket: view.ticket })}>
            <FolderOpen aria-hidden /> {t("ui.export.show")}
          </Button>
        ) : null
      }
    >
      <span>
        {files} · {f.bytes(view.bytes)}
      </span>
      {view.damaged > 0 ? (
        <span>{t("ui.settings.damaged", { count: view.damaged, n: f.number(view.damaged) })}</span>
      ) : null}
      {show.error ? <Trouble error={asErrorView(show.error)} compact /> : null}
    </Notice>
  );
}

/** A backup is ready to take the archive's place. */
function Waiting() {
  const { t } = useWords();
  const restart = useAct("restart");
  return (
    <Notice
      tone="info"
      title={t("ui.settings.restore.waits")}
      actions={
        <Button look="primary" isDisabled={restart.isPending} onPress={() => restart.mutate({})}>
          <RotateCw aria-hidden /> {t("ui.settings.restart")}
        </Button>
      }
    >
      <span>{t("ui.settings.restore.waitsText")}</span>
      {restart.error ? <Trouble error={asErrorView(restart.error)} compact /> : null}
    </Notice>
  );
}
