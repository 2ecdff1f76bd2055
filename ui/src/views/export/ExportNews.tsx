// The news of a workbook: how far it is, or where it lies, or why it failed.
import { FileSpreadsheet, FolderOpen, X } from "lucide-react";
import { asErrorView, type ExportView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Button, IconButton, Meter } from "../../shared/controls";
import { useAct, useBackend } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";

export function ExportNews() {
  const words = useWords();
  const { t, f } = words;
  const news = useSession((session) => session.exporting);
  const backend = useBackend();
  if (!news) return null;
  const close = () => setSession({ exporting: null });
  return (
    <aside className="toast" aria-label={t("ui.export.title")} aria-live="polite">
      {news.state === "writing" ? (
        <>
          <div className="toast-head">
            <FileSpreadsheet aria-hidden />
            <strong>{t("ui.export.writing")}</strong>
          </div>
          <Meter
            share={news.total > 0 ? news.rows / news.total : 0}
            label={t("ui.export.writing")}
          />
          <div className="toast-actions">
            <span className="quiet">
              {t("ui.export.progress", {
                count: news.rows,
                n: f.number(news.rows),
                total: f.number(news.total),
              })}
            </span>
            <Button onPress={() => void backend.call("cancel_export", {}).catch(() => {})}>
              {t("ui.common.cancel")}
            </Button>
          </div>
        </>
      ) : null}
      {news.state === "written" ? <Written view={news.view} onClose={close} /> : null}
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

function remarks({ t, f }: Words, view: ExportView): string[] {
  const { length } = view.beside;
  return [
    length > 0 ? t("ui.export.besideFiles", { count: length, n: f.number(length) }) : "",
    view.renamed ? t("ui.export.renamed") : "",
    view.cut_texts > 0
      ? t("ui.export.cut", { count: view.cut_texts, n: f.number(view.cut_texts) })
      : "",
    view.missing_days > 0
      ? t("ui.export.missing", { count: view.missing_days, n: f.number(view.missing_days) })
      : "",
  ].filter(Boolean);
}

function Written({ view, onClose }: { view: ExportView; onClose: () => void }) {
  const words = useWords();
  const { t, f } = words;
  const open = useAct("open_export");
  const show = useAct("show_export");
  const failed = open.error ?? show.error;
  const where = { folder: view.folder, size: f.bytes(view.bytes) };
  return (
    <>
      <div className="toast-head">
        <FileSpreadsheet aria-hidden />
        <strong>{view.name}</strong>
        <IconButton name={t("ui.common.close")} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <span className="quiet">
        {view.rows > 0
          ? t("ui.export.written", { count: view.rows, n: f.number(view.rows), ...where })
          : t("ui.file.saved", where)}
      </span>
      {remarks(words, view).map((remark) => (
        <span key={remark} className="remark">
          {remark}
        </span>
      ))}
      {failed ? <Trouble error={asErrorView(failed)} compact /> : null}
      <div className="toast-actions">
        <span />
        <Button onPress={() => show.mutate({ ticket: view.ticket })}>
          <FolderOpen aria-hidden /> {t("ui.export.show")}
        </Button>
        <Button look="primary" onPress={() => open.mutate({ ticket: view.ticket })}>
          {t("ui.export.open")}
        </Button>
      </div>
    </>
  );
}
