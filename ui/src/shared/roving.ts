// One tab stop for a table of buttons: arrows walk its cells, as in a grid.
import { type KeyboardEvent, useCallback, useRef, useState } from "react";

const moves: Record<string, [lines: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

export interface Spot {
  line: number;
  column: number;
}

/** Where a key leads within so many lines and columns; null if it is not a key of the grid's. */
export function stepped(spot: Spot, key: string, control: boolean, lines: number, columns: number) {
  const move = moves[key];
  if (!move) return null;
  const inside = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  const line =
    control && key === "Home" ? 0 : control && key === "End" ? lines - 1 : spot.line + move[0];
  return { line: inside(line, lines), column: inside(spot.column + move[1], columns) };
}

/** Cells carry `data-spot="line:column"`; the one at hand is the only tab stop. */
export function useRoving(lines: number, columns: number) {
  const box = useRef<HTMLTableElement>(null);
  const [spot, setSpot] = useState<Spot>({ line: 0, column: 0 });
  const here = {
    line: Math.min(spot.line, Math.max(0, lines - 1)),
    column: Math.min(spot.column, Math.max(0, columns - 1)),
  };
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const from = (event.target as HTMLElement).closest<HTMLElement>("[data-spot]")?.dataset.spot;
      if (!from) return;
      const [line = 0, column = 0] = from.split(":").map(Number);
      const control = event.ctrlKey || event.metaKey;
      const next = stepped({ line, column }, event.key, control, lines, columns);
      if (!next) return;
      event.preventDefault();
      setSpot(next);
      box.current
        ?.querySelector<HTMLElement>(`[data-spot="${next.line}:${next.column}"]`)
        ?.focus({ preventScroll: false });
    },
    [lines, columns],
  );
  return { box, onKeyDown, here, setSpot };
}
