// States over time as the window draws them: one picture of the whole period, finer where one looks.
import type { Lane, TimelineView } from "../backend";
import type { Stretch } from "../state/timeline";

export type { Stretch };

/** Start, end (exclusive), index into the states, events; in seconds from the start of the picture. */
export type Span = Lane["spans"][number];

function time(moment: string): number {
  return Date.parse(`${moment.slice(0, 19)}Z`);
}

export function secondsBetween(from: string, to: string): number {
  return Math.round((time(to) - time(from)) / 1000);
}

/** The wall clock so many seconds after a moment. */
export function momentAt(from: string, seconds: number): string {
  return new Date(time(from) + seconds * 1000).toISOString().slice(0, 19);
}

export function wholeOf(view: TimelineView): Stretch {
  return { from: 0, to: view.seconds };
}

/** Nothing of the stretch is held: there is nothing to draw. */
export function isUnheld(view: TimelineView): boolean {
  const days = Math.ceil(view.seconds / 86_400);
  return view.lanes.length === 0 && view.missing.length >= days;
}

export function loggedSeconds(lane: Lane, { states }: TimelineView): number {
  return lane.seconds.reduce(
    (sum, seconds, at) => (states[at]?.class === "logged_out" ? sum : sum + seconds),
    0,
  );
}

export function classSeconds(lane: Lane, { states }: TimelineView, name: string): number {
  return lane.seconds.reduce(
    (sum, seconds, at) => (states[at]?.class === name ? sum + seconds : sum),
    0,
  );
}

/** Part of the logged time in calls; null for who was not logged in. */
export function talkShare(lane: Lane, view: TimelineView): number | null {
  const logged = loggedSeconds(lane, view);
  return logged > 0 ? classSeconds(lane, view, "talk") / logged : null;
}

/** When the first state of the logged time begins. */
export function firstLogin(lane: Lane, { states }: TimelineView): number | null {
  const first = lane.spans.find((span) => states[span[2]]?.class !== "logged_out");
  return first ? first[0] : null;
}

/** The hours in which something happened, or the whole where that is most of it. */
export function fitted(view: TimelineView): Stretch {
  const hour = 3600;
  let [from, to] = [view.seconds, 0];
  for (const { spans } of view.lanes) {
    from = Math.min(from, spans[0]?.[0] ?? from);
    for (const span of spans.slice(-8)) to = Math.max(to, span[1]);
  }
  if (from >= to) return wholeOf(view);
  // Air at both ends, so that the first and the last state are seen to begin and to end.
  const airy = {
    from: Math.max(0, Math.floor((from - 300) / hour) * hour),
    to: Math.min(view.seconds, Math.ceil((to + 300) / hour) * hour),
  };
  return airy.to - airy.from > view.seconds * 0.85 ? wholeOf(view) : airy;
}

function joined(left: Span[], right: Span[]): Span[] {
  const [last, first] = [left.at(-1), right[0]];
  if (!last || !first || last[1] !== first[0] || last[2] !== first[2]) return [...left, ...right];
  const one: Span = [last[0], first[1], last[2], Math.max(last[3], first[3])];
  return [...left.slice(0, -1), one, ...right.slice(1)];
}

/** Coarse spans with finer ones in their place between two moments; what the borders cut is one again. */
function spliced(coarse: Span[], fine: Span[], { from, to }: Stretch): Span[] {
  const before = coarse
    .filter((span) => span[0] < from)
    .map((span): Span => [span[0], Math.min(span[1], from), span[2], span[3]]);
  const after = coarse
    .filter((span) => span[1] > to)
    .map((span): Span => [Math.max(span[0], to), span[1], span[2], span[3]]);
  return joined(joined(before, fine), after);
}

/** The whole picture with a part of it seen closer. A part of another period changes nothing. */
export function sharpened(whole: TimelineView, part: TimelineView | undefined): TimelineView {
  if (!part) return whole;
  const from = secondsBetween(whole.from, part.from);
  const stretch = { from, to: from + part.seconds };
  if (from < 0 || stretch.to > whole.seconds) return whole;
  const places = part.states.map(({ state }) =>
    whole.states.findIndex((known) => known.state === state),
  );
  const finer = new Map(part.lanes.map((lane) => [lane.agent_id, lane.spans]));
  const moved = (spans: Span[]) =>
    spans.flatMap(([start, end, state, events]): Span[] => {
      const place = places[state] ?? -1;
      return place < 0 ? [] : [[start + from, end + from, place, events]];
    });
  const lanes = whole.lanes.map((lane) => {
    const fine = finer.get(lane.agent_id);
    return fine ? { ...lane, spans: spliced(lane.spans, moved(fine), stretch) } : lane;
  });
  return { ...whole, lanes };
}
