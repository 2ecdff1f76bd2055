// How the columns of a report stand in the grid: their order, which are hidden or pinned, how wide.
import type { ReportView } from "../backend";

export type Side = "left" | "right";

export interface Layout {
  hidden: string[];
  /** Names in the wanted order; those left out keep their place beside their neighbour. */
  order: string[];
  pinned: Record<string, Side>;
  /** Pixels, for the columns that were resized. */
  widths: Record<string, number>;
}

/** The report's own. */
export const ownLayout: Layout = { hidden: [], order: [], pinned: {}, widths: {} };

export function layoutOf(layout: Layout): Layout {
  const { hidden, order, pinned, widths } = layout;
  return { hidden, order, pinned, widths };
}

export function sameLayout(left: Layout, right: Layout): boolean {
  const sorted = (record: object) => Object.entries(record).sort();
  const told = ({ hidden, order, pinned, widths }: Layout) =>
    JSON.stringify([[...hidden].sort(), order, sorted(pinned), sorted(widths)]);
  return told(left) === told(right);
}

/** All names from left to right: what is pinned left, what scrolls, what is pinned right. */
export function arranged(names: string[], { order, pinned }: Layout): string[] {
  const known = new Set(names);
  const line = order.filter((name) => known.has(name));
  names.forEach((name, at) => {
    if (line.includes(name)) return;
    const before = names[at - 1];
    line.splice(before === undefined ? 0 : line.indexOf(before) + 1, 0, name);
  });
  const on = (side: Side | undefined) => line.filter((name) => pinned[name] === side);
  return [...on("left"), ...on(undefined), ...on("right")];
}

/** The visible columns of a report in the order of the grid. */
export function shownColumns(report: ReportView, layout: Layout): string[] {
  const names = report.columns.map((column) => column.name);
  return arranged(names, layout).filter((name) => !layout.hidden.includes(name));
}

export function withPinned(layout: Layout, name: string, side: Side | null): Partial<Layout> {
  const { [name]: _, ...pinned } = layout.pinned;
  return { pinned: side ? { ...pinned, [name]: side } : pinned };
}

export function withHidden(layout: Layout, name: string, hide: boolean): Partial<Layout> {
  const rest = layout.hidden.filter((held) => held !== name);
  return { hidden: hide ? [...rest, name] : rest };
}

/** The neighbours that a column may change places with: the visible ones of its own part. */
function neighbours(names: string[], layout: Layout, name: string): string[] {
  return arranged(names, layout).filter(
    (other) => layout.pinned[other] === layout.pinned[name] && !layout.hidden.includes(other),
  );
}

export function canMove(names: string[], layout: Layout, name: string, by: 1 | -1): boolean {
  const part = neighbours(names, layout, name);
  return part[part.indexOf(name) + by] !== undefined;
}

/** One place to the left or right within its part. */
export function withMoved(
  names: string[],
  layout: Layout,
  name: string,
  by: 1 | -1,
): Partial<Layout> {
  const part = neighbours(names, layout, name);
  const other = part[part.indexOf(name) + by];
  if (other === undefined) return {};
  const order = arranged(names, layout).filter((held) => held !== name);
  order.splice(order.indexOf(other) + (by === 1 ? 1 : 0), 0, name);
  return { order };
}
