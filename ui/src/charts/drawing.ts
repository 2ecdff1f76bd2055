// What the kinds of charts share in their drawing.
import type { EChartsCoreOption } from "echarts/core";
import type { Formats } from "../format";
import type { Palette } from "./palette";

export interface Drawing {
  palette: Palette;
  formats: Formats;
  /** The value with its unit, for tooltips. */
  value: (value: number | null, unit: string) => string;
  of: (n: number) => string;
}

export const font = '"Inter Variable", "Segoe UI", system-ui, sans-serif';

/** Room under the labels of the lower axis: WebKitGTK draws them deeper than ECharts measures. */
export const axisRoom = 5;

export function base({ palette }: Drawing): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: font, fontSize: 11, color: palette.text2 },
    aria: { enabled: false },
  };
}

export function tooltip({ palette }: Drawing) {
  return {
    renderMode: "richText" as const,
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.border,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: palette.text, fontSize: 12, fontFamily: font, lineHeight: 17 },
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
