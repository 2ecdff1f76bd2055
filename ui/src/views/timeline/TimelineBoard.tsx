// Names at the left, time above, lanes as pixels. Only the lanes in sight are drawn.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../../i18n";
import { gridSizes } from "../../state/density";
import { useSession } from "../../state/session";
import { setTimeline, useTimeline } from "../../state/timeline";
import type { Place } from "../../timeline/cursor";
import { type Ground, segmentAt } from "../../timeline/hit";
import { wholeOf } from "../../timeline/model";
import { showing } from "../../timeline/zoom";
import { useSize } from "../report/useSize";
import { TimelineAxis } from "./TimelineAxis";
import { TimelineCanvas } from "./TimelineCanvas";
import { TimelineNames } from "./TimelineNames";
import type { Inside } from "./TimelineStage";
import { TimelineTip } from "./TimelineTip";
import { useCursor } from "./timelineCursor";
import { useNow } from "./timelineData";
import { type Hover, useGestures } from "./timelineGestures";
import { openEvents } from "./timelineRows";
import { summary } from "./timelineWords";

/** Where the lanes are scrolled to, and the way to bring one into sight. */
function useScroll(laneHeight: number, height: number) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const reveal = useCallback(
    (lane: number) => {
      const [top, bottom] = [lane * laneHeight, (lane + 1) * laneHeight];
      const scroller = box.current;
      if (!scroller) return;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + height) scroller.scrollTop = bottom - height;
    },
    [laneHeight, height],
  );
  return { box, scrolled, setScrolled, reveal };
}

export function TimelineBoard(props: Inside) {
  const words = useWords();
  const { picture, lanes, shown, scope, labels } = props;
  const { density, zoom } = useSession();
  const laneHeight = gridSizes(density, zoom).row;
  const [measure, size] = useSize();
  const { width, height } = size ?? { width: 1, height: 1 };
  const { box, scrolled, setScrolled, reveal } = useScroll(laneHeight, height);
  const [hover, setHover] = useState<Hover | null>(null);
  const [focused, setFocused] = useState(false);
  const whole = wholeOf(picture);
  const now = useNow(picture, scope.operation.zone);
  const go = useCallback(
    ({ lane, segment }: Place) => {
      const agent = lanes[lane]?.agent_id;
      if (!agent) return;
      reveal(lane);
      const next = showing(shown, segment, whole);
      setTimeline({
        cursor: { agent, second: segment.from },
        ...(next === shown ? {} : { stretch: next }),
      });
    },
    [lanes, reveal, shown, whole],
  );
  const open = ({ lane, segment }: Place) => {
    const agent = lanes[lane]?.agent_id;
    if (agent && segment.state !== null) openEvents(scope.report, agent, picture.from, segment);
  };
  const { place, ground, onKeyDown } = useCursor({ ...props, whole, go, open });
  useRevealed(place, reveal);
  const gestures = useGestures({
    ...{ lanes, shown, whole, width, height, laneHeight, scrolled, setHover },
    onPick: (lane, second) => {
      const spans = lanes[lane]?.spans ?? [];
      go({ lane, segment: segmentAt(spans, second, ground) });
    },
    onOpen: (lane, second) =>
      open({ lane, segment: segmentAt(lanes[lane]?.spans ?? [], second, ground) }),
  });
  const help = useId();
  const room = Math.max(0, lanes.length * laneHeight - height);
  const drawn = {
    ground,
    now,
    laneHeight,
    scrolled,
    width,
    height,
    place: focused || place ? place : null,
  };
  return (
    <div
      className="timeline-board"
      ref={box}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      data-region="lanes"
    >
      <div className="timeline-sight">
        <TimelineAxis {...props} {...drawn} />
        <TimelineNames {...props} {...drawn} />
        <div
          ref={(element) => {
            measure(element);
            gestures.ref.current = element;
          }}
          className={`timeline-lanes ${gestures.mode}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows walk the states of the lanes.
          tabIndex={0}
          role="application"
          aria-label={summary(words, picture, lanes, labels, shown)}
          aria-describedby={help}
          onKeyDown={(event) => (gestures.onKeyDown(event) ? undefined : onKeyDown(event))}
          onKeyUp={gestures.onKeyUp}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          {...gestures.pointer}
        >
          <TimelineCanvas {...props} {...drawn} band={gestures.band} />
          <TimelineTip {...props} {...drawn} hover={hover} focused={focused} band={gestures.band} />
        </div>
        <p id={help} className="only-read">
          {words.t("ui.timeline.keys")}
        </p>
      </div>
      <div style={{ height: room }} />
    </div>
  );
}

/** An agent that is opened from elsewhere comes into sight. */
function useRevealed(place: Place | null, reveal: (lane: number) => void): void {
  const wanted = useTimeline((timeline) => timeline.cursor?.second === null);
  const lane = wanted ? (place?.lane ?? null) : null;
  useEffect(() => {
    if (lane !== null) reveal(lane);
  }, [lane, reveal]);
}

export interface Drawn {
  laneHeight: number;
  scrolled: number;
  width: number;
  height: number;
  place: Place | null;
  ground: Ground;
  /** Seconds of the present; null where it is not in the picture. */
  now: number | null;
}
