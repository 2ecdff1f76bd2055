// A chart's figures as a text file that the region's spreadsheet opens as a table.
import { durationCell } from "../format";
import type { Words } from "../i18n";
import { hoursOf } from "./heat";
import type { ChartData, HeatData, StackData } from "./model";
import { totals } from "./stack";

type Cell = string | number | null;

/** How the region writes: the mark of decimals, and so the one between columns. */
function marksOf(locale: string): { decimal: string; between: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  return { decimal, between: decimal === "," ? ";" : "," };
}

/** A text that no spreadsheet takes for a formula, quoted where it must be. */
export function safeText(text: string, between: string): string {
  // Plain numbers and durations may begin with a sign; nothing else may.
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,:]\d+)*$/.test(text);
  const safe = formula ? `'${text}` : text;
  const quoted = /["\r\n]/.test(safe) || safe.includes(between);
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Durations as `h:mm:ss`, parts of one and counts as plain numbers, unknown as nothing. */
function numberText(value: number, unit: string, decimal: string): string {
  if (unit === "s") return durationCell(value);
  const digits = unit === "ratio" ? 6 : 4;
  return String(Number(value.toFixed(digits))).replace(".", decimal);
}

function stackTable(data: StackData, { t }: Words): Cell[][] {
  const many = data.series.length > 1;
  const sums = totals(data);
  const head = [
    "",
    ...data.series.map(({ label }) => label),
    ...(many ? [t("ui.chart.total")] : []),
  ];
  const lines = data.categories.map(({ label }, at) => [
    label,
    ...data.values.map((values) => values[at] ?? null),
    ...(many ? [sums[at] ?? null] : []),
  ]);
  return [head, ...lines];
}

/** A line a cell, with what it stands on: a square of rates would hide that. */
function heatTable(data: HeatData, { t, f }: Words): Cell[][] {
  const at = new Map(data.cells.map((cell) => [`${cell.weekday}/${cell.hour}`, cell]));
  const lines = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    hoursOf(data).map((hour): Cell[] => {
      const cell = at.get(`${weekday}/${hour}`);
      return [f.weekday(weekday), `${hour}:00`, cell?.value ?? null, cell?.n ?? 0];
    }),
  );
  return [["weekday", "hour", "value", "n"].map((name) => t(`ui.chart.csv.${name}`)), ...lines];
}

export function csvOf(data: ChartData, words: Words): string {
  const { decimal, between } = marksOf(words.f.locales.digits);
  const table = data.kind === "heat" ? heatTable(data, words) : stackTable(data, words);
  const text = (cell: Cell, column: number): string => {
    if (cell === null) return "";
    if (typeof cell === "string") return safeText(cell, between);
    // The last column of a heat map counts.
    return numberText(cell, data.kind === "heat" && column === 3 ? "count" : data.unit, decimal);
  };
  const lines = table.map((cells) => cells.map(text).join(between));
  // The mark at the beginning tells Excel that this is Unicode.
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
