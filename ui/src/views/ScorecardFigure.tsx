// A figure of the scorecard: its value, and below what it stands on.
import type { FigureView } from "../backend";
import { unknown } from "../format";
import { useWords } from "../i18n";
import { useAnswer } from "../state/answers";
import { countText, valueText } from "./figures";

export function ScorecardFigure(props: {
  figure: FigureView;
  spot: { "data-spot": string; tabIndex: number; onFocus: () => void };
  onPick: (anchor: HTMLElement) => void;
}) {
  const words = useWords();
  const { t, f } = words;
  const { figure } = props;
  const what = useAnswer("kpi_list", {}).data?.kpis.find((kpi) => kpi.kpi === figure.kpi);
  const value = valueText(f, figure);
  const known = figure.value !== null;
  const interval = figure.interval
    ? `${f.percent(figure.interval[0], 0)}–${f.percent(figure.interval[1], 0)}`
    : null;
  const stands = known ? `n ${f.number(figure.n)}` : "";
  const told = [
    known ? value : t("ui.card.unknown"),
    known ? countText(words, figure.n, what?.counts) : "",
    interval ? `${t("ui.lineage.interval")} ${interval}` : "",
    figure.few ? t("ui.figures.few") : "",
  ].filter(Boolean);
  return (
    <td className={figure.few ? "card-figure few" : known ? "card-figure" : "card-figure unknown"}>
      <button
        type="button"
        {...props.spot}
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
