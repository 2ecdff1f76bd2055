// While the scroll bar is dragged over more rows than it can show pixel by pixel: which row is on top.
const longEnough = 1_000_000;

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

export interface Bubble {
  /** To be called for every scroll of the rows. */
  scrolled: () => void;
  stop: () => void;
}

export interface BubbleHost {
  rowHeight: number;
  total: () => number;
  text: (row: number) => string;
  dragging: (on: boolean) => void;
}

export function rowBubble(
  box: HTMLElement,
  { rowHeight, total, text, dragging }: BubbleHost,
): Bubble {
  const mark = document.createElement("div");
  mark.className = "row-bubble";
  mark.setAttribute("aria-hidden", "true");
  let dragged = false;
  const onDown = (event: MouseEvent) => {
    const onCell = (event.target as HTMLElement).closest(".ag-cell, .ag-header");
    dragged = !onCell && total() > longEnough;
    if (dragged) dragging(true);
  };
  const onUp = () => {
    if (dragged) dragging(false);
    dragged = false;
    mark.remove();
  };
  box.addEventListener("mousedown", onDown, true);
  window.addEventListener("mouseup", onUp, true);
  return {
    scrolled: () => {
      const view = box.querySelector<HTMLElement>(".ag-grid-viewport");
      if (!dragged || !view) return;
      mark.textContent = text(rowAtTop(view, total(), rowHeight) + 1);
      const room = view.scrollHeight - view.clientHeight;
      const share = room > 0 ? view.scrollTop / room : 0;
      mark.style.top = `${Math.round(40 + share * Math.max(0, view.clientHeight - 88))}px`;
      if (!mark.isConnected) box.append(mark);
    },
    stop: () => {
      onUp();
      box.removeEventListener("mousedown", onDown, true);
      window.removeEventListener("mouseup", onUp, true);
    },
  };
}
