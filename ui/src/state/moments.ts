// Moments as the operation's clock shows them. The core gives some as UTC, others as that wall clock.

const parts: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
};

const made = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-20T10:15:00`: that moment on the wall of the zone. */
export function wallOf(moment: Date, zone: string): string {
  const format = made.get(zone) ?? new Intl.DateTimeFormat("en-US", { ...parts, timeZone: zone });
  made.set(zone, format);
  const read = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  return `${read.year}-${read.month}-${read.day}T${read.hour}:${read.minute}:${read.second}`;
}

/** The wall clock of a UTC moment as the core writes it. */
export function wallOfUtc(utc: string, zone: string): string {
  return wallOf(new Date(utc), zone);
}

export function nowIn(zone: string): string {
  return wallOf(new Date(), zone);
}

/** Seconds from one wall clock to another; zones do not matter while both are of the same one. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(`${to.slice(0, 19)}Z`) - Date.parse(`${from.slice(0, 19)}Z`)) / 1000;
}

/** How long ago, in the unit that one would say it in; none where it lies ahead. */
export type Ago =
  | { unit: "now" | "future"; count: 0 }
  | { unit: "minutes" | "hours" | "days"; count: number };

/** Days are counted by the calendar: 23:50 is yesterday's at 0:10. */
export function agoOf(moment: string, now: string): Ago {
  const seconds = secondsBetween(moment, now);
  if (seconds < -60) return { unit: "future", count: 0 };
  if (seconds < 60) return { unit: "now", count: 0 };
  const days = Math.round(
    secondsBetween(`${moment.slice(0, 10)}T00:00:00`, `${now.slice(0, 10)}T00:00:00`) / 86_400,
  );
  if (days > 0) return { unit: "days", count: days };
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? { unit: "minutes", count: minutes }
    : { unit: "hours", count: Math.floor(minutes / 60) };
}
