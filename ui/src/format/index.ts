// Every figure, date and duration that is shown goes through here. One cached formatter a kind.
import type { Locales } from "./locale";

export * from "./locale";

/** What unknown looks like. Never 0. */
export const unknown = "—";

export interface Formats {
  locales: Locales;
  number(value: number, decimals?: number): string;
  compact(value: number): string;
  percent(value: number, decimals?: number): string;
  duration(seconds: number): string;
  hours(seconds: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  time(iso: string): string;
  /** `vie 20 nov`, for axes and chips. */
  dayShort(iso: string): string;
  dayLong(iso: string): string;
  dayMonth(iso: string): string;
  month(iso: string): string;
  weekday(number: number): string;
  /** `1–20 nov 2026`. */
  range(fromDate: string, toDate: string): string;
  bytes(value: number): string;
  unit(value: number | null, unit: string): string;
  /** A change, with its own sign. */
  change(value: number, unit: string): string;
  list(items: string[]): string;
}

const minus = "\u2212";

/** Wall clock without a zone: read as UTC, shown as UTC, so that nothing shifts. */
function moment(iso: string): Date {
  return new Date(iso.length <= 10 ? `${iso}T00:00:00Z` : `${iso.slice(0, 19)}Z`);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** `0:05`, `5:42`, `1:02:03`; `1 d 02:03:04` from a day on. */
export function durationText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? minus : "";
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = pad(whole % 60);
  if (days > 0) return `${sign}${days} d ${pad(hours)}:${pad(minutes)}:${rest}`;
  if (hours > 0) return `${sign}${hours}:${pad(minutes)}:${rest}`;
  return `${sign}${minutes}:${rest}`;
}

/** `h:mm:ss`, hours beyond 24: columns of a grid keep one shape. */
export function durationCell(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? minus : "";
  return `${sign}${Math.floor(whole / 3600)}:${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`;
}

/** Seconds of `90`, `1:30`, `0:01:30`, `1m30`, `2h`; null if it cannot be read. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2})$/.exec(trimmed);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const words = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s?)?$/.exec(trimmed);
  if (!trimmed || !words) return null;
  return Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0);
}

function onDate(style: Intl.DateTimeFormatOptions, locale: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", hourCycle: "h23", ...style });
  return (iso) => format.format(moment(iso));
}

const numeric = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const grouping = { useGrouping: "always" } as const as Intl.NumberFormatOptions;

/** A format per number of decimals, made when first used. */
function decimals(make: (digits: number) => Intl.NumberFormatOptions, locale: string) {
  const made = new Map<number, Intl.NumberFormat>();
  return (value: number, digits: number) => {
    const format = made.get(digits) ?? new Intl.NumberFormat(locale, make(digits));
    made.set(digits, format);
    return format.format(value).replace("-", minus);
  };
}

type Numbers = Pick<
  Formats,
  "number" | "compact" | "percent" | "duration" | "hours" | "bytes" | "unit" | "change"
>;

function numbers({ digits, words }: Locales): Numbers {
  const plain = decimals((most) => ({ ...grouping, maximumFractionDigits: most }), digits);
  const share = decimals(
    (all) => ({
      ...grouping,
      style: "percent",
      minimumFractionDigits: all,
      maximumFractionDigits: all,
    }),
    digits,
  );
  const tenths = decimals(
    (all) => ({ ...grouping, minimumFractionDigits: all, maximumFractionDigits: all }),
    digits,
  );
  const compact = new Intl.NumberFormat(digits, { notation: "compact", maximumFractionDigits: 1 });
  const points = words.startsWith("pt") ? "p.p." : "pp";
  const number = (value: number, most = 0) => plain(value, most);
  const percent = (value: number, all = 1) => share(value, all);
  return {
    number,
    percent,
    compact: (value) => compact.format(value),
    duration: durationText,
    hours: (seconds) => `${tenths(seconds / 3600, 1)} h`,
    bytes(value) {
      if (value < 1024) return `${number(value)} B`;
      if (value < 1024 ** 2) return `${number(value / 1024)} kB`;
      if (value < 1024 ** 3) return `${number(value / 1024 ** 2, 1)} MB`;
      return `${number(value / 1024 ** 3, 1)} GB`;
    },
    unit(value, unit) {
      if (value === null) return unknown;
      if (unit === "s") return durationText(value);
      if (unit === "ratio") return percent(value);
      return number(value, Number.isInteger(value) ? 0 : 1);
    },
    change(value, unit) {
      const sign = value > 0 ? "+" : minus;
      const size = Math.abs(value);
      if (value === 0) return "=";
      if (unit === "s") return `${sign}${durationText(size)}`;
      if (unit === "ratio") return `${sign}${number(size * 100, 1)} ${points}`;
      if (unit === "per_agent") return `${sign}${number(size, 1)}`;
      return `${sign}${percent(size)}`;
    },
  };
}

type Dates = Omit<Formats, keyof Numbers | "locales" | "list">;

function dates({ digits, words }: Locales): Dates {
  const range = new Intl.DateTimeFormat(words, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const dateTime = onDate({ ...numeric, ...clock }, digits);
  const weekday = new Intl.DateTimeFormat(words, { timeZone: "UTC", weekday: "short" });
  return {
    date: onDate(numeric, digits),
    dateTime: (iso) => dateTime(iso).replace(",", ""),
    time: onDate(clock, digits),
    dayShort: onDate({ weekday: "short", day: "numeric", month: "short" }, words),
    dayLong: onDate({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, words),
    dayMonth: onDate({ day: "numeric", month: "short" }, words),
    month: onDate({ month: "long", year: "numeric" }, words),
    // 5 January 1970 was a Monday.
    weekday: (number) => weekday.format(new Date(Date.UTC(1970, 0, 4 + number))),
    range: (from, to) => range.formatRange(moment(from), moment(to)).replace(/\u2009/g, ""),
  };
}

function build(locales: Locales): Formats {
  const list = new Intl.ListFormat(locales.words, { type: "conjunction" });
  return {
    locales,
    ...numbers(locales),
    ...dates(locales),
    list: (items) => list.format(items),
  };
}

const built = new Map<string, Formats>();

/** The formats of these locales, made once. */
export function formatsFor(locales: Locales): Formats {
  const key = `${locales.words}|${locales.digits}`;
  let formats = built.get(key);
  if (!formats) {
    formats = build(locales);
    built.set(key, formats);
  }
  return formats;
}
