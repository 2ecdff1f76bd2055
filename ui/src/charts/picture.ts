// A chart as a picture of its own: light, twice as sharp, with what it shows written on it.
import { type Drawing, font } from "./drawing";
import { init, optionOf } from "./engine";
import type { ChartData } from "./model";
import type { Palette } from "./palette";

/** Points of the canvas for one of the layout. */
const sharpness = 2;

export interface Caption {
  title: string;
  /** Under the title: report, period, filters. */
  lines: string[];
  /** At the foot: where the figures come from. */
  source: string;
}

/** The bare chart, drawn aside from the page. */
export function chartCanvas(
  data: ChartData,
  drawing: Drawing,
  width: number,
  height: number,
): HTMLCanvasElement {
  const chart = init(document.createElement("div"), null, { renderer: "canvas", width, height });
  try {
    chart.setOption(optionOf(data, drawing));
    return chart.renderToCanvas({ pixelRatio: sharpness, backgroundColor: "#ffffff" });
  } finally {
    chart.dispose();
  }
}

/** Room that lying bars and the week need; columns are as wide as they are. */
export function heightOf(data: ChartData): number {
  if (data.kind === "bars") return Math.max(160, data.categories.length * 24 + 40);
  return data.kind === "heat" ? 240 : 260;
}

interface Pen {
  context: CanvasRenderingContext2D;
  palette: Palette;
  left: number;
  width: number;
}

/** Words of a line in as many lines as they need. */
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function paragraph(pen: Pen, text: string, top: number, size: number, color: string, weight = 400) {
  const { context } = pen;
  context.font = `${weight} ${size}px ${font}`;
  context.fillStyle = color;
  const lines = wrapped(text, pen.width, (part) => context.measureText(part).width);
  lines.forEach((line, at) => {
    context.fillText(line, pen.left, top + size + at * size * 1.45);
  });
  return top + lines.length * size * 1.45;
}

/** The parts by colour and name, as many a line as fit. */
function legend(pen: Pen, data: ChartData, top: number): number {
  if (data.kind === "heat" || data.series.length < 2) return top;
  const { context, palette } = pen;
  context.font = `400 12px ${font}`;
  let [x, y] = [pen.left, top];
  for (const { label, color, hatched } of data.series) {
    const needed = 14 + context.measureText(label).width + 16;
    if (x > pen.left && x + needed > pen.left + pen.width) [x, y] = [pen.left, y + 18];
    context.fillStyle = palette.color(color);
    context.fillRect(x, y + 4, 9, 9);
    if (hatched) {
      context.fillStyle = palette.surface;
      context.fillRect(x, y + 7, 9, 2);
    }
    context.fillStyle = palette.text2;
    context.fillText(label, x + 14, y + 13);
    x += needed;
  }
  return y + 22;
}

const margin = 24;
const wide = 960;

/** The whole picture as a data URL. */
export function pictureOf(data: ChartData, drawing: Drawing, caption: Caption): string {
  const chart = chartCanvas(data, drawing, wide - 2 * margin, heightOf(data));
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  const { palette } = drawing;
  const pen: Pen = { context, palette, left: margin, width: wide - 2 * margin };
  // Written once to learn the height, and once for good: a canvas forgets all when it is resized.
  const write = (): number => {
    let top = paragraph(pen, caption.title, margin, 18, palette.text, 600) + 4;
    for (const line of caption.lines) top = paragraph(pen, line, top, 13, palette.text2) + 2;
    top = legend(pen, data, top + 8);
    context.drawImage(chart, margin, top, chart.width / sharpness, chart.height / sharpness);
    top += chart.height / sharpness + 10;
    return paragraph(pen, caption.source, top, 11, palette.text3) + margin - 8;
  };
  const height = Math.ceil(write());
  canvas.width = wide * sharpness;
  canvas.height = height * sharpness;
  context.scale(sharpness, sharpness);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, wide, height);
  write();
  return canvas.toDataURL("image/png");
}
