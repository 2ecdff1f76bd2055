// Today's figures of a report, beside the same weekday a week ago up to the same time.
import { ArrowUpRight } from "lucide-react";
import type { CSSProperties } from "react";
import { asErrorView, type KpisView, type OperationView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { act } from "../../state/session";
import { useTargets } from "../../state/targetChoice";
import { comparison } from "../../state/today";
import { Trouble } from "../common/Trouble";
import { openReport } from "../frame/commands";
import { clockText } from "../home/agoText";
import { HomePanel } from "../home/HomePanel";
import { FigureCard } from "../report/FigureCard";
import type { TodayLine } from "./Today";
import "../report/figures.css";

interface Props {
  operation: OperationView;
  line: TodayLine;
}

/** Totals of a whole day cannot be cut at a time of day. */
function useComparison({ operation, line }: Props): { day: string; before: KpisView | null } {
  const { report, until } = line;
  const { day, to } = comparison(operation.today, until ?? `${operation.today}T00:00:00`);
  const comparable = report.grain === "event" && until !== null && report.kpis.length > 0;
  const answer = useAnswer(
    "kpis",
    comparable
      ? {
          table: {
            operation: operation.id,
            report: report.code,
            params: {},
            from: `${day}T00:00:00`,
            to,
          },
          narrowing: { filters: [], search: "", conditions: [] },
          kpis: report.kpis,
          by: null,
          view: `${report.code}:today:before`,
        }
      : null,
  );
  const coverage = answer.data?.coverage;
  const whole = coverage && coverage.held + coverage.open === coverage.days;
  return { day, before: whole ? (answer.data ?? null) : null };
}

export function TodayFigures(props: Props) {
  const words = useWords();
  const { t, f, texts } = words;
  const { operation, line } = props;
  const { report, until } = line;
  const { today } = operation;
  const list = useAnswer("kpi_list", {});
  const targets = useTargets();
  const { day, before } = useComparison(props);
  const now = useAnswer(
    "kpis",
    report.kpis.length > 0
      ? {
          table: {
            operation: operation.id,
            report: report.code,
            params: {},
            from: `${today}T00:00:00`,
            to: `${today}T23:59:59`,
          },
          narrowing: { filters: [], search: "", conditions: [] },
          kpis: report.kpis,
          by: null,
          view: `${report.code}:today`,
        }
      : null,
  );
  const waiting = useLasting(now.isFetching);
  if (report.kpis.length === 0 || until === null) return null;
  const facts = { day: f.dayShort(day), time: clockText(words, until) };
  const compared = t(
    before
      ? "ui.today.compared"
      : report.grain === "event"
        ? "ui.today.notHeld"
        : "ui.today.notComparable",
    facts,
  );
  return (
    <HomePanel
      title={texts(report.title)}
      busy={now.isFetching}
      className="today-figures"
      aside={
        <Button look="link" onPress={() => openToday(report.code, today)}>
          <ArrowUpRight aria-hidden /> {t("ui.today.open")}
        </Button>
      }
    >
      <p className="field-help">
        {t("ui.today.reports.until", { time: clockText(words, until) })} · {compared}
      </p>
      {now.error ? (
        <Trouble error={asErrorView(now.error)} onRetry={() => void now.refetch()} compact />
      ) : (
        <div
          className="figures"
          style={{ "--figures": columnsFor(report.kpis.length) } as CSSProperties}
        >
          {report.kpis.map((kpi) => (
            <FigureCard
              key={kpi}
              name={kpi}
              what={list.data?.kpis.find((held) => held.kpi === kpi)}
              view={now.data}
              before={before?.kpis.find((held) => held.kpi === kpi)}
              target={targets[kpi]}
              course={[]}
              waiting={waiting}
            />
          ))}
        </div>
      )}
    </HomePanel>
  );
}

/** Up to four beside each other, then two even rows. */
function columnsFor(cards: number): number {
  return cards <= 4 ? cards : Math.ceil(cards / 2);
}

/** The report at today, with everything of it. */
function openToday(report: string, today: string): void {
  openReport(report);
  act({ do: "only", filters: [] });
  act({ do: "period", period: { preset: "custom", from: today, to: today } });
}
