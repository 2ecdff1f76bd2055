// A figure of the scorecard: its value, and below what it stands on.
import type { FigureView } from "../backend";
import { unknown } from "../format";
import { useWords } from "../i18n";
import type { Spot } from "../shared/roving";
import { countText, valueText } from "./figures";

export function ScorecardFigure(props: {
  figure: FigureView;
  /** What its units are. */
  counts: string | undefined;
  spot: Spot;
  reachable: boolean;
  onFocus: (spot: Spot) => void;
  onPick: (anchor: HTMLElement) => void;
}) {
  const words = useWords();
  const { t, f } = words;
  const { figure } = props;
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
