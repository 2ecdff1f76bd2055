// Where a figure of the scorecard comes from, and the way to its rows.
import { ArrowUpRight } from "lucide-react";
import type { CoverageCount, FigureView, KpiView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useTargets } from "../../state/targetChoice";
import { Lineage } from "../report/Lineage";
import { openFor, originsOf, type Person } from "./agentReports";

export function ScorecardLineage(props: {
  figure: FigureView;
  coverage: CoverageCount;
  what: KpiView | undefined;
  title: string;
  reports: ReportView[];
  /** Whose figure it is; none is everybody's. */
  people: Person[];
  /** Whether it was added up of the agents' own. */
  summed: boolean;
}) {
  const { t, texts } = useWords();
  const { figure, reports, people } = props;
  const target = useTargets()[figure.kpi];
  const origins = originsOf(figure.kpi).flatMap(
    (code) => reports.find((report) => report.code === code) ?? [],
  );
  return (
    <Lineage
      {...{ figure, target }}
      coverage={props.coverage}
      what={props.what}
      title={props.title}
    >
      {props.summed ? <p className="quiet">{t("ui.card.summed")}</p> : null}
      <div className="lineage-acts">
        {origins.map((report) => (
          <Button key={report.code} onPress={() => openFor(report, people)}>
            <ArrowUpRight aria-hidden />
            <span className="clip">{t("ui.card.open", { report: texts(report.title) })}</span>
          </Button>
        ))}
      </div>
    </Lineage>
  );
}
