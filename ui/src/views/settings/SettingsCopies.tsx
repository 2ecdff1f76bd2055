// Backup and restore of the archive: what is in a copy, how far it is, and what happens next.
import { useQueryClient } from "@tanstack/react-query";
import { FolderInput, FolderOpen, FolderOutput, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { asErrorView, freshness, type ReplacedView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Meter, Notice } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { spoil, useAct, useAnswer, useBackend } from "../../state/answers";
import { type CopyKind, type CopyNews, copyArchive } from "../../state/copying";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { SettingsLine } from "./SettingsLine";

export function SettingsCopies() {
  const { t } = useWords();
  const backend = useBackend();
  const cache = useQueryClient();
  const news = useSession((session) => session.copying);
  const facts = useAnswer("archive_facts", {}).data;
  const waits = facts?.restore_waits ?? false;
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
      {facts && facts.replaced.archives > 0 ? <Replaced replaced={facts.replaced} /> : null}
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
  const withdraw = useAct("withdraw_restore");
  const busy = restart.isPending || withdraw.isPending;
  const error = restart.error ?? withdraw.error;
  const dropped = () => setSession({ copying: null });
  return (
    <Notice
      tone="info"
      title={t("ui.settings.restore.waits")}
      actions={
        <>
          <Button look="primary" isDisabled={busy} onPress={() => restart.mutate({})}>
            <RotateCw aria-hidden /> {t("ui.settings.restart")}
          </Button>
          <Button isDisabled={busy} onPress={() => withdraw.mutate({}, { onSuccess: dropped })}>
            {t("ui.settings.restore.withdraw")}
          </Button>
        </>
      }
    >
      <span>{t("ui.settings.restore.waitsText")}</span>
      {error ? <Trouble error={asErrorView(error)} compact /> : null}
    </Notice>
  );
}

/** What backups replaced is kept until it is deleted here. */
function Replaced({ replaced }: { replaced: ReplacedView }) {
  const { t, f } = useWords();
  const [asking, setAsking] = useState(false);
  const remove = useAct("delete_replaced");
  const { archives: count, bytes } = replaced;
  const amount = t("ui.settings.replaced.amount", {
    count,
    n: f.number(count),
    size: f.bytes(bytes),
  });
  const close = () => setAsking(false);
  return (
    <SettingsLine title={t("ui.settings.replaced.title")} help={t("ui.settings.replaced.help")}>
      <span className="settings-value">{amount}</span>
      <Button look="danger" onPress={() => setAsking(true)}>
        <Trash2 aria-hidden /> {t("ui.settings.forget.open")}
      </Button>
      {asking ? (
        <Dialog
          urgent
          title={t("ui.settings.replaced.ask")}
          closeLabel={t("ui.common.close")}
          onClose={close}
          foot={
            <>
              <Button onPress={close}>{t("ui.common.cancel")}</Button>
              <Button
                look="danger"
                isDisabled={remove.isPending}
                onPress={() => remove.mutate({}, { onSuccess: close })}
              >
                <Trash2 aria-hidden /> {t("ui.settings.forget.do")}
              </Button>
            </>
          }
        >
          <p>{amount}</p>
          <p>{t("ui.settings.replaced.text")}</p>
          {remove.error ? <Trouble error={asErrorView(remove.error)} /> : null}
        </Dialog>
      ) : null}
    </SettingsLine>
  );
}
