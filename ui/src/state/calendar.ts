// Months of days, and the stretch of days chosen in one of them.
import { addDays, daysOf } from "./period";

export function firstOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the month that many months on. */
export function addMonths(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}

/** The days of a month, and how many of them have come. */
export function monthOf(month: string, today: string): { days: string[]; come: number } {
  const days = daysOf(month, addDays(addMonths(month, 1), -1));
  return { days, come: days.filter((day) => day <= today).length };
}

/** Days of one report, from where the choice began to where it stands. */
export interface Chosen {
  report: string;
  anchor: string;
  day: string;
}

/** A step or click; extending keeps the beginning, within the same report only. */
export function choose(
  before: Chosen | null,
  report: string,
  day: string,
  extend: boolean,
): Chosen {
  const kept = extend && before?.report === report ? before.anchor : day;
  return { report, anchor: kept, day };
}

/** First and last day, whichever was chosen first. */
export function ends({ anchor, day }: Chosen): { from: string; to: string } {
  return anchor <= day ? { from: anchor, to: day } : { from: day, to: anchor };
}

export function isChosen(chosen: Chosen | null, report: string, day: string): boolean {
  if (chosen?.report !== report) return false;
  const { from, to } = ends(chosen);
  return from <= day && day <= to;
}
