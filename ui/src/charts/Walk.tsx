// The arrow keys over the points of a picture: where one stands is ringed, read out, and Enter takes it.
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useWords } from "../i18n";
import type { ChartData, MarkPlace } from "./model";
import { firstPoint, isMark, nextPoint, pointText } from "./points";

export interface Spot {
  left: number;
  top: number;
  width: number;
}

/** Beside the ring, on the side where there is room. */
function besideOf({ left, top, width }: Spot) {
  return {
    ...(left > width / 2 ? { right: width - left } : { left }),
    ...(top > 48 ? { bottom: `calc(100% - ${top}px + 14px)` } : { top: top + 14 }),
  };
}

export function Walk(props: {
  data: ChartData;
  title: string;
  /** Where a point lies in the box and how wide that is, in pixels; null while nothing is drawn. */
  locate: (place: MarkPlace) => Spot | null;
  onPick: (place: MarkPlace) => void;
  children: ReactNode;
}) {
  const words = useWords();
  const { data, title, locate, onPick } = props;
  const hint = useId();
  const [held, setHeld] = useState<{ data: ChartData; place: MarkPlace } | null>(null);
  // Other data have other points.
  const place = held?.data === data ? held.place : null;
  const go = (next: MarkPlace | null) => setHeld(next ? { data, place: next } : null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const takes = event.key === "Enter" || event.key === " ";
    if (takes && place) {
      event.preventDefault();
      if (isMark(data, place)) onPick(place);
      return;
    }
    const first = firstPoint(data);
    const next = place ? nextPoint(data, place, event.key) : first;
    if (!next || !first || !nextPoint(data, first, event.key)) return;
    event.preventDefault();
    go(next);
  };
  const told = place ? pointText(data, place, words) : "";
  const ring = place ? locate(place) : null;
  return (
    <div
      className="chart-walk"
      role="application"
      aria-label={title}
      aria-describedby={hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows walk its points.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => go(null)}
    >
      {props.children}
      {ring ? (
        <>
          <span className="chart-ring" style={{ left: ring.left, top: ring.top }} aria-hidden />
          <span className="chart-told" style={besideOf(ring)} aria-hidden>
            {told}
          </span>
        </>
      ) : null}
      <span id={hint} className="only-read">
        {words.t("ui.chart.walk")}
      </span>
      <span role="status" className="only-read">
        {told}
      </span>
    </div>
  );
}
