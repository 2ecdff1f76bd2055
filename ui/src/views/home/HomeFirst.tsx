// A fresh operation: nothing was fetched yet, so the first good step.
import { CalendarCheck, Download, Sparkles } from "lucide-react";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { setOverlays } from "../../state/overlays";
import { periodOf } from "../../state/period";
import { startingReport } from "../../state/restore";
import { goTo } from "../frame/keyTable";
import type { HomeProps } from "./Home";

export function HomeFirst({ operation, reports }: HomeProps) {
  const { t, f, texts } = useWords();
  const report = startingReport(reports);
  const { from, to } = periodOf("last7", operation.today);
  const fetch = (code: string) =>
    setOverlays({ wanted: { report: code, params: {}, from, to, reread: false } });
  return (
    <section className="home-panel home-first" aria-label={t("ui.home.first.title")}>
      <span className="door-icon">
        <Sparkles aria-hidden />
      </span>
      <h2>{t("ui.home.first.title")}</h2>
      <p>{t("ui.home.first.text")}</p>
      {report ? (
        <>
          <p className="quiet">
            <b>{texts(report.title)}.</b> {texts(report.question)}
          </p>
          <div className="row">
            <Button look="primary" onPress={() => fetch(report.code)}>
              <Download aria-hidden /> {t("ui.home.first.go", { period: f.range(from, to) })}
            </Button>
            <Button onPress={() => goTo("coverage")}>
              <CalendarCheck aria-hidden /> {t("ui.home.first.other")}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
