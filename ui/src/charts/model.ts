// What a chart shows, free of how it is drawn: the same data feeds picture, table and sentence.
import type { FilterView } from "../backend";

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
}

export type ChartData = StackData | HeatData;

/** A place of the picture that was clicked. */
export type MarkPlace = { series: number; category: number } | { weekday: number; hour: number };

export type Pick = (place: MarkPlace) => FilterView[];

export function isEmpty(data: ChartData): boolean {
  return data.kind === "heat"
    ? data.cells.length === 0
    : data.values.every((values) => values.every((value) => value === 0));
}

/** The data less these series; parts of 100 % are then parts of what is left. */
export function without(data: ChartData, hidden: ReadonlySet<string>): ChartData {
  if (data.kind === "heat" || hidden.size === 0) return data;
  const kept = data.series.map((series) => !hidden.has(series.key));
  return {
    ...data,
    series: data.series.filter((_, at) => kept[at]),
    values: data.values.filter((_, at) => kept[at]),
  };
}
