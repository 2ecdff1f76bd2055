// What lies under a moment of a lane, and where the cursor goes from there.
import type { Span, Stretch } from "./model";

/** A state, or the gap between two. */
export interface Segment extends Stretch {
  /** Index into the states; null is a gap. */
  state: number | null;
  events: number;
  /** The gap of a day that is not held says nothing about the agent. */
  unheld?: boolean;
}

/** What lanes lie in: the whole period, and the parts of it that are not held. */
export interface Ground {
  whole: Stretch;
  missing: Stretch[];
  /** Seconds of a pixel: what is shorter between two states is no gap, but the way they were cut. */
  grain: number;
}

/** Faulty data may overlap: so many spans before the last begun are looked at. */
const reach = 16;

/** Index of the last span that begins at or before a moment; −1 if none does. */
export function lastBegun(spans: Span[], second: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span)[0] <= second) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A gap as far as it is of one kind: of held days, or of days that are not. */
function gapAt(gap: Stretch, second: number, missing: Stretch[]): Segment {
  const bare = { state: null, events: 0 };
  const away = missing.find(({ from, to }) => from <= second && second < to);
  if (away)
    return {
      ...bare,
      ...{ from: Math.max(gap.from, away.from), to: Math.min(gap.to, away.to), unheld: true },
    };
  let { from, to } = gap;
  for (const part of missing) {
    if (part.to <= second) from = Math.max(from, part.to);
    if (part.from > second) to = Math.min(to, part.from);
  }
  return { ...bare, from, to };
}

function exactlyAt(spans: Span[], second: number, ground: Ground): Segment {
  const { whole, missing } = ground;
  const last = lastBegun(spans, second);
  let gapFrom = whole.from;
  for (let at = last; at >= 0 && at > last - reach; at -= 1) {
    const [from, to, state, events] = spans[at] as Span;
    if (to > second) return { from, to, state, events };
    gapFrom = Math.max(gapFrom, to);
  }
  const gap = { from: gapFrom, to: spans[last + 1]?.[0] ?? whole.to };
  return gapAt(gap, second, missing);
}

function isCut(segment: Segment, { grain, whole }: Ground): boolean {
  const inside = segment.from > whole.from && segment.to < whole.to;
  return inside && segment.state === null && segment.to - segment.from < grain;
}

export function segmentAt(spans: Span[], second: number, ground: Ground): Segment {
  const found = exactlyAt(spans, second, ground);
  return isCut(found, ground) ? exactlyAt(spans, found.from - 1, ground) : found;
}

/** Steps over the hidden states; stays at the ends. */
export function neighbour(
  spans: Span[],
  here: Segment,
  direction: 1 | -1,
  ground: Ground,
  hidden: (state: number) => boolean,
): Segment {
  const { whole } = ground;
  let next = here;
  for (let tries = 0; tries <= spans.length * 2; tries += 1) {
    const second = direction > 0 ? next.to : next.from - 1;
    if (second < whole.from || second >= whole.to) return here;
    const found = exactlyAt(spans, second, ground);
    // Where states overlap, the one that reaches furthest must not lead back to itself.
    next =
      direction > 0
        ? { ...found, to: Math.max(found.to, second + 1) }
        : { ...found, from: Math.min(found.from, second) };
    const passed = next.state === null ? isCut(next, ground) : hidden(next.state);
    if (!passed) return next;
  }
  return here;
}

/** The first or last state that is shown; a gap where there is none. */
export function endOf(
  spans: Span[],
  direction: 1 | -1,
  ground: Ground,
  hidden: (state: number) => boolean,
): Segment {
  const shown = spans.filter((span) => !hidden(span[2]));
  const found = direction > 0 ? shown.at(-1) : shown[0];
  if (!found) return segmentAt(spans, ground.whole.from, ground);
  const [from, to, state, events] = found;
  return { from, to, state, events };
}

/** Index of the lane at that height; null beside them. */
export function laneAt(y: number, scrolled: number, laneHeight: number, lanes: number) {
  const lane = Math.floor((y + scrolled) / laneHeight);
  return y >= 0 && lane < lanes ? lane : null;
}

export function secondAt(x: number, width: number, stretch: Stretch): number {
  return stretch.from + (x / width) * (stretch.to - stretch.from);
}
