// The figures of a report: asked for the period, for the one before it, and by day for their course.
import type { CSSProperties } from "react";
import { asErrorView, type KpisView } from "../../backend";
import { useWords } from "../../i18n";
import { useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { previousPeriod, wholeDays } from "../../state/period";
import { useTargets } from "../../state/targetChoice";
import { Trouble } from "../common/Trouble";
import { FigureCard } from "./FigureCard";
import type { Scope } from "./scope";
import "./figures.css";

/** The three questions behind the cards, each a view of its own so that none takes over another. */
export function useFigures({ table, view, report }: Scope) {
  const base = { table, narrowing: view.narrowing, kpis: report.kpis };
  const asked = report.kpis.length > 0;
  const earlier = { ...table, ...wholeDays(previousPeriod(view.period)) };
  const now = useAnswer("kpis", asked ? { ...base, by: null, view: `${report.code}:kpis` } : null);
  const before = useAnswer(
    "kpis",
    asked ? { ...base, table: earlier, by: null, view: `${report.code}:kpis:before` } : null,
  );
  const course = useAnswer(
    "kpis",
    asked && view.period.from !== view.period.to
      ? { ...base, by: "day", view: `${report.code}:kpis:days` }
      : null,
  );
  return { now, before, course };
}

/** Only a period that is wholly held can be compared with. */
function isWhole({ coverage }: KpisView): boolean {
  return coverage.held + coverage.open === coverage.days;
}

export function Figures({ scope }: { scope: Scope }) {
  const { t } = useWords();
  const list = useAnswer("kpi_list", {});
  const { now, before, course } = useFigures(scope);
  const targets = useTargets();
  const waiting = useLasting(now.isFetching);
  const { kpis } = scope.report;
  if (kpis.length === 0) return null;
  if (now.error)
    return (
      <div className="figures-failed">
        <Trouble error={asErrorView(now.error)} onRetry={() => void now.refetch()} />
      </div>
    );
  const whole = before.data && isWhole(before.data) ? before.data : null;
  return (
    <section
      className={`figures ${kpis.length > 6 ? "many" : ""} ${waiting ? "waiting" : ""}`}
      style={{ "--figures": kpis.length } as CSSProperties}
      aria-label={t("ui.figures.label")}
      aria-busy={now.isFetching}
      data-region="figures"
    >
      {kpis.map((kpi) => (
        <FigureCard
          key={kpi}
          what={list.data?.kpis.find((held) => held.kpi === kpi)}
          name={kpi}
          view={now.data}
          before={whole?.kpis.find((held) => held.kpi === kpi)}
          waiting={waiting}
          target={targets[kpi]}
          course={(course.data?.kpis ?? []).filter((held) => held.kpi === kpi)}
        />
      ))}
    </section>
  );
}
