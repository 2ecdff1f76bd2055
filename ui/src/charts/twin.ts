// The chart's equals in words and figures: a table and a sentence.
import type { Words } from "../i18n";
import { hoursOf } from "./heat";
import type { ChartData, HeatData, StackData } from "./model";
import { totals } from "./stack";

export interface Twin {
  head: string[];
  rows: string[][];
}

export function valueText({ f, t }: Words, value: number | null, unit: string): string {
  if (value === null) return "—";
  if (unit === "agents")
    return t("ui.chart.agents", { count: Math.round(value), n: f.number(value, 1) });
  return f.unit(value, unit);
}

export function twinOf(data: ChartData, words: Words): Twin {
  return data.kind === "heat" ? heatTwin(data, words) : stackTwin(data, words);
}

function stackTwin(data: StackData, words: Words): Twin {
  const sums = totals(data);
  const many = data.series.length > 1;
  return {
    head: [
      "",
      ...data.series.map((series) => series.label),
      ...(many ? [words.t("ui.chart.total")] : []),
    ],
    rows: data.categories.map((category, at) => [
      category.label,
      ...data.series.map((_, index) => {
        const value = data.values[index]?.[at] ?? 0;
        const text = valueText(words, value, data.unit);
        const sum = sums[at] ?? 0;
        return data.share && sum > 0 ? `${text} (${words.f.percent(value / sum)})` : text;
      }),
      ...(many ? [valueText(words, sums[at] ?? 0, data.unit)] : []),
    ]),
  };
}

function heatTwin(data: HeatData, words: Words): Twin {
  const hours = hoursOf(data);
  const at = new Map(data.cells.map((cell) => [`${cell.weekday}/${cell.hour}`, cell]));
  return {
    head: ["", ...hours.map((hour) => `${hour} h`)],
    rows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => [
      words.f.weekday(weekday),
      ...hours.map((hour) => {
        const cell = at.get(`${weekday}/${hour}`);
        if (!cell || cell.value === null) return "—";
        const text =
          data.unit === "agents"
            ? words.f.number(cell.value, 1)
            : valueText(words, cell.value, data.unit);
        return data.unit === "ratio" ? `${text} (n ${words.f.number(cell.n)})` : text;
      }),
    ]),
  };
}

/** What the picture says, in one sentence: the greatest and the least. */
export function sentenceOf(title: string, data: ChartData, words: Words): string {
  const { t, f } = words;
  const marks =
    data.kind === "heat"
      ? data.cells
          .filter((cell) => cell.value !== null && cell.n > 0)
          .map((cell) => ({
            label: `${f.weekday(cell.weekday)} ${cell.hour} h`,
            value: cell.value ?? 0,
          }))
      : totals(data).map((value, at) => ({ label: data.categories[at]?.label ?? "", value }));
  if (marks.length === 0) return `${title} ${t("ui.chart.nothing")}`;
  const ordered = [...marks].sort((left, right) => right.value - left.value);
  const [most, least] = [ordered[0], ordered.at(-1)];
  const sentence = `${title} ${t("ui.chart.sentence", {
    most: most?.label,
    mostValue: valueText(words, most?.value ?? 0, data.unit),
    least: least?.label,
    leastValue: valueText(words, least?.value ?? 0, data.unit),
  })}`;
  return data.goal ? `${sentence} ${t("ui.target.goal", { goal: data.goal.label })}` : sentence;
}
