// What the rows are scrolled by, and where it stands.

/** What scrolls rows up and down: their view, and the grid's own bar where the system's hides. */
export const bars = ".ag-grid-viewport, .ag-body-vertical-scroll-viewport";

/** The row at the top of the view, whatever the height is compressed to. */
export function rowAtTop(
  view: { scrollTop: number; scrollHeight: number; clientHeight: number },
  total: number,
  rowHeight: number,
): number {
  const room = view.scrollHeight - view.clientHeight;
  if (room <= 0) return 0;
  const last = Math.max(0, total - Math.floor(view.clientHeight / rowHeight));
  return Math.round((view.scrollTop / room) * last);
}
