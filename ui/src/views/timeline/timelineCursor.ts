// The keyboard cursor of the timeline: which segment it is at, and where each key leads.
import type { KeyboardEvent } from "react";
import type { Lane, TimelineView } from "../../backend";
import { setTimeline, useTimeline } from "../../state/timeline";
import { missingIn } from "../../timeline/axis";
import { moved, type Place } from "../../timeline/cursor";
import { endOf, type Ground, segmentAt } from "../../timeline/hit";
import { type Stretch, wholeOf } from "../../timeline/model";
import { panned, zoomed } from "../../timeline/zoom";

interface Around {
  picture: TimelineView;
  lanes: Lane[];
  grain: number;
  shown: Stretch;
  whole: Stretch;
  go: (place: Place) => void;
  open: (place: Place) => void;
}

/** Where the stretch goes by a key; undefined if it is not a key of the zoom's. */
function seen(key: string, shift: boolean, place: Place | null, around: Around) {
  const { shown, whole } = around;
  const length = shown.to - shown.from;
  const { from, to } = place?.segment ?? shown;
  const inside = (from + to) / 2;
  const at = inside > shown.from && inside < shown.to ? inside : shown.from + length / 2;
  if (key === "+" || key === "=") return zoomed(shown, 0.5, at, whole);
  if (key === "-" || key === "_") return zoomed(shown, 2, at, whole);
  if (key === "0") return null;
  if (shift && key === "ArrowLeft") return panned(shown, -length / 6, whole);
  if (shift && key === "ArrowRight") return panned(shown, length / 6, whole);
  return undefined;
}

/** The place of the cursor that is kept, in the lanes that are shown. */
export function usePlace({ picture, lanes, grain }: Pick<Around, "picture" | "lanes" | "grain">) {
  const { cursor, hidden } = useTimeline();
  const isHidden = (state: number) => hidden.includes(picture.states[state]?.state ?? "");
  const lane = cursor ? lanes.findIndex(({ agent_id }) => agent_id === cursor.agent) : -1;
  const spans = lanes[lane]?.spans;
  const ground: Ground = { whole: wholeOf(picture), missing: missingIn(picture), grain };
  if (!cursor || !spans) return { place: null, isHidden, ground };
  const { second } = cursor;
  const segment =
    second === null ? endOf(spans, -1, ground, isHidden) : segmentAt(spans, second, ground);
  return { place: { lane, segment }, isHidden, ground };
}

export function useCursor(around: Around) {
  const { lanes, go, open } = around;
  const { place, isHidden, ground } = usePlace(around);
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey;
    // Ctrl with + and − is the size of the text.
    const zooms = !control && !event.altKey;
    const stretch = zooms ? seen(event.key, event.shiftKey, place, around) : undefined;
    const next =
      stretch === undefined
        ? moved(event.key, control, place, { ...ground, lanes, hidden: isHidden })
        : null;
    if (stretch !== undefined) setTimeline({ stretch });
    else if (next) go(next);
    else if (event.key === "Enter" && place) open(place);
    else if (event.key === "Escape" && place) setTimeline({ cursor: null });
    else return;
    event.preventDefault();
  };
  return { place, ground, onKeyDown };
}
