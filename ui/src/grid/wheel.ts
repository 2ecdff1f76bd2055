// Above about a million rows the grid's scroll height is compressed, and one notch of the wheel would
// jump over screens. This turns the wheel back into rows.

/** Pixels to add to scrollTop for a wheel step, with what is carried to the next. */
export function wheelStep(
  delta: number,
  stretch: number,
  carried: number,
): { move: number; carried: number } {
  const wanted = carried + delta / stretch;
  const move = Math.trunc(wanted);
  return { move, carried: wanted - move };
}

export function tameWheel(box: HTMLElement, rowHeight: number, rowCount: () => number): () => void {
  let carried = 0;
  const onWheel = (event: WheelEvent) => {
    const view = box.querySelector<HTMLElement>(".ag-grid-viewport");
    if (!view || event.ctrlKey) return;
    const room = view.scrollHeight - view.clientHeight;
    const stretch = room > 0 ? (rowCount() * rowHeight - view.clientHeight) / room : 1;
    if (stretch <= 1.05) return;
    event.preventDefault();
    event.stopPropagation();
    const delta = event.deltaMode === 1 ? event.deltaY * rowHeight : event.deltaY;
    const step = wheelStep(delta, stretch, carried);
    carried = step.carried;
    view.scrollTop += step.move;
  };
  box.addEventListener("wheel", onWheel, { capture: true, passive: false });
  return () => box.removeEventListener("wheel", onWheel, { capture: true });
}
