// The picture of a chart with its legend, or its table.
import { lazy, Suspense } from "react";
import { ToggleButton } from "react-aria-components";
import { type ChartData, isEmpty, type MarkPlace, type StackData } from "../../charts/model";
import { sentenceOf } from "../../charts/twin";
import { useWords } from "../../i18n";
import { useDrawing } from "./chartData";
import { TwinTable } from "./TwinTable";

const Chart = lazy(() =>
  import("../../charts/Chart").then(({ Chart: made }) => ({ default: made })),
);

export type Hidden = ReadonlySet<string>;

export function ChartPicture(props: {
  /** The whole, with the parts that the legend hides. */
  data: ChartData;
  /** Less those. */
  shown: ChartData;
  hidden: Hidden;
  onHide: (hidden: Hidden) => void;
  title: string;
  asTable: boolean;
  onPick: (place: MarkPlace, shown: ChartData) => void;
}) {
  const { data, shown, hidden, title, onPick } = props;
  const words = useWords();
  const drawing = useDrawing();
  if (isEmpty(data)) return <p className="panel-empty">{words.t("ui.chart.nothing")}</p>;
  if (props.asTable) return <TwinTable data={data} title={title} />;
  return (
    <>
      {data.kind !== "heat" && data.series.length > 1 ? (
        <Legend data={data} hidden={hidden} onChange={props.onHide} />
      ) : null}
      {data.kind === "heat" && data.goal ? (
        <p className="goal-note">
          <span className="goal-frame" aria-hidden />{" "}
          {words.t("ui.target.framed", { goal: data.goal.label })}
        </p>
      ) : null}
      <Suspense fallback={null}>
        <Chart
          data={shown}
          drawing={drawing}
          title={title}
          sentence={sentenceOf(title, shown, words)}
          onPick={(place) => onPick(place, shown)}
        />
      </Suspense>
    </>
  );
}

/** The parts by name; pressing one takes it out of the picture or puts it back. */
function Legend(props: { data: StackData; hidden: Hidden; onChange: (hidden: Hidden) => void }) {
  const { t } = useWords();
  const { data, hidden, onChange } = props;
  const toggle = (key: string, on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(key);
    else next.add(key);
    // An empty picture would say that there is nothing.
    if (next.size < data.series.length) onChange(next);
  };
  return (
    <div className="legend" role="group" aria-label={t("ui.chart.legend")}>
      {data.series.map(({ key, label, color, hatched }) => (
        <ToggleButton
          key={key}
          className="legend-part"
          isSelected={!hidden.has(key)}
          onChange={(on) => toggle(key, on)}
        >
          <span className={`dot dot-${color} ${hatched ? "hatched" : ""}`} aria-hidden />
          {label}
        </ToggleButton>
      ))}
    </div>
  );
}
