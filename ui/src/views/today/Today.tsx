// The open day: what of it was read and until when, its figures, and what cannot be known yet.
import { Fragment, useMemo } from "react";
import type { CoverageView, OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { useAnswers } from "../../state/answers";
import { readable, useToday } from "../../state/today";
import { clockText, useNow } from "../home/agoText";
import { placeOf } from "../start/zones";
import { TodayFigures } from "./TodayFigures";
import { TodayPulse } from "./TodayPulse";
import { TodayReports } from "./TodayReports";
import { TodayStates } from "./TodayStates";
import "../report/report.css";
import "../home/home.css";
import "./today.css";

/** A report and what is known of its today. */
export interface TodayLine {
  report: ReportView;
  coverage: CoverageView | undefined;
  error: unknown;
  /** Until when it was read, wall clock; null if it was not. */
  until: string | null;
  rows: number | null;
}

function useLines(operation: OperationView, reports: ReportView[]): TodayLine[] {
  const { id, today } = operation;
  const answers = useAnswers(
    "coverage",
    reports.map(({ code }) => ({
      ...{ operation: id, report: code, params: {}, from: today, to: today },
    })),
  );
  return reports.map((report, at) => {
    const day = answers[at]?.data?.days[0];
    const held = day && ["open", "held", "empty", "partial"].includes(day.state);
    return {
      report,
      coverage: answers[at]?.data,
      error: answers[at]?.error,
      until: held ? day.fetched : null,
      rows: held ? day.rows : null,
    };
  });
}

/** First the states of agents, then other events, totals of the day last. */
function inOrder(reports: ReportView[]): ReportView[] {
  const rank = ({ grain, columns }: ReportView) =>
    grain !== "event" ? 2 : columns.some(({ role }) => role === "status") ? 0 : 1;
  return [...reports].sort((left, right) => rank(left) - rank(right));
}

export default function Today(props: { operation: OperationView; reports: ReportView[] }) {
  const words = useWords();
  const { t, f } = words;
  const { operation } = props;
  const now = useNow(operation.zone);
  const reports = useMemo(() => inOrder(readable(props.reports)), [props.reports]);
  const lines = useLines(operation, reports);
  const marked = useToday((state) => state.chosen);
  const isChosen = ({ report, until }: TodayLine) => marked[report.code] ?? until !== null;
  const chosen = lines.filter(isChosen).map(({ report }) => report);
  const held = lines.filter(({ until }) => until !== null);
  const zone = t("ui.filter.zone", { zone: placeOf(operation.zone) });
  const moment = `${f.dayLong(operation.today)}, ${clockText(words, now)} · ${zone}`;
  return (
    <div className="report">
      <header className="toolbar" data-region="toolbar">
        <div className="toolbar-title">
          <h1>{t("ui.rail.today")}</h1>
          <p className="toolbar-question" title={moment}>
            {moment}
          </p>
        </div>
        <TodayPulse operation={operation} chosen={chosen} />
      </header>
      <div className="home-box">
        <div className="today">
          <div className="home-side">
            <TodayReports operation={operation} lines={lines} isChosen={isChosen} />
            <Missing lines={lines} />
          </div>
          <div className="home-main">
            {held.map((line) => (
              <Fragment key={line.report.code}>
                <TodayFigures operation={operation} line={line} />
                <TodayStates operation={operation} line={line} now={now} />
              </Fragment>
            ))}
            {held.length === 0 ? <NothingYet /> : null}
          </div>
        </div>
      </div>
    </div>
  );
}

function NothingYet() {
  const { t } = useWords();
  return (
    <section className="home-panel home-first" aria-label={t("ui.today.nothing.title")}>
      <h2>{t("ui.today.nothing.title")}</h2>
      <p className="quiet">{t("ui.today.nothing.text")}</p>
    </section>
  );
}

/** What today's figures cannot say, plainly. */
function Missing({ lines }: { lines: TodayLine[] }) {
  const words = useWords();
  const { t, f, texts } = words;
  const unread = lines.filter(({ until }) => until === null);
  const oldest = lines.flatMap(({ until }) => until ?? []).sort()[0];
  return (
    <section className="home-panel" aria-label={t("ui.today.missing.title")}>
      <h2>{t("ui.today.missing.title")}</h2>
      <ul className="today-missing">
        <li>{t("ui.today.missing.now")}</li>
        {oldest ? <li>{t("ui.today.missing.since", { time: clockText(words, oldest) })}</li> : null}
        {unread.length > 0 ? (
          <li>
            {t("ui.today.missing.unread", {
              reports: f.list(unread.map(({ report }) => texts(report.title))),
            })}
          </li>
        ) : null}
        <li>{t("ui.today.missing.open")}</li>
      </ul>
    </section>
  );
}
