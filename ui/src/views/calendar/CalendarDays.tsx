// The chosen days of a report: what they are, why, and what it costs to fetch or read them again.
import { ArrowUpRight, Download, UserRoundSearch } from "lucide-react";
import { useState } from "react";
import {
  asErrorView,
  type CoverageView,
  type DayView,
  type OperationView,
  type ReportView,
} from "../../backend";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import { Button, Checkbox, Notice, useLasting } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import { dayCount } from "../../state/period";
import { act, setSession } from "../../state/session";
import { errorPart, Trouble } from "../common/Trouble";
import { Plan } from "../fetch/Fetch";
import { counts, heldEach, reasonOf } from "./dayText";
import "../fetch/fetch.css";

export interface DaysProps {
  operation: OperationView;
  report: ReportView;
  month: string;
  lastDay: string;
  from: string;
  to: string;
}

/** The report at these days, all that is held of it. */
function open({ report, from, to }: DaysProps): void {
  setSession({ place: "report", fetchOpen: false });
  act({ do: "open", report: report.code });
  act({ do: "only", filters: [] });
  act({ do: "period", period: { preset: "custom", from, to } });
}

export function CalendarDays(props: DaysProps) {
  const { t, f, texts } = useWords();
  const { operation, report, month, lastDay, from, to } = props;
  const request = { operation: operation.id, report: report.code, params: {} };
  const coverage = useAnswer("coverage", { ...request, from: month, to: lastDay }).data;
  const count = dayCount(from, to);
  const facts = { count, n: f.number(count) };
  return (
    <section className="chosen-days" data-region="days" aria-label={t("ui.calendar.chosen")}>
      <div className="chosen-what">
        <h2>{texts(report.title)}</h2>
        <p className="quiet" aria-live="polite">
          {count === 1 ? f.dayLong(from) : `${f.range(from, to)} · ${t("ui.period.days", facts)}`}
        </p>
        <Held coverage={coverage} from={from} to={to} />
        <div className="row">
          <Button onPress={() => open(props)}>
            <ArrowUpRight aria-hidden /> {t("ui.calendar.open", { count })}
          </Button>
        </div>
      </div>
      <div className="chosen-cost">
        {heldEach(report) ? <ChooseFirst {...props} /> : <Cost {...props} />}
      </div>
    </section>
  );
}

function Held(props: { coverage: CoverageView | undefined; from: string; to: string }) {
  const { t, f } = useWords();
  const days = (props.coverage?.days ?? []).filter(
    ({ date }) => props.from <= date && date <= props.to,
  );
  const [only] = days;
  if (!only) return null;
  if (days.length === 1) return <OneDay day={only} />;
  return (
    <ul className="day-legend">
      {counts(days).map(({ state, count }) => (
        <li key={state}>
          <span className={`day day-${state}`} aria-hidden />
          {t(`ui.coverage.count.${state}`, { count, n: f.number(count) })}
        </li>
      ))}
    </ul>
  );
}

function OneDay({ day }: { day: DayView }) {
  const words = useWords();
  const { t, f } = words;
  const reason = day.reason ? reasonOf(day.reason) : null;
  return (
    <>
      <p className="one-day">
        <span className={`day day-${day.state}`} aria-hidden />
        <span>
          <b>{t(`ui.coverage.state.${day.state}`)}.</b> {t(`ui.calendar.means.${day.state}`)}
        </span>
      </p>
      <dl className="facts">
        <div>
          <dt>{t("ui.runs.fact.rows")}</dt>
          <dd>{day.rows === null ? unknown : f.number(day.rows)}</dd>
        </div>
        <div>
          <dt>{t("ui.calendar.read")}</dt>
          <dd>{day.fetched ? f.dateTime(day.fetched) : t("ui.calendar.neverRead")}</dd>
        </div>
      </dl>
      {reason ? (
        <Notice
          tone="warn"
          title={
            <>
              {errorPart(words, reason, "title")} <code>[{reason.code}]</code>
            </>
          }
        >
          <span>{errorPart(words, reason, "cause")}</span>
          <span>
            <b>{t("ui.error.next")}</b> {errorPart(words, reason, "next")}
          </span>
        </Notice>
      ) : null}
    </>
  );
}

/** The plan with its cost; nothing is asked before it was seen. */
function Cost({ operation, report, from, to }: DaysProps) {
  const { t, f } = useWords();
  const [reread, setReread] = useState(false);
  const request = { operation: operation.id, report: report.code, params: {}, from, to, reread };
  const plan = useAnswer("plan", request);
  const start = useAct("fetch");
  const waiting = useLasting(plan.isFetching);
  const calls = plan.data?.calls ?? 0;
  const begin = () =>
    start.mutate(request, {
      onSuccess: (run) => setSession({ shownRun: run.run, fetchOpen: true }),
    });
  return (
    <>
      {plan.error ? (
        <Trouble error={asErrorView(plan.error)} onRetry={() => void plan.refetch()} compact />
      ) : null}
      {plan.data ? <Plan plan={plan.data} waiting={waiting} /> : null}
      <Checkbox checked={reread} onChange={setReread}>
        {t("ui.calendar.reread", { count: dayCount(from, to) })}
      </Checkbox>
      {start.error ? <Trouble error={asErrorView(start.error)} onRetry={begin} compact /> : null}
      <div className="row">
        <Button
          look="primary"
          isDisabled={!plan.data || plan.isPlaceholderData || calls === 0 || start.isPending}
          onPress={begin}
        >
          <Download aria-hidden />{" "}
          {calls > 0
            ? t("ui.fetch.start", { count: calls, n: f.number(calls) })
            : t("ui.fetch.nothing")}
        </Button>
      </div>
    </>
  );
}

/** Fetched for one agent at a time: the report itself is where one is chosen. */
function ChooseFirst(props: DaysProps) {
  const { t, texts } = useWords();
  const param = heldEach(props.report);
  const label = param ? texts(param.label).toLowerCase() : "";
  return (
    <Notice
      tone="info"
      title={t("ui.calendar.eachTitle", { param: label })}
      actions={
        <Button onPress={() => open(props)}>
          <UserRoundSearch aria-hidden /> {t("ui.calendar.eachOpen", { param: label })}
        </Button>
      }
    >
      <span>{t("ui.calendar.eachText", { param: label })}</span>
    </Notice>
  );
}
