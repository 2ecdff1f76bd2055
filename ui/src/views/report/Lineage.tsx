// Where a figure comes from: formula, counts, coverage, what to beware of, and how others count.
import type { ReactNode } from "react";
import type { CoverageCount, FigureView, KpiView } from "../../backend";
import { useWords } from "../../i18n";
import { Notice } from "../../shared/controls";
import type { Target } from "../../state/targets";
import { standingText } from "../common/TargetMark";
import { countText, valueText } from "./figureFacts";

export function Lineage(props: {
  figure: FigureView;
  coverage: CoverageCount;
  what: KpiView | undefined;
  title: string;
  target?: Target;
  /** What can be done from here. */
  children?: ReactNode;
}) {
  const words = useWords();
  const { t, f, texts } = words;
  const { figure, coverage, what, title, target } = props;
  const part = (value: number | null) => {
    if (value === null) return "—";
    return figure.unit === "s"
      ? `${f.number(value)} s`
      : f.number(value, Number.isInteger(value) ? 0 : 1);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls it must be reachable by keyboard.
    <div className="lineage-body" tabIndex={0}>
      <div className="lineage-head">
        <h3>{title}</h3>
        <span className="figure-value">{valueText(f, figure)}</span>
      </div>
      {figure.few ? (
        <Notice tone="warn" title={t("ui.figures.few")}>
          <span>{t("ui.figures.fewText")}</span>
        </Notice>
      ) : null}
      {what ? (
        <>
          <h3>{t("ui.lineage.formula")}</h3>
          <p className="formula">{texts(what.formula)}</p>
        </>
      ) : null}
      <dl className="facts">
        {target ? (
          <Line name={t("ui.target.standing")} value={standingText(words, figure, target)} />
        ) : null}
        <Line name={t("ui.lineage.numerator")} value={part(figure.numerator)} />
        {figure.denominator !== null ? (
          <Line name={t("ui.lineage.denominator")} value={part(figure.denominator)} />
        ) : null}
        <Line name={t("ui.lineage.n")} value={countText(words, figure.n, what?.counts)} />
        {figure.interval ? (
          <Line
            name={t("ui.lineage.interval")}
            value={t("ui.lineage.between", {
              low: f.percent(figure.interval[0]),
              high: f.percent(figure.interval[1]),
            })}
          />
        ) : null}
        <Line name={t("ui.lineage.excluded")} value={f.number(figure.excluded)} />
        <Line
          name={t("ui.lineage.days")}
          value={t("ui.lineage.coverage", {
            held: f.number(coverage.held),
            days: f.number(coverage.days),
            open: f.number(coverage.open),
            missing: f.number(coverage.missing),
          })}
        />
      </dl>
      {what && texts(what.pitfall) ? (
        <>
          <h3>{t("ui.lineage.pitfall")}</h3>
          <p>{texts(what.pitfall)}</p>
        </>
      ) : null}
      {what && what.others.length > 0 ? (
        <>
          <h3>{t("ui.lineage.others")}</h3>
          <dl className="facts">
            {what.others.map((other) => (
              <Line key={other.who} name={other.who} value={texts(other.text)} />
            ))}
          </dl>
        </>
      ) : null}
      {props.children}
    </div>
  );
}

function Line(props: { name: string; value: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
