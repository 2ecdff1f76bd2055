// A figure of the scorecard: its value, and below what it stands on.
import type { FigureView } from "../../backend";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import type { Spot } from "../../shared/roving";
import type { Target } from "../../state/targets";
import { standingText, TargetMark } from "../common/TargetMark";
import { countText, valueText } from "../report/figureFacts";

export function ScorecardFigure(props: {
  figure: FigureView;
  /** What its units are. */
  counts: string | undefined;
  target: Target | undefined;
  spot: Spot;
  reachable: boolean;
  onFocus: (spot: Spot) => void;
  onPick: (anchor: HTMLElement) => void;
}) {
  const words = useWords();
  const { t, f } = words;
  const { figure, target } = props;
  const value = valueText(f, figure);
  const known = figure.value !== null;
  const interval = figure.interval
    ? `${f.percent(figure.interval[0], 0)}–${f.percent(figure.interval[1], 0)}`
    : null;
  const stands = known ? `n ${f.number(figure.n)}` : "";
  const told = [
    known ? value : t("ui.card.unknown"),
    known ? countText(words, figure.n, props.counts) : "",
    interval ? `${t("ui.lineage.interval")} ${interval}` : "",
    figure.few ? t("ui.figures.few") : "",
    known && target ? standingText(words, figure, target) : "",
  ].filter(Boolean);
  return (
    <td className={figure.few ? "card-figure few" : known ? "card-figure" : "card-figure unknown"}>
      <button
        type="button"
        data-spot={`${props.spot.line}:${props.spot.column}`}
        tabIndex={props.reachable ? 0 : -1}
        onFocus={() => props.onFocus(props.spot)}
        title={told.join(" · ")}
        aria-haspopup="dialog"
        onClick={(event) => props.onPick(event.currentTarget)}
      >
        <span className="only-read">{told.join(", ")}</span>
        <span className="card-value" aria-hidden>
          {target ? <TargetMark figure={figure} target={target} /> : null}
          {known ? value : unknown}
        </span>
        <span className="card-n" aria-hidden>
          {figure.few ? <b>{t("ui.figures.few")}</b> : null} {stands}
          {interval && !figure.few ? ` · ${interval}` : ""}
        </span>
      </button>
    </td>
  );
}
