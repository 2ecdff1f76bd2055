// Pixels of the lanes, a scan line at a time: sixty thousand states are redrawn within a frame.
import { lastBegun } from "./hit";
import type { Span, Stretch } from "./model";

/** How a state is drawn; colours as pixels. */
export interface Ink {
  pixel: number;
  hatched: boolean;
  /** Only a line along the middle of the lane. */
  thin: boolean;
  /** Colour of its hatch. */
  hatch: number;
}

export interface Grounds {
  surface: number;
  /** Marks of the axis. */
  line: number;
  midnight: number;
  /** The lane of the cursor. */
  now: number;
  /** Days that are not held. */
  hatch: number;
}

export interface Scene {
  width: number;
  height: number;
  stretch: Stretch;
  lanes: { top: number; spans: Span[]; now: boolean }[];
  laneHeight: number;
  /** Height of a state within its lane. */
  barHeight: number;
  inks: Ink[];
  grounds: Grounds;
  ticks: { second: number; midnight: boolean }[];
  missing: Stretch[];
  /** Device pixels per pixel of the page: hatches keep their look. */
  ratio: number;
}

export function pixelAt(second: number, { width, stretch }: Pick<Scene, "width" | "stretch">) {
  return ((second - stretch.from) / (stretch.to - stretch.from)) * width;
}

/**
 * First and last pixel (exclusive) of a span: at least one, so that nothing short is lost. Where a pixel
 * is longer than a second, seconds fall to pixels as in the core, which gave each pixel one owner.
 */
export function pixelsOf(from: number, to: number, scene: Pick<Scene, "width" | "stretch">) {
  const { width, stretch } = scene;
  const length = stretch.to - stretch.from;
  const owned = (second: number) => Math.floor(((second - stretch.from + 1) * width - 1) / length);
  const [first, end] =
    width < length
      ? [owned(from), owned(to - 1) + 1]
      : [Math.floor(pixelAt(from, scene)), Math.floor(pixelAt(to, scene))];
  const left = Math.max(0, first);
  return [left, Math.min(Math.max(left + 1, end), width)] as const;
}

function ground(pixels: Uint32Array, scene: Scene): void {
  const { width, height, grounds, missing, ratio } = scene;
  pixels.fill(grounds.surface);
  for (const { from, to } of missing) {
    const [left, right] = pixelsOf(from, to, scene);
    hatch(pixels, width, { left, right, top: 0, bottom: height }, grounds.hatch, 8 * ratio, ratio);
  }
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Diagonal lines, so thick and so far apart. */
function hatch(
  pixels: Uint32Array,
  width: number,
  { left, right, top, bottom }: Box,
  pixel: number,
  apart: number,
  thick: number,
): void {
  const [step, line] = [Math.round(apart), Math.max(1, Math.round(thick))];
  for (let y = top; y < bottom; y += 1) {
    const row = y * width;
    for (let x = left + ((step - ((left + y) % step)) % step); x < right + step; x += step)
      for (let along = Math.max(left, x - line); along < Math.min(right, x); along += 1)
        pixels[row + along] = pixel;
  }
}

function marks(pixels: Uint32Array, scene: Scene): void {
  const { width, height, grounds, ticks, ratio } = scene;
  const thick = Math.max(1, Math.round(ratio));
  for (const { second, midnight } of ticks) {
    const x = Math.round(pixelAt(second, scene));
    if (x < 0 || x >= width) continue;
    const color = midnight ? grounds.midnight : grounds.line;
    const right = Math.min(width, x + thick);
    for (let row = 0; row < height * width; row += width)
      for (let at = row + x; at < row + right; at += 1) pixels[at] = color;
  }
}

interface Run {
  left: number;
  right: number;
  state: number;
}

/** The spans that are seen, as runs of pixels. */
function runs(spans: Span[], scene: Scene): Run[] {
  const found: Run[] = [];
  // Overlapping data may reach in from further back.
  const first = Math.max(0, lastBegun(spans, scene.stretch.from) - 16);
  for (let at = first; at < spans.length; at += 1) {
    const [from, to, state] = spans[at] as Span;
    if (from >= scene.stretch.to) break;
    if (to <= scene.stretch.from) continue;
    const [left, right] = pixelsOf(from, to, scene);
    found.push({ left, right, state });
  }
  return found;
}

/** Runs that touch are one block: below the first scan line, a block is copied at once. */
function blocks(found: Run[]): { left: number; right: number }[] {
  const joined: { left: number; right: number }[] = [];
  for (const { left, right } of found) {
    const last = joined.at(-1);
    if (last && left <= last.right) last.right = Math.max(last.right, right);
    else joined.push({ left, right });
  }
  return joined;
}

function solid(pixels: Uint32Array, scene: Scene, found: Run[], from: number, to: number): void {
  if (from >= to) return;
  const { width, inks } = scene;
  const first = from * width;
  for (const { left, right, state } of found) {
    const { pixel } = inks[state] as Ink;
    for (let at = first + left; at < first + right; at += 1) pixels[at] = pixel;
  }
  for (const { left, right } of blocks(found))
    for (let y = from + 1; y < to; y += 1)
      pixels.copyWithin(y * width + left, first + left, first + right);
}

function lane(pixels: Uint32Array, scene: Scene, { top, spans }: Scene["lanes"][number]): void {
  const { width, height, laneHeight, barHeight, inks, ratio } = scene;
  const above = top + Math.floor((laneHeight - barHeight) / 2);
  const [from, to] = [Math.max(0, above), Math.min(height, above + barHeight)];
  if (from >= to) return;
  const found = runs(spans, scene);
  const isThin = ({ state }: Run) => inks[state]?.thin === true;
  const thick = found.filter((run) => inks[run.state] !== undefined && !isThin(run));
  const middle = Math.min(height, Math.max(0, above + Math.floor(barHeight / 2)));
  const lower = Math.min(height, middle + Math.max(1, Math.round(ratio)));
  // States first, lines over them: what overlaps a state stays visible.
  solid(pixels, scene, thick, from, to);
  solid(pixels, scene, found.filter(isThin), middle, lower);
  for (const { left, right, state } of thick) {
    const ink = inks[state] as Ink;
    const box = { left, right, top: from, bottom: to };
    if (ink.hatched) hatch(pixels, width, box, ink.hatch, 6 * ratio, 2 * ratio);
  }
}

/** Draws into the pixels of a canvas of that width and height. */
export function raster(pixels: Uint32Array, scene: Scene): void {
  const { width, height, laneHeight, grounds } = scene;
  ground(pixels, scene);
  for (const { top, now } of scene.lanes)
    if (now)
      pixels.fill(
        grounds.now,
        Math.max(0, top) * width,
        Math.min(height, Math.max(0, top + laneHeight)) * width,
      );
  marks(pixels, scene);
  for (const one of scene.lanes) lane(pixels, scene, one);
}
