// Periods: whole days of the operation, as ISO dates. No zones here: the core knows them.

export type Preset = "yesterday" | "last7" | "thisMonth" | "lastMonth" | "custom";
export const presets: readonly Preset[] = ["yesterday", "last7", "thisMonth", "lastMonth"];

export interface Period {
  preset: Preset;
  from: string;
  to: string;
}

const day = 86_400_000;

function utc(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
}

function isoOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function addDays(iso: string, days: number): string {
  return isoOf(utc(iso) + days * day);
}

export function dayCount(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / day) + 1;
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(iso: string): number {
  return new Date(utc(iso)).getUTCDay() || 7;
}

export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, dayCount(from, to)) }, (_, index) =>
    addDays(from, index),
  );
}

function firstOfMonth(iso: string): string {
  return `${iso.slice(0, 7)}-01`;
}

/** The period of a preset, seen from `today`. */
export function periodOf(preset: Preset, today: string): Period {
  const yesterday = addDays(today, -1);
  if (preset === "last7") return { preset, from: addDays(today, -7), to: yesterday };
  if (preset === "thisMonth") return { preset, from: firstOfMonth(today), to: today };
  if (preset === "lastMonth") {
    const end = addDays(firstOfMonth(today), -1);
    return { preset, from: firstOfMonth(end), to: end };
  }
  return { preset: "yesterday", from: yesterday, to: yesterday };
}

/** The period before: a month against the month before, else shifted by whole weeks. */
export function previousPeriod(period: Period): Period {
  const wholeMonth =
    period.from === firstOfMonth(period.from) &&
    addDays(period.to, 1) === firstOfMonth(addDays(period.to, 1)) &&
    period.from.slice(0, 7) === period.to.slice(0, 7);
  if (wholeMonth) {
    const end = addDays(period.from, -1);
    return { preset: "custom", from: firstOfMonth(end), to: end };
  }
  const shift = Math.ceil(dayCount(period.from, period.to) / 7) * 7;
  return { preset: "custom", from: addDays(period.from, -shift), to: addDays(period.to, -shift) };
}

/** The neighbour of the same length, for the keys [ and ]. */
export function shifted(period: Period, direction: 1 | -1): Period {
  const length = dayCount(period.from, period.to) * direction;
  return { preset: "custom", from: addDays(period.from, length), to: addDays(period.to, length) };
}

export function wholeDays(period: Period): { from: string; to: string } {
  return { from: `${period.from}T00:00:00`, to: `${period.to}T23:59:59` };
}
