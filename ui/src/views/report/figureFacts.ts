// Figures in words, the same on the card and where it comes from.
import type { FigureView, KpiView } from "../../backend";
import type { Formats } from "../../format";
import type { Words } from "../../i18n";

/** Sums of more than a day read better in hours. */
export function valueText(f: Formats, { value, unit }: FigureView): string {
  return unit === "s" && value !== null && value >= 86_400 ? f.hours(value) : f.unit(value, unit);
}

/** `1.234 llamadas`: how many, and of what. */
export function countText({ t, f }: Words, n: number, counts: string | undefined): string {
  return counts === undefined
    ? f.number(n)
    : t(`ui.counts.${counts}`, { count: n, n: f.number(n) });
}

/** What a figure stands on, and what had to stay out. */
export function standsOn(words: Words, figure: FigureView, what: KpiView | undefined): string {
  const { t, f } = words;
  const n = countText(words, figure.n, what?.counts);
  const out = { count: figure.excluded, n: f.number(figure.excluded) };
  return figure.excluded > 0 ? `${n} · ${t("ui.figures.excluded", out)}` : n;
}
