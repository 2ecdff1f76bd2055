// What can be chosen of how the window looks and reads, and what holds until something is.
import type { Region } from "../format/locale";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const contrasts = ["system", "on", "off"] as const;
export type Contrast = (typeof contrasts)[number];
export const densities = ["compact", "normal", "comfortable"] as const;
export type Density = (typeof densities)[number];
/** Percent of the usual text size. */
export const zooms = [90, 100, 110, 125, 150, 175, 200] as const;

export interface Preferences {
  theme: Theme;
  contrast: Contrast;
  density: Density;
  zoom: number;
  region: Region;
  /** Whether single letters are shortcuts. */
  letters: boolean;
}

export const usual: Preferences = {
  theme: "system",
  contrast: "system",
  density: "normal",
  zoom: 100,
  region: "system",
  letters: true,
};
