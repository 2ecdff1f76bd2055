// A report as a page: what it is, its figures with what they stand on, its charts, its first rows.
import { useEffect, useState } from "react";
import { asErrorView } from "../../backend";
import { chartsOf } from "../../charts/recipes";
import { useWords } from "../../i18n";
import { useAnswer } from "../../state/answers";
import { useTargets } from "../../state/targetChoice";
import { TargetLine } from "../common/TargetMark";
import { Trouble } from "../common/Trouble";
import { useFigures } from "../report/Figures";
import { countText, standsOn, valueText } from "../report/figureFacts";
import { missingDays, type Scope } from "../report/scope";
import { filterTexts, nowIn, periodText } from "../saved/viewFacts";
import { placeOf } from "../start/zones";
import { PrintChart } from "./PrintChart";
import { PrintRows } from "./PrintRows";

export function PrintPage(props: {
  scope: Scope;
  limit: number;
  /** Size and way of the paper. */
  sheet: string;
  onReady: (ready: boolean) => void;
}) {
  const { t } = useWords();
  const { scope, limit, onReady } = props;
  const states = useAnswer("states", { operation: scope.operation.id }).data;
  const names = chartsOf(scope.report.charts).slice(0, 2);
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set());
  const [read, setRead] = useState(false);
  const whole = read && names.every((name) => drawn.has(name));
  useEffect(() => onReady(whole), [whole, onReady]);
  return (
    <article className={`paper paper-sheet ${props.sheet}`} aria-busy={!whole}>
      <Head scope={scope} />
      <PrintFigures scope={scope} />
      <section className="paper-charts" aria-label={t("ui.chart.label")}>
        {names.map((name) => (
          <PrintChart
            key={name}
            name={name}
            scope={scope}
            states={states}
            onDrawn={() => setDrawn((held) => new Set(held).add(name))}
          />
        ))}
      </section>
      <PrintRows scope={scope} limit={limit} onRead={setRead} />
    </article>
  );
}

function Head({ scope }: { scope: Scope }) {
  const words = useWords();
  const { t, f, texts } = words;
  const { operation, report } = scope;
  const filters = filterTexts(words, scope);
  const missing = missingDays(scope.coverage);
  const facts = [
    [t("ui.filter.period"), periodText(words, scope)],
    [t("ui.print.filters"), filters.length > 0 ? filters.join("; ") : t("ui.facts.noFilters")],
    ...(missing.length > 0
      ? [[t("ui.print.missing"), missing.map((day) => f.dayMonth(day)).join(", ")]]
      : []),
    [
      t("ui.print.printed"),
      `${f.dateTime(nowIn(operation.zone))} · ${t("ui.filter.zone", { zone: placeOf(operation.zone) })}`,
    ],
  ];
  return (
    <header className="paper-head">
      <p className="paper-operation">
        {operation.name}
        {operation.sample ? ` · ${t("ui.rail.sample")}` : ""}
      </p>
      <h1>{texts(report.title)}</h1>
      <dl>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** The figures with their n, their target, and the mark of few cases. */
function PrintFigures({ scope }: { scope: Scope }) {
  const words = useWords();
  const { t, texts } = words;
  const { now } = useFigures(scope);
  const list = useAnswer("kpi_list", {}).data?.kpis ?? [];
  const targets = useTargets();
  if (now.error) return <Trouble error={asErrorView(now.error)} />;
  const figures = now.data?.kpis ?? [];
  return (
    <section className="paper-figures" aria-label={t("ui.figures.label")}>
      {figures.map((figure) => {
        const what = list.find((held) => held.kpi === figure.kpi);
        const target = targets[figure.kpi];
        return (
          <div key={figure.kpi} className="paper-figure">
            <span className="paper-label">{what ? texts(what.title) : figure.kpi}</span>
            <strong>{valueText(words.f, figure)}</strong>
            <span className="paper-label">
              {figure.excluded > 0
                ? standsOn(words, figure, what)
                : countText(words, figure.n, what?.counts)}
              {figure.few ? ` · ${t("ui.figures.few")}` : ""}
            </span>
            {target ? <TargetLine figure={figure} target={target} /> : null}
          </div>
        );
      })}
    </section>
  );
}
