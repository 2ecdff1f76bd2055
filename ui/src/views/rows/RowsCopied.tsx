// What became of a copy, at the foot of the grid: progress when it lasts, then how many rows.
import { X } from "lucide-react";
import { useEffect } from "react";
import { useWords } from "../../i18n";
import { Button, IconButton, Meter, Notice, useLasting } from "../../shared/controls";
import { mostRows } from "../../state/copy";
import { Trouble } from "../common/Trouble";
import type { CopyNews } from "./rowsCopy";

export function RowsCopied({ news, onDismiss }: { news: CopyNews | null; onDismiss: () => void }) {
  const reading = news?.state === "reading";
  const lasting = useLasting(reading, 2000);
  const copied = news?.state === "copied";
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(onDismiss, 5000);
    return () => clearTimeout(timer);
  }, [copied, onDismiss]);
  const shown = news && (!reading || lasting) ? news : null;
  return (
    <div className="copied" role="status" aria-live="polite">
      {shown ? <Told news={shown} onDismiss={onDismiss} /> : null}
    </div>
  );
}

function Told({ news, onDismiss }: { news: CopyNews; onDismiss: () => void }) {
  const { t, f } = useWords();
  if (news.state === "failed") return <Trouble error={news.error} compact />;
  if (news.state === "reading")
    return (
      <Notice
        tone="info"
        title={t("ui.grid.copying", {
          count: news.total,
          n: f.number(news.read),
          total: f.number(news.total),
        })}
        actions={<Button onPress={onDismiss}>{t("ui.common.cancel")}</Button>}
      >
        <Meter share={news.read / Math.max(1, news.total)} label={t("ui.grid.copyProgress")} />
      </Notice>
    );
  const text = {
    copied: () =>
      t("ui.grid.copied", {
        count: news.state === "copied" ? news.rows : 0,
        n: f.number(news.state === "copied" ? news.rows : 0),
      }),
    tooMany: () => t("ui.grid.copyTooMany", { most: f.number(mostRows) }),
    changed: () => t("ui.grid.copyChanged"),
    refused: () => t("ui.grid.copyRefused"),
  }[news.state];
  return (
    <div className={`copied-line ${news.state === "copied" ? "good" : "warn"}`}>
      <span>{text()}</span>
      <IconButton name={t("ui.common.close")} className="small" onPress={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
