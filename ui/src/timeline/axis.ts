// The axis of time: marks that keep their distance whatever the zoom, and the days above them.
import type { TimelineView } from "../backend";
import { momentAt, type Stretch } from "./model";

const steps = [
  10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800,
];
const day = 86_400;

export interface Tick {
  second: number;
  /** `10:30`, or `10:30:20` where seconds part the marks; empty at the borders of days. */
  label: string;
  midnight: boolean;
}

/** The shortest step whose marks stand at least so many pixels apart. */
export function stepOf(stretch: Stretch, width: number, apart: number): number {
  const perSecond = width / (stretch.to - stretch.from);
  return steps.find((step) => step * perSecond >= apart) ?? (steps.at(-1) as number);
}

/** Pictures begin at a midnight, so the seconds tell the clock. */
export function ticksOf(stretch: Stretch, width: number, apart = 64): Tick[] {
  const step = stepOf(stretch, width, apart);
  const first = Math.ceil(stretch.from / step);
  const count = Math.floor(stretch.to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const second = (first + at) * step;
    const clock = momentAt("1970-01-01T00:00:00", second).slice(11);
    const midnight = second % day === 0;
    return { second, midnight, label: step < 60 ? clock : step < day ? clock.slice(0, 5) : "" };
  });
}

type Missing = Pick<TimelineView, "from" | "seconds" | "missing">;

export interface DayBand extends Stretch {
  date: string;
}

/** The days of a picture that begins at `origin`, as far as they are seen. */
export function daysIn(origin: string, stretch: Stretch): DayBand[] {
  const first = Math.floor(stretch.from / day);
  const last = Math.ceil(stretch.to / day);
  return Array.from({ length: last - first }, (_, at) => {
    const start = (first + at) * day;
    return {
      date: momentAt(origin, start).slice(0, 10),
      from: Math.max(start, stretch.from),
      to: Math.min(start + day, stretch.to),
    };
  });
}

/** The stretches of the days that are not held. */
export function missingIn({ from, seconds, missing }: Missing): Stretch[] {
  return daysIn(from, { from: 0, to: seconds }).filter(({ date }) => missing.includes(date));
}

/** How much of a day's name finds room. */
export function dayRoom(pixels: number): "long" | "short" | "number" | "none" {
  if (pixels >= 200) return "long";
  if (pixels >= 76) return "short";
  return pixels >= 20 ? "number" : "none";
}
