// The points of a picture as the arrow keys walk them, and each in words.
import type { Words } from "../i18n";
import { hoursOf } from "./heat";
import type { ChartData, HeatData, HeatPlace, MarkPlace, StackData, StackPlace } from "./model";
import { totals } from "./stack";
import { valueText } from "./twin";

/** Where a key leads: along what the picture counts up, or across its parts. */
type Way = "back" | "forth" | "first" | "last" | "up" | "down";

function wayOf(key: string, lying: boolean): Way | null {
  const keys: Record<string, Way> = lying
    ? { ArrowUp: "back", ArrowDown: "forth", ArrowLeft: "up", ArrowRight: "down" }
    : { ArrowLeft: "back", ArrowRight: "forth", ArrowUp: "down", ArrowDown: "up" };
  return keys[key] ?? ({ Home: "first", End: "last" } as const)[key as "Home" | "End"] ?? null;
}

const inside = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);

/** The nearest part that has a size, from `from` on in one direction; `from` itself if there is none. */
function nextPart(data: StackData, category: number, from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < data.series.length; at += step)
    if ((data.values[at]?.[category] ?? 0) > 0) return at;
  return from;
}

function stepStack(data: StackData, { series, category }: StackPlace, way: Way): StackPlace {
  const count = data.categories.length;
  const to: Record<Way, () => StackPlace> = {
    back: () => ({ series, category: inside(category - 1, count) }),
    forth: () => ({ series, category: inside(category + 1, count) }),
    first: () => ({ series, category: 0 }),
    last: () => ({ series, category: count - 1 }),
    up: () => ({ series: nextPart(data, category, series, -1), category }),
    down: () => ({ series: nextPart(data, category, series, 1), category }),
  };
  return to[way]();
}

function stepHeat(data: HeatData, { weekday, hour }: HeatPlace, key: string): HeatPlace {
  const hours = hoursOf(data);
  const at = hours.indexOf(hour);
  const hourAt = (place: number) => hours[inside(place, hours.length)] ?? hour;
  if (key === "ArrowLeft") return { weekday, hour: hourAt(at - 1) };
  if (key === "ArrowRight") return { weekday, hour: hourAt(at + 1) };
  if (key === "Home") return { weekday, hour: hourAt(0) };
  if (key === "End") return { weekday, hour: hourAt(hours.length - 1) };
  const day = weekday + (key === "ArrowUp" ? -1 : 1);
  return { weekday: Math.min(Math.max(day, 1), 7), hour };
}

/** Where the walk begins. */
export function firstPoint(data: ChartData): MarkPlace | null {
  if (data.kind !== "heat") {
    const series = nextPart(data, 0, -1, 1);
    return data.categories.length > 0 ? { series: Math.max(0, series), category: 0 } : null;
  }
  const hour = hoursOf(data)[0];
  if (hour === undefined) return null;
  const known = data.cells.filter((cell) => cell.n > 0).map((cell) => cell.weekday);
  return { weekday: Math.min(...known), hour };
}

/** The point that a key leads to; null if it is no key of the picture's. */
export function nextPoint(data: ChartData, place: MarkPlace, key: string): MarkPlace | null {
  if (!/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key)) return null;
  if (data.kind === "heat") return "hour" in place ? stepHeat(data, place, key) : null;
  const way = wayOf(key, data.kind === "bars");
  return way && "category" in place ? stepStack(data, place, way) : null;
}

export function cellAt(data: HeatData, { weekday, hour }: HeatPlace) {
  return data.cells.find(
    (cell) => cell.weekday === weekday && cell.hour === hour && cell.value !== null && cell.n > 0,
  );
}

/** Whether there is something at the place that could be clicked. */
export function isMark(data: ChartData, place: MarkPlace): boolean {
  if (data.kind === "heat") return "hour" in place && cellAt(data, place) !== undefined;
  return "category" in place && (data.values[place.series]?.[place.category] ?? 0) > 0;
}

/** A point as it is read out. */
export function pointText(data: ChartData, place: MarkPlace, words: Words): string {
  if (data.kind === "heat") return "hour" in place ? heatText(data, place, words) : "";
  if (!("category" in place)) return "";
  const { series, category } = place;
  const value = data.values[series]?.[category] ?? 0;
  const sum = totals(data)[category] ?? 0;
  const many = data.series.length > 1;
  const share = many && sum > 0 ? ` (${words.f.percent(value / sum)})` : "";
  const part = many ? `, ${data.series[series]?.label ?? ""}` : "";
  const head = `${data.categories[category]?.label ?? ""}${part}`;
  return `${head}: ${valueText(words, value, data.unit)}${share}`;
}

function heatText(data: HeatData, place: HeatPlace, words: Words): string {
  const { t, f } = words;
  const cell = cellAt(data, place);
  const head = t("ui.filter.weekHour", { day: f.weekday(place.weekday), hour: place.hour });
  if (!cell) return `${head}: ${t("ui.chart.none")}`;
  const n =
    data.unit === "ratio"
      ? `, ${t("ui.counts.calls", { count: cell.n, n: f.number(cell.n) })}`
      : "";
  return `${head}: ${valueText(words, cell.value, data.unit)}${n}`;
}

/** Where a point lies: on the axis of values and on that of categories, or by hour and weekday. */
export function coordinatesOf(data: ChartData, place: MarkPlace): [number, number] | null {
  if (data.kind === "heat")
    return "hour" in place ? [hoursOf(data).indexOf(place.hour), place.weekday - 1] : null;
  if (!("category" in place)) return null;
  const { series, category } = place;
  const size = (at: number) => data.values[at]?.[category] ?? 0;
  const below = data.series.reduce((sum, _, at) => (at < series ? sum + size(at) : sum), 0);
  const all = totals(data)[category] ?? 0;
  const middle = below + size(series) / 2;
  const value = data.share ? (all > 0 ? middle / all : 0) : middle;
  return data.kind === "bars" ? [value, category] : [category, value];
}
