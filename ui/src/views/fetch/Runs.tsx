// All fetches of this session, at the right edge, and the earlier ones below.
import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, IconButton } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession } from "../../state/session";
import { RunProgress } from "./RunProgress";
import { toneOf } from "./runState";

const History = lazy(() => import("./History"));

export function Runs({ operation, reports }: { operation: OperationView; reports: ReportView[] }) {
  const { t, f, texts } = useWords();
  const runs = useAnswer("runs", {}).data?.runs ?? [];
  return (
    <aside className="runs" aria-label={t("ui.runs.title")} data-region="runs">
      <div className="runs-head">
        <h2>{t("ui.runs.title")}</h2>
        <IconButton name={t("ui.common.close")} onPress={() => setSession({ runsOpen: false })}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="runs-list">
        {runs.length === 0 ? <p className="quiet">{t("ui.runs.none")}</p> : null}
        {runs.map((run) => {
          const report = reports.find((held) => held.code === run.report);
          return (
            <article key={run.run} className="run">
              <div className="run-head">
                <h3>{report ? texts(report.title) : run.report}</h3>
                <Badge tone={toneOf(run.state)}>{t(`ui.runs.state.${run.state}`)}</Badge>
              </div>
              <span className="quiet">{f.range(run.from, run.to)}</span>
              <RunProgress run={run} />
            </article>
          );
        })}
        <Suspense fallback={null}>
          <History operation={operation} reports={reports} />
        </Suspense>
      </div>
    </aside>
  );
}
