// The lanes as pixels of the device: raster first, then letters, the cursor, and what is dragged over.
import { useLayoutEffect, useMemo, useRef } from "react";
import { type Palette, usePalette } from "../../charts/palette";
import { useTimeline } from "../../state/timeline";
import { ticksOf } from "../../timeline/axis";
import { lastBegun } from "../../timeline/hit";
import type { Span, Stretch } from "../../timeline/model";
import { inkOn, mixed, type Paint, pixelOf } from "../../timeline/paint";
import { type Ink, pixelAt, pixelsOf, raster, type Scene } from "../../timeline/raster";
import type { Drawn } from "./TimelineBoard";
import { inSight } from "./TimelineNames";
import type { Inside } from "./TimelineStage";

/** Hidden states keep a line: their time is no gap. */
function inksOf(paints: Paint[], palette: Palette, states: string[], hidden: readonly string[]) {
  const surface = pixelOf(palette.surface);
  const quiet = mixed(surface, pixelOf(palette.text3), 0.5);
  return paints.map(({ token, hatched, thin }, at): Ink => {
    if (hidden.includes(states[at] ?? ""))
      return { pixel: quiet, hatched: false, thin: true, hatch: quiet };
    const pixel = pixelOf(palette.color(token));
    return { pixel, hatched, thin, hatch: mixed(pixel, surface, 0.7) };
  });
}

function groundsOf(palette: Palette): Scene["grounds"] {
  const surface = pixelOf(palette.surface);
  const [border, accent] = [pixelOf(palette.border), pixelOf(palette.accent)];
  return {
    surface,
    line: mixed(surface, border, 0.6),
    midnight: pixelOf(palette.text3),
    now: mixed(surface, accent, 0.1),
    hatch: mixed(surface, pixelOf(palette.text3), 0.35),
  };
}

type CanvasProps = Inside & Drawn & { band: Stretch | null };

function useScene(props: CanvasProps, ratio: number, palette: Palette): Scene {
  const { picture, lanes, shown, paints, laneHeight, scrolled, width, height, place } = props;
  const hidden = useTimeline((timeline) => timeline.hidden);
  const inks = useMemo(
    () =>
      inksOf(
        paints,
        palette,
        picture.states.map(({ state }) => state),
        hidden,
      ),
    [paints, palette, picture.states, hidden],
  );
  const { first, last } = inSight(props, lanes.length);
  const tall = Math.round(laneHeight * ratio);
  return {
    ...{ inks, ratio, stretch: shown, laneHeight: tall, barHeight: Math.round(tall * 0.66) },
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
    lanes: lanes.slice(first, last).map((lane, index) => ({
      top: Math.round(((first + index) * laneHeight - scrolled) * ratio),
      spans: lane.spans,
      now: place?.lane === first + index,
    })),
    grounds: groundsOf(palette),
    ticks: ticksOf(shown, width),
    missing: props.ground.missing,
  };
}

export function TimelineCanvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageData | null>(null);
  const palette = usePalette();
  const ratio = window.devicePixelRatio || 1;
  const scene = useScene(props, ratio, palette);
  const { now } = props;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (!context || !canvas.current) return;
    const { width, height } = scene;
    if (canvas.current.width !== width) canvas.current.width = width;
    if (canvas.current.height !== height) canvas.current.height = height;
    if (image.current?.width !== width || image.current.height !== height)
      image.current = context.createImageData(width, height);
    raster(new Uint32Array(image.current.data.buffer), scene);
    context.putImageData(image.current, 0, 0);
    letters(context, scene, props.labels, props.paints);
    if (now !== null) line(context, scene, now, palette.accent);
    outline(context, scene, props, palette);
    if (props.band) band(context, scene, props.band, palette);
  });
  return <canvas ref={canvas} className="timeline-canvas" aria-hidden />;
}

/** The name of a state where it fits, else its letter. */
function letters(
  context: CanvasRenderingContext2D,
  scene: Scene,
  labels: string[],
  paints: Paint[],
): void {
  const { ratio, laneHeight, stretch, inks } = scene;
  const size = Math.round(Math.min(12 * ratio, laneHeight * 0.42));
  const pad = 5 * ratio;
  context.font = `600 ${size}px "Inter Variable", system-ui, sans-serif`;
  context.textBaseline = "middle";
  const wide = labels.map((label) => context.measureText(label).width + 2 * pad);
  const fills = inks.map(({ pixel }) => inkOn(pixel));
  const write = ([from, to, state]: Span, middle: number) => {
    const ink = inks[state];
    if (!ink || ink.thin || ink.hatched) return;
    const [left, right] = pixelsOf(Math.max(from, stretch.from), to, scene);
    const room = right - left;
    if (room < size + pad) return;
    const whole = room >= (wide[state] ?? room + 1);
    context.fillStyle = fills[state] ?? "#000";
    context.textAlign = whole ? "left" : "center";
    const text = whole ? (labels[state] ?? "") : (paints[state]?.mark ?? "");
    context.fillText(text, whole ? left + pad : (left + right) / 2, middle);
  };
  for (const { top, spans } of scene.lanes) {
    const middle = top + laneHeight / 2 + ratio * 0.5;
    for (let at = Math.max(0, lastBegun(spans, stretch.from)); at < spans.length; at += 1) {
      const span = spans[at] as Span;
      if (span[0] >= stretch.to) break;
      write(span, middle);
    }
  }
}

function line(context: CanvasRenderingContext2D, scene: Scene, now: number, color: string): void {
  const x = Math.round(pixelAt(now, scene));
  context.fillStyle = color;
  context.fillRect(x - scene.ratio, 0, 2 * scene.ratio, scene.height);
}

/** The segment of the cursor: a line around it, with ground between, so that it shows on any colour. */
function outline(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { place, laneHeight, scrolled }: Drawn,
  palette: Palette,
): void {
  if (!place) return;
  const { ratio, barHeight, width } = scene;
  const { from, to, state } = place.segment;
  if (to <= scene.stretch.from || from >= scene.stretch.to) return;
  const tall = scene.laneHeight;
  const top = Math.round((place.lane * laneHeight - scrolled) * ratio) + (tall - barHeight) / 2;
  const left = Math.max(-4 * ratio, pixelAt(from, scene));
  const right = Math.min(width + 4 * ratio, Math.max(left + ratio, pixelAt(to, scene)));
  const frame = (out: number, thick: number, color: string) => {
    context.strokeStyle = color;
    context.lineWidth = thick * ratio;
    const by = out * ratio;
    context.strokeRect(left - by, top - by, right - left + 2 * by, barHeight + 2 * by);
  };
  context.setLineDash([]);
  if (state === null) context.setLineDash([4 * ratio, 3 * ratio]);
  frame(0.5, 1, palette.surface);
  frame(2, 2, palette.text);
  context.setLineDash([]);
}

function band(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { from, to }: Stretch,
  palette: Palette,
): void {
  const [left, right] = [pixelAt(from, scene), pixelAt(to, scene)];
  context.globalAlpha = 0.18;
  context.fillStyle = palette.accent;
  context.fillRect(left, 0, right - left, scene.height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.accent;
  context.lineWidth = 2 * scene.ratio;
  context.strokeRect(left, -2, right - left, scene.height + 4);
}
