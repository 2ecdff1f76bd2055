// The keys of the rows, for the list of keys: the grid acts on them itself.
import type { KeyRow, Press } from "../frame/keyTable";

const row = (id: string, ...presses: Press[]): KeyRow => ({
  id,
  group: "rows",
  presses: () => presses,
});

export const gridKeys: KeyRow[] = [
  row(
    "cells",
    { key: "ArrowUp" },
    { key: "ArrowDown" },
    { key: "ArrowLeft" },
    { key: "ArrowRight" },
  ),
  row("rowEnds", { key: "Home" }, { key: "End" }),
  row("gridEnds", { key: "Home", control: true }, { key: "End", control: true }),
  row("openRow", { key: "Enter" }),
  row("rowMenu", { key: "F10", shift: true }),
  row("extend", { key: "↑ ↓ ← →", shift: true }),
  row("wholeRow", { key: "Space" }),
  row("wholeColumn", { key: "Space", control: true }),
  row("allRows", { key: "a", control: true }),
  row("copy", { key: "c", control: true }),
  row("copyHeaders", { key: "c", control: true, shift: true }),
  row("headFilter", { key: "ArrowDown", alt: true }),
  row("headSort", { key: "Enter", control: true }),
  row("headMove", { key: "←", shift: true }, { key: "→", shift: true }),
  row("headWidth", { key: "←", alt: true }, { key: "→", alt: true }),
];
