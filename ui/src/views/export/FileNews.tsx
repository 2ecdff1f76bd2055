// The news of a file that was saved, or of something copied.
import { CircleCheck, FolderOpen, X } from "lucide-react";
import { useEffect } from "react";
import { asErrorView, type SavedFile } from "../../backend";
import { useWords } from "../../i18n";
import { Button, IconButton } from "../../shared/controls";
import { useAct } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";

const close = () => setSession({ fileNews: null });

/** Good news leave by themselves. */
const shown = 6000;

export function FileNews() {
  const { t } = useWords();
  const news = useSession((session) => session.fileNews);
  useEffect(() => {
    if (news?.state !== "copied") return;
    const timer = setTimeout(close, shown);
    return () => clearTimeout(timer);
  }, [news]);
  if (!news) return null;
  return (
    <aside className="toast" aria-label={t("ui.file.news")} aria-live="polite">
      {news.state === "copied" ? <Head text={t("ui.file.copied")} /> : null}
      {news.state === "saved" ? <Saved file={news.file} /> : null}
      {news.state === "failed" ? (
        <>
          <Trouble error={news.error} />
          <div className="toast-actions">
            <span />
            <Button onPress={close}>{t("ui.common.close")}</Button>
          </div>
        </>
      ) : null}
    </aside>
  );
}

function Head({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <div className="toast-head">
      <CircleCheck aria-hidden />
      <strong>{text}</strong>
      <IconButton name={t("ui.common.close")} onPress={close}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function Saved({ file }: { file: SavedFile }) {
  const { t, f } = useWords();
  const open = useAct("open_export");
  const show = useAct("show_export");
  const failed = open.error ?? show.error;
  const { ticket } = file;
  return (
    <>
      <Head text={file.name} />
      <span className="quiet">
        {t("ui.file.saved", { folder: file.folder, size: f.bytes(file.bytes) })}
      </span>
      {failed ? <Trouble error={asErrorView(failed)} compact /> : null}
      <div className="toast-actions">
        <span />
        <Button onPress={() => show.mutate({ ticket })}>
          <FolderOpen aria-hidden /> {t("ui.export.show")}
        </Button>
        <Button onPress={() => open.mutate({ ticket })}>{t("ui.export.open")}</Button>
      </div>
    </>
  );
}
