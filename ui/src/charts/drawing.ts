// What the kinds of charts share in their drawing.
import type { EChartsCoreOption } from "echarts/core";
import type { Formats } from "../format";
import type { Goal } from "./model";
import type { Palette } from "./palette";

export interface Drawing {
  palette: Palette;
  formats: Formats;
  /** The value with its unit, for tooltips. */
  value: (value: number | null, unit: string) => string;
  of: (n: number) => string;
  /** What is said of a mark that is off this target. */
  off: (goal: string) => string;
  /** Pixels of a text size, larger where everything is. */
  size: (pixels: number) => number;
}

export const font = '"Inter Variable", "Segoe UI", system-ui, sans-serif';

/** Room under the labels of the lower axis: WebKitGTK draws them deeper than ECharts measures. */
export const axisRoom = 5;

export function base({ palette, size }: Drawing): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: font, fontSize: size(11), color: palette.text2 },
    aria: { enabled: false },
  };
}

export function tooltip({ palette, size }: Drawing) {
  return {
    renderMode: "richText" as const,
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.border,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: palette.text, fontSize: size(12), fontFamily: font, lineHeight: size(17) },
  };
}

/** The line of a target, with its name above: the axis of categories begins at the top. */
export function goalLine(goal: Goal | undefined, { palette, size }: Drawing) {
  if (!goal || goal.line === null) return {};
  return {
    markLine: {
      silent: true,
      symbol: "none",
      data: [{ xAxis: goal.line }],
      lineStyle: { color: palette.text, type: "dashed" as const, width: 1.5 },
      label: {
        formatter: goal.label,
        position: "start" as const,
        color: palette.text,
        fontSize: size(11),
        fontFamily: font,
      },
    },
  };
}

/** Colours used a second time carry a hatch. */
export function hatch(series: { hatched?: boolean }, palette: Palette) {
  if (!series.hatched) return {};
  return {
    decal: {
      symbol: "rect",
      dashArrayX: [1, 0],
      dashArrayY: [2, 4],
      rotation: Math.PI / 4,
      color: palette.surface,
    },
  };
}

/** A width for labels in the canvas's own font. */
export function short(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}
