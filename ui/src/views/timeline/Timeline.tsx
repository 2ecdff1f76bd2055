// Where the day of every agent went, minute by minute, on one axis of time.
import { ChartGantt, Download, Table2 } from "lucide-react";
import { useState } from "react";
import { asErrorView, type OperationView, type ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { enterTimeline, setTimeline, useTimeline } from "../../state/timeline";
import { Trouble } from "../common/Trouble";
import { Fetch } from "../fetch/Fetch";
import { Coverage } from "../report/Coverage";
import { type Scope, scopeOf } from "../report/scope";
import { Unheld } from "../report/Unheld";
import { TimelineBar } from "./TimelineBar";
import { TimelineStage } from "./TimelineStage";
import { useSource } from "./timelineData";
import "../report/report.css";
import "../report/filters.css";
import "../report/charts.css";
import "../rows/rows.css";
import "./timeline.css";

export default function Timeline(props: { operation: OperationView; reports: ReportView[] }) {
  const { operation, reports } = props;
  useState(() => enterTimeline(operation.id));
  const source = useSource(operation);
  const fetchOpen = useSession((session) => session.fetchOpen);
  const { period } = source;
  const request = { operation: operation.id, report: source.report, params: {}, ...period };
  const { preset: _, ...asked } = request;
  const coverage = useAnswer("coverage", source.ready ? asked : null);
  const report = reports.find((held) => held.code === source.report);
  // A fetch always asks for everybody: one call instead of one for each agent.
  const all = reports.find((held) => held.code === "agent_14");
  if (!report || !all) return null;
  const scope: Scope = {
    ...scopeOf(operation, report, period),
    coverage: coverage.isPlaceholderData ? null : (coverage.data ?? null),
  };
  const nothing = source.ready && !source.held.agent_14 && !source.held.agent_2;
  return (
    <div className="report timeline">
      <Head nothing={nothing} />
      <TimelineBar operation={operation} source={source} />
      {source.error ? (
        <div className="timeline-trouble">
          <Trouble error={asErrorView(source.error)} onRetry={source.again} />
        </div>
      ) : nothing ? (
        <Nothing scope={scope} />
      ) : source.ready ? (
        <>
          {/* A single day tells on the axis what is held of it. */}
          {period.from < period.to || coverage.error ? (
            <Coverage scope={scope} error={coverage.error} />
          ) : null}
          <TimelineStage key={source.report} scope={scope} report={source.report} />
        </>
      ) : (
        <Wait />
      )}
      {fetchOpen ? <Fetch scope={scopeOf(operation, all, period)} /> : null}
    </div>
  );
}

function Head({ nothing }: { nothing: boolean }) {
  const { t } = useWords();
  const asTable = useTimeline((timeline) => timeline.asTable);
  const Picture = asTable ? ChartGantt : Table2;
  return (
    <header className="toolbar" data-region="toolbar">
      <div className="toolbar-title">
        <h1>{t("ui.timeline.title")}</h1>
        <p className="toolbar-question" title={t("ui.timeline.question")}>
          {t("ui.timeline.question")}
        </p>
      </div>
      <div className="toolbar-acts">
        {nothing ? null : (
          <Button onPress={() => setTimeline({ asTable: !asTable })}>
            <Picture aria-hidden /> {t(asTable ? "ui.timeline.asPicture" : "ui.timeline.asTable")}
          </Button>
        )}
        <Button data-act="fetch" onPress={() => setSession({ fetchOpen: true, shownRun: null })}>
          <Download aria-hidden /> {t("ui.report.fetch")}
        </Button>
      </div>
    </header>
  );
}

function Wait() {
  const waiting = useLasting(true);
  return <div className="timeline-wait">{waiting ? <span className="skeleton" /> : null}</div>;
}

/** No report of states holds a day: what to fetch, with the price before it is asked. */
function Nothing({ scope }: { scope: Scope }) {
  const { t, texts } = useWords();
  const failed = scope.coverage?.days.some((day) => day.state === "failed") ?? false;
  if (failed) return <Unheld scope={scope} />;
  return (
    <section className="blank">
      <ChartGantt aria-hidden />
      <h2>{t("ui.timeline.none.title")}</h2>
      <p>{t("ui.timeline.none.text", { report: texts(scope.report.title) })}</p>
      <Button look="primary" onPress={() => setSession({ fetchOpen: true, shownRun: null })}>
        <Download aria-hidden /> {t("ui.timeline.none.fetch")}
      </Button>
    </section>
  );
}
