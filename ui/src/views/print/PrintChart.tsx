// A chart on paper: a picture twice as sharp as the page, with its legend in words.
import { useEffect, useRef, useState } from "react";
import { asErrorView, type StatesView } from "../../backend";
import { isEmpty, type StackData } from "../../charts/model";
import { paperPalette } from "../../charts/palette";
import { sentenceOf } from "../../charts/twin";
import { useWords } from "../../i18n";
import { Trouble } from "../common/Trouble";
import { drawingOf, useChart } from "../report/chartData";
import type { Scope } from "../report/scope";

/** Half a page that lies, in the layout's own points. */
const wide = 640;

export function PrintChart(props: {
  name: string;
  scope: Scope;
  states: StatesView | undefined;
  /** Drawn, or known to have nothing to draw. */
  onDrawn: () => void;
}) {
  const words = useWords();
  const { t } = words;
  const { name, scope, states, onDrawn } = props;
  const { asked, answer, data } = useChart(name, scope, states);
  const [picture, setPicture] = useState<string | null>(null);
  const done = useRef(onDrawn);
  done.current = onDrawn;
  const title = t(`ui.chart.title.${name}`);
  const empty = data !== null && isEmpty(data);
  useEffect(() => {
    if (!asked || answer.error || empty) return done.current();
    if (!data) return;
    let wanted = true;
    void import("../../charts/picture").then(({ chartCanvas, heightOf }) => {
      if (!wanted) return;
      const drawing = drawingOf(words, paperPalette(), 100);
      setPicture(chartCanvas(data, drawing, wide, heightOf(data)).toDataURL("image/png"));
      done.current();
    });
    return () => {
      wanted = false;
    };
  }, [asked, answer.error, empty, data, words]);
  if (!asked) return null;
  return (
    <figure className="paper-chart">
      <figcaption>
        <h2>{title}</h2>
        {data && data.kind !== "heat" && data.series.length > 1 && !empty ? (
          <Legend data={data} />
        ) : null}
        {data?.kind === "heat" && data.goal ? (
          <p className="paper-label">{t("ui.target.framed", { goal: data.goal.label })}</p>
        ) : null}
      </figcaption>
      {answer.error ? <Trouble error={asErrorView(answer.error)} /> : null}
      {empty ? <p className="paper-label">{t("ui.chart.nothing")}</p> : null}
      {picture && data ? <img src={picture} alt={sentenceOf(title, data, words)} /> : null}
    </figure>
  );
}

function Legend({ data }: { data: StackData }) {
  return (
    <ul className="paper-legend">
      {data.series.map(({ key, label, color, hatched }) => (
        <li key={key}>
          <span className={`dot dot-${color} ${hatched ? "hatched" : ""}`} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}
