// The reports behind the scorecard: what is held of each, which days stay out, and how to get them.
import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import type {
  CoverageView,
  DayView,
  KpiView,
  OperationView,
  ReportView,
  ScorecardView,
} from "../../backend";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { useView } from "../../state/session";
import { missingDays } from "../report/scope";
import { figuresOf, type JoinedReport, joinedReports } from "./agentReports";

function useHeld(operation: string): Record<JoinedReport, CoverageView | undefined> {
  const { from, to } = useView().period;
  const ask = (report: JoinedReport) => ({ operation, report, params: {}, from, to });
  return {
    agent_14: useAnswer("coverage", ask("agent_14")).data,
    agent_9: useAnswer("coverage", ask("agent_9")).data,
    agent_13: useAnswer("coverage", ask("agent_13")).data,
    diagram_11: useAnswer("coverage", ask("diagram_11")).data,
  };
}

export function ScorecardSources(props: {
  operation: OperationView;
  reports: ReportView[];
  card: ScorecardView | undefined;
  onFetch: (report: string) => void;
}) {
  const { t, f } = useWords();
  const { card, reports, onFetch } = props;
  const held = useHeld(props.operation.id);
  const kpis = useAnswer("kpi_list", {}).data?.kpis ?? [];
  if (!card) return null;
  const { days, missing } = card.coverage;
  const used = days - missing;
  return (
    <details className="sources" open={missing > 0 || card.needs.length > 0} data-region="sources">
      <summary>
        <b>{t("ui.card.sources")}</b>{" "}
        {t("ui.card.daysUsed", { count: days, n: f.number(days), used: f.number(used) })}
        {missing > 0 ? <span className="quiet"> · {t("ui.card.leftOut")}</span> : null}
      </summary>
      <ul>
        {joinedReports.map((code) => {
          const report = reports.find((one) => one.code === code);
          return report ? (
            <Source
              key={code}
              report={report}
              coverage={held[code]}
              needed={card.needs.includes(code)}
              without={figuresOf(code, card.kpis)}
              kpis={kpis}
              onFetch={() => onFetch(code)}
            />
          ) : null;
        })}
      </ul>
    </details>
  );
}

interface SourceProps {
  report: ReportView;
  coverage: CoverageView | undefined;
  needed: boolean;
  without: string[];
  kpis: KpiView[];
  onFetch: () => void;
}

function Source({ report, coverage, needed, without, kpis, onFetch }: SourceProps) {
  const words = useWords();
  const { t, f, texts } = words;
  const lacking = missingDays(coverage ?? null);
  const whole = coverage !== undefined && lacking.length === 0;
  const titles = without.flatMap((name) => kpis.find((kpi) => kpi.kpi === name) ?? []);
  const facts = { count: lacking.length, n: f.number(lacking.length) };
  return (
    <li className={whole ? "source" : "source lacking"}>
      {whole ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
      <span className="source-name">{texts(report.title)}</span>
      <span className="source-text">
        {needed
          ? t("ui.card.needed", { figures: f.list(titles.map((kpi) => texts(kpi.title))) })
          : whole
            ? t("ui.card.whole")
            : (coverage?.days ?? [])
                .filter((day) => lacking.includes(day.date))
                .slice(0, 4)
                .map(
                  (day: DayView) =>
                    `${f.dayMonth(day.date)} ${t(`ui.coverage.state.${day.state}`)}`,
                )
                .join(", ") + (lacking.length > 4 ? ` +${f.number(lacking.length - 4)}` : "")}
      </span>
      {whole ? null : (
        <Button
          look={needed ? "normal" : "link"}
          onPress={onFetch}
          aria-label={`${t("ui.coverage.fetchMissing", facts)}: ${texts(report.title)}`}
        >
          <Download aria-hidden /> {t("ui.coverage.fetchMissing", facts)}
        </Button>
      )}
    </li>
  );
}
