// Where each key leads the cursor: along the states of a lane, across the lanes.
import type { Lane } from "../backend";
import { endOf, type Ground, neighbour, type Segment, segmentAt } from "./hit";

export interface Place {
  lane: number;
  segment: Segment;
}

export interface Field extends Ground {
  lanes: Lane[];
  /** States that are passed by. */
  hidden: (state: number) => boolean;
}

type Way = 1 | -1;
const along: Record<string, Way> = { ArrowLeft: -1, ArrowRight: 1 };
const across: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };
const ends: Record<string, Way> = { Home: -1, End: 1 };

function atEnd(lane: number, way: Way, field: Field): Place {
  return { lane, segment: endOf(field.lanes[lane]?.spans ?? [], way, field, field.hidden) };
}

/** The place a key leads to; null if it is not a key of the cursor's. The first one begins at the top. */
export function moved(
  key: string,
  control: boolean,
  place: Place | null,
  field: Field,
): Place | null {
  const { lanes, hidden } = field;
  const [step, jump, end] = [along[key], across[key], ends[key]];
  if (step === undefined && jump === undefined && end === undefined) return null;
  if (!place) return atEnd(0, -1, field);
  const spans = (lane: number) => lanes[lane]?.spans ?? [];
  const last = lanes.length - 1;
  if (step)
    return {
      lane: place.lane,
      segment: neighbour(spans(place.lane), place.segment, step, field, hidden),
    };
  if (end) return atEnd(control ? (end > 0 ? last : 0) : place.lane, end, field);
  const lane = Math.min(last, Math.max(0, place.lane + (jump ?? 0)));
  return { lane, segment: segmentAt(spans(lane), place.segment.from, field) };
}
