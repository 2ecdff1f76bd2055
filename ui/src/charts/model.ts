// What a chart shows, free of how it is drawn: the same data feeds picture, table and sentence.
import type { FilterView } from "../backend";
import type { Target } from "../state/targets";

export interface Part {
  key: string;
  label: string;
}

export interface Series extends Part {
  /** A colour token: `talk`, `aux1`… */
  color: string;
  /** The colour stands for another part too: this one is hatched. */
  hatched?: boolean;
}

/** A target that the picture shows. */
export interface Goal {
  target: Target;
  /** Where it lies on the axis of values; null where each mark is held against it. */
  line: number | null;
  label: string;
}

/** Amounts by category, one over the other. `bars` lie (people, campaigns), `columns` stand (time). */
export interface StackData {
  kind: "bars" | "columns";
  categories: Part[];
  series: Series[];
  /** By series, then category. */
  values: number[][];
  /** Show parts of 100 %. */
  share: boolean;
  unit: "s" | "count";
  /** Categories that did not find room. */
  more: number;
  goal?: Goal;
}

export interface HeatCell {
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  hour: number;
  value: number | null;
  /** What the value stands on. */
  n: number;
}

export interface HeatData {
  kind: "heat";
  cells: HeatCell[];
  unit: "ratio" | "count" | "agents";
  goal?: Goal;
}

export type ChartData = StackData | HeatData;

/** A place of the picture that was clicked. */
export type StackPlace = { series: number; category: number };
export type HeatPlace = { weekday: number; hour: number };
export type MarkPlace = StackPlace | HeatPlace;

export type Pick = (place: MarkPlace) => FilterView[];

export function isEmpty(data: ChartData): boolean {
  return data.kind === "heat"
    ? data.cells.length === 0
    : data.values.every((values) => values.every((value) => value === 0));
}

/** Rates of fewer units than this say little: they are drawn faint and do not stretch the colours. */
const enough = 30;

export function isFaint(cell: HeatCell, data: HeatData): boolean {
  return data.unit === "ratio" && cell.n < enough;
}

/** The data less these series; parts of 100 % are then parts of what is left. */
export function without(data: ChartData, hidden: ReadonlySet<string>): ChartData {
  if (data.kind === "heat" || hidden.size === 0) return data;
  const { goal: _, ...rest } = data;
  const kept = data.series.map((series) => !hidden.has(series.key));
  return {
    // A target of the whole says nothing about what is left.
    ...rest,
    series: data.series.filter((_, at) => kept[at]),
    values: data.values.filter((_, at) => kept[at]),
  };
}
