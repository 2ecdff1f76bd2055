// Shares and sums that bars and columns have in common.
import type { Drawing } from "./drawing";
import type { StackData } from "./model";

export function totals(data: StackData): number[] {
  return data.categories.map((_, at) =>
    data.values.reduce((sum, values) => sum + (values[at] ?? 0), 0),
  );
}

/** The values as drawn: parts of one where shares are asked for. */
export function drawn(data: StackData): number[][] {
  if (!data.share) return data.values;
  const sums = totals(data);
  return data.values.map((values) =>
    values.map((value, at) => ((sums[at] ?? 0) > 0 ? value / (sums[at] ?? 1) : 0)),
  );
}

export function axisLabel(data: StackData, drawing: Drawing): (value: number) => string {
  if (data.share) return (value) => drawing.formats.percent(value, 0);
  if (data.unit === "s")
    return (value) => (value === 0 ? "0" : `${drawing.formats.number(value / 3600, 1)} h`);
  return (value) => drawing.formats.compact(value);
}

/** There is no half call: the axis of a count steps by whole ones. */
export function wholeSteps(data: StackData): number | undefined {
  return data.unit === "count" && !data.share ? 1 : undefined;
}

/** The card under the pointer: category, then each series with value and share. */
export function stackTip(data: StackData, at: number, drawing: Drawing): string {
  const sum = totals(data)[at] ?? 0;
  const lines = data.series.flatMap((series, index) => {
    const value = data.values[index]?.[at] ?? 0;
    if (value === 0) return [];
    const share =
      sum > 0 && data.series.length > 1 ? `  ${drawing.formats.percent(value / sum)}` : "";
    return [`${series.label}  ${drawing.value(value, data.unit)}${share}`];
  });
  return [`${data.categories[at]?.label ?? ""}  ${drawing.value(sum, data.unit)}`, ...lines].join(
    "\n",
  );
}
