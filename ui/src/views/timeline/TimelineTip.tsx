// What lies under the pointer or the cursor, in words beside it.
import { useWords } from "../../i18n";
import { nameOf } from "../../timeline/arrange";
import type { Place } from "../../timeline/cursor";
import { segmentAt } from "../../timeline/hit";
import type { Stretch } from "../../timeline/model";
import { pixelAt } from "../../timeline/raster";
import type { Drawn } from "./TimelineBoard";
import type { Inside } from "./TimelineStage";
import type { Hover } from "./timelineGestures";
import { endsText, gapText, isRough, stretchText } from "./timelineWords";

type TipProps = Inside & Drawn & { hover: Hover | null; focused: boolean; band: Stretch | null };

/** Room that a tip is given; it may take less. */
const [tipWidth, tipHeight] = [280, 96];

/** Beside a point, within the box. */
function besides(x: number, top: number, bottom: number, { width, height }: Drawn) {
  const below = bottom + 6 + tipHeight <= height || top < tipHeight;
  return {
    left: Math.max(4, Math.min(x, width - tipWidth - 4)),
    ...(below ? { top: bottom + 6 } : { bottom: height - top + 6 }),
  };
}

export function TimelineTip(props: TipProps) {
  const words = useWords();
  const { hover, place, focused, band, lanes, shown, picture } = props;
  if (band) {
    const x = pixelAt(band.from, { width: props.width, stretch: shown });
    return (
      <div className="timeline-tip" style={besides(x, 0, 4, props)}>
        <b>{stretchText(words, picture, band)}</b>
      </div>
    );
  }
  const { laneHeight, scrolled, width } = props;
  if (hover) {
    const spans = lanes[hover.lane]?.spans ?? [];
    const segment = segmentAt(spans, hover.second, props.ground);
    const top = hover.lane * laneHeight - scrolled;
    return (
      <Tip
        {...props}
        at={{ lane: hover.lane, segment }}
        style={besides(hover.x + 10, top, top + laneHeight, props)}
      />
    );
  }
  if (!place || !focused) return null;
  const top = place.lane * laneHeight - scrolled;
  const x = Math.max(0, pixelAt(place.segment.from, { width, stretch: shown }));
  return <Tip {...props} at={place} style={besides(x, top, top + laneHeight, props)} />;
}

function Tip(props: TipProps & { at: Place; style: React.CSSProperties }) {
  const words = useWords();
  const { t, f } = words;
  const { at, lanes, picture, labels, paints, grain } = props;
  const { state, from, to, events } = at.segment;
  const lane = lanes[at.lane];
  const ends = endsText(words, picture, at.segment, grain);
  if (!lane) return null;
  const paint = state === null ? null : paints[state];
  return (
    <div className="timeline-tip" style={props.style} aria-hidden>
      <span className="timeline-tip-who">
        {nameOf(lane)}
        {lane.team ? ` · ${lane.team}` : ""}
      </span>
      <b>
        {paint ? <span className={`dot dot-${paint.token}`} /> : null}
        {state === null ? gapText(words, at.segment) : labels[state]}
        <span className="timeline-tip-length">
          {isRough(grain) ? "≈ " : ""}
          {f.duration(to - from)}
        </span>
      </b>
      <span>
        {ends.from} – {ends.to}
      </span>
      {events > 1 ? (
        <span className="quiet">
          {t("ui.timeline.longest", { count: events, n: f.number(events) })}
        </span>
      ) : null}
    </div>
  );
}
