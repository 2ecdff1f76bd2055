// One figure: value, what it stands on, its change and its course. The card opens where it comes from.
import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { Button as Card } from "react-aria-components";
import type { FigureView, KpisView, KpiView } from "../../backend";
import { useWords } from "../../i18n";
import { Panel } from "../../shared/controls";
import type { Target } from "../../state/targets";
import { TargetLine } from "../common/TargetMark";
import { standsOn, valueText } from "./figureFacts";
import { Lineage } from "./Lineage";

export interface FigureCardProps {
  name: string;
  what: KpiView | undefined;
  view: KpisView | undefined;
  /** The same figure of the period before, if that is wholly held. */
  before: FigureView | undefined;
  course: FigureView[];
  target: Target | undefined;
  /** Whether the answer takes longer than a moment. */
  waiting: boolean;
}

export function FigureCard(props: FigureCardProps) {
  const { name, what, view, before, course, target, waiting } = props;
  const words = useWords();
  const figure = view?.kpis.find((held) => held.kpi === name);
  const title = what ? words.texts(what.title) : "\u00a0";
  const line = figure && figure.excluded > 0 ? "figure-line left-out" : "figure-line";
  return (
    <Panel
      label={title}
      className="lineage"
      trigger={
        <Card className={figure?.few ? "figure few" : "figure"}>
          <span className="figure-title" title={title}>
            {title}
          </span>
          <span className="figure-line">
            <span className="figure-value">
              {figure ? valueText(words.f, figure) : <Blank waiting={waiting} />}
            </span>
            {figure && before && !figure.few && !before.few ? (
              <Change now={figure} before={before} good={what?.good ?? "neutral"} />
            ) : null}
          </span>
          <span className={line}>
            <span className="figure-n">
              {figure ? standsOn(words, figure, what) : <Blank waiting={waiting} />}
              {figure?.few ? <b>{words.t("ui.figures.few")}</b> : null}
            </span>
            {figure?.few ? null : <Course figures={course} target={target} />}
          </span>
          {figure && target ? <TargetLine figure={figure} target={target} /> : null}
        </Card>
      }
    >
      {figure && view ? (
        <Lineage {...{ figure, what, title, target }} coverage={view.coverage} />
      ) : null}
    </Panel>
  );
}

/** The place of what is not known yet, grey once it takes long. */
function Blank({ waiting }: { waiting: boolean }) {
  return waiting ? <span className="skeleton" /> : "\u00a0";
}

/** The smallest change that is worth an arrow, by unit. */
const least: Record<string, number> = { s: 0.5, ratio: 0.0005, per_agent: 0.05 };

/**
 * The change with sign, arrow and word; good or bad by the figure, never by the sign. It says nothing
 * where either side rests on too few cases.
 */
function Change({ now, before, good }: { now: FigureView; before: FigureView; good: string }) {
  const { t, f } = useWords();
  if (now.value === null || before.value === null) return null;
  // Sums and counts change in parts of themselves, averages and ratios in their own unit.
  const total = now.unit === "count" || (now.unit === "s" && now.denominator === null);
  if (total && before.value === 0) return null;
  const change = total ? (now.value - before.value) / before.value : now.value - before.value;
  const unit = total ? "count" : now.unit;
  const visible = Math.abs(change) >= (total ? 0.0005 : (least[now.unit] ?? 0));
  const way = visible ? Math.sign(change) : 0;
  const better =
    good === "neutral" || way === 0 ? "quiet" : way > 0 === (good === "higher") ? "good" : "bad";
  const Arrow = way > 0 ? ArrowUp : way < 0 ? ArrowDown : ArrowRight;
  return (
    <span className={`badge ${better}`}>
      <Arrow aria-hidden />
      {f.change(visible ? change : 0, unit)}
      <span className="only-read">{t(`ui.figures.${better}`)}</span>
    </span>
  );
}

/** The course by day, as a thin line over its target. Its equal in figures is the chart and the grid below. */
function Course({ figures, target }: { figures: FigureView[]; target: Target | undefined }) {
  const values = figures.map((figure) => figure.value).filter((value) => value !== null);
  if (values.length < 2) return null;
  const seen = target ? [...values, target.target] : values;
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const span = high - low;
  // What never changes runs through the middle, not along the floor.
  const heightOf = (value: number) => (span > 0 ? 19 - ((value - low) / span) * 17 : 10.5);
  const points = values.map(
    (value, at) =>
      `${((at / (values.length - 1)) * 70 + 1).toFixed(1)},${heightOf(value).toFixed(1)}`,
  );
  return (
    <svg className="course" viewBox="0 0 72 20" preserveAspectRatio="none" aria-hidden="true">
      {target ? (
        <line
          className="goal"
          x1="1"
          x2="71"
          y1={heightOf(target.target)}
          y2={heightOf(target.target)}
        />
      ) : null}
      <polyline points={points.join(" ")} />
    </svg>
  );
}
