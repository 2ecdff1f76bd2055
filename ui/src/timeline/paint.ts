// How states look: the colour token of each, hatched where a colour serves twice, and its short mark.
import type { TimelineState } from "../backend";
import { coreStates, stateColors } from "../charts/states";

export interface Paint {
  token: string;
  hatched: boolean;
  /** For segments with room for one letter only. */
  mark: string;
  /** Not at work: drawn as a line, so that it does not look like a state of work. */
  thin: boolean;
}

const marks: Record<string, string> = {
  ready: "R",
  talk: "T",
  acw: "W",
  ring: "!",
  hold: "H",
  aux1: "1",
  aux2: "2",
  aux3: "3",
  out: "·",
};

/** The same colours as in the charts, which order the states alike. */
export function paintsOf(states: TimelineState[]): Paint[] {
  const lines = new Map(states.map((line) => [line.state, line]));
  const keys = states.map(({ state }) => state).filter((key) => key !== "");
  const others = keys.filter(
    (key) => !coreStates.includes(key) && lines.get(key)?.class !== "logged_out",
  );
  const ordered = [...coreStates.filter((key) => keys.includes(key)), ...others.sort()];
  const colors = stateColors(
    ordered,
    (key) => lines.get(key)?.color ?? null,
    (key) => lines.get(key)?.class ?? null,
  );
  return states.map(({ state, class: of, color }) => {
    const thin = of === "logged_out";
    const found = colors.get(state) ?? { color: color ?? "out", hatched: false };
    return {
      token: found.color,
      hatched: found.hatched ?? false,
      mark: marks[found.color] ?? "·",
      thin,
    };
  });
}

/** `#048d66` as a canvas keeps it in memory. */
export function pixelOf(color: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(color.trim())?.[1];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color.trim());
  const full =
    hex ??
    (short
      ? short
          .slice(1)
          .map((digit) => digit + digit)
          .join("")
      : "808080");
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    Number.parseInt(full.slice(at, at + 2), 16),
  );
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A colour between two, for quiet grounds. */
export function mixed(one: number, other: number, share: number): number {
  let result = 0xff000000;
  for (const shift of [0, 8, 16]) {
    const [a, b] = [(one >>> shift) & 255, (other >>> shift) & 255];
    result |= Math.round(a + (b - a) * share) << shift;
  }
  return result >>> 0;
}

function luminance(pixel: number): number {
  const part = (shift: number) => {
    const value = ((pixel >>> shift) & 255) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(0) + 0.7152 * part(8) + 0.0722 * part(16);
}

export function contrast(one: number, other: number): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const [black, white] = [0xff000000, 0xffffffff];

/** Black or white, whichever is read better on that colour: one of them always passes 4.5. */
export function inkOn(pixel: number): "#000" | "#fff" {
  return contrast(pixel, black) >= contrast(pixel, white) ? "#000" : "#fff";
}
