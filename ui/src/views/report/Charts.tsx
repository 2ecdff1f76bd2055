// The charts of a report, two at a time, and the button that makes room for rows.
import { ChevronDown, ChevronUp } from "lucide-react";
import { chartsOf } from "../../charts/recipes";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { ChartPanel } from "./ChartPanel";
import type { Scope } from "./scope";
import "./charts.css";

export function Charts({ scope }: { scope: Scope }) {
  const { t } = useWords();
  const folded = useSession((session) => session.chartsFolded);
  const states = useAnswer("states", { operation: scope.operation.id });
  const names = chartsOf(scope.report.charts);
  if (folded) return null;
  return (
    <section className="charts" aria-label={t("ui.chart.label")} data-region="charts">
      {names.slice(0, 2).map((name) => (
        <ChartPanel key={name} name={name} scope={scope} states={states.data} />
      ))}
    </section>
  );
}

/** Makes room for rows, or brings the charts back. */
export function FoldCharts() {
  const { t } = useWords();
  const folded = useSession((session) => session.chartsFolded);
  return (
    <Button
      look="plain"
      className="fold-charts"
      onPress={() => setSession({ chartsFolded: !folded })}
      aria-expanded={!folded}
    >
      {folded ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
      {t(folded ? "ui.chart.unfold" : "ui.chart.fold")}
    </Button>
  );
}
