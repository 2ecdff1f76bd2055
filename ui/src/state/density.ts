// Sizes of a grid in pixels, by density and zoom: what a grid cannot take from CSS itself.
import type { Density } from "./choices";

export interface GridSizes {
  row: number;
  head: number;
  font: number;
  headFont: number;
  /** Beside the text of a cell. */
  pad: number;
}

const sizes: Record<Density, GridSizes> = {
  compact: { row: 24, head: 28, font: 12, headFont: 12, pad: 10 },
  normal: { row: 28, head: 32, font: 13, headFont: 12, pad: 12 },
  comfortable: { row: 36, head: 40, font: 14, headFont: 13, pad: 12 },
};

export function gridSizes(density: Density, zoom: number): GridSizes {
  const { row, head, font, headFont, pad } = sizes[density];
  const scaled = (size: number) => Math.round((size * zoom) / 100);
  return {
    row: scaled(row),
    head: scaled(head),
    font: (font * zoom) / 100,
    headFont: (headFont * zoom) / 100,
    pad: scaled(pad),
  };
}
