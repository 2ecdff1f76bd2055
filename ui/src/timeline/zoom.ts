// Which part of the period is seen: nearer, farther, along.
import type { Stretch } from "./model";

/** Two minutes: a ring of three seconds is then some twenty pixels wide. */
export const least = 120;

/** Whole seconds within the whole, keeping the length where it fits. */
export function within(stretch: Stretch, whole: Stretch): Stretch {
  const most = whole.to - whole.from;
  const length = Math.round(Math.min(most, Math.max(least, stretch.to - stretch.from)));
  const from = Math.round(Math.min(Math.max(stretch.from, whole.from), whole.to - length));
  return { from, to: from + length };
}

/** Longer or shorter by a factor; `around` stays where it is on the screen. */
export function zoomed(stretch: Stretch, factor: number, around: number, whole: Stretch): Stretch {
  const length = stretch.to - stretch.from;
  const next = Math.min(whole.to - whole.from, Math.max(least, length * factor));
  const share = (around - stretch.from) / length;
  return within({ from: around - share * next, to: around + (1 - share) * next }, whole);
}

export function panned(stretch: Stretch, by: number, whole: Stretch): Stretch {
  return within({ from: stretch.from + by, to: stretch.to + by }, whole);
}

/** What was dragged over, from either side. */
export function dragged(one: number, other: number, whole: Stretch): Stretch {
  const [from, to] = one < other ? [one, other] : [other, one];
  const short = Math.max(0, least - (to - from)) / 2;
  return within({ from: from - short, to: to + short }, whole);
}

/** Moved just enough for these seconds to be seen, with some air. */
export function showing(stretch: Stretch, part: Stretch, whole: Stretch): Stretch {
  const air = (stretch.to - stretch.from) / 12;
  const fits = part.to - part.from < stretch.to - stretch.from - 2 * air;
  const end = fits ? part.to : part.from;
  if (part.from < stretch.from) return panned(stretch, part.from - air - stretch.from, whole);
  return end >= stretch.to ? panned(stretch, end + air - stretch.to, whole) : stretch;
}

export function same(one: Stretch, other: Stretch): boolean {
  return one.from === other.from && one.to === other.to;
}
