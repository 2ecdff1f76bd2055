// While the scroll bar is dragged, by more rows at each step than are seen: which row is on top.

import { bars, rowAtTop } from "./bars";

const longEnough = 1_000;

export interface BubbleHost {
  rowHeight: number;
  total: () => number;
  text: (row: number) => string;
}

/** Shows it while the bar of the rows in `box` is dragged. What is returned ends it. */
export function rowBubble(box: HTMLElement, { rowHeight, total, text }: BubbleHost): () => void {
  const mark = document.createElement("div");
  mark.className = "row-bubble";
  mark.setAttribute("aria-hidden", "true");
  let dragged = false;
  const onDown = (event: MouseEvent) => {
    const onCell = (event.target as HTMLElement).closest(".ag-cell, .ag-header");
    dragged = !onCell && total() > longEnough;
  };
  const onUp = () => {
    dragged = false;
    mark.remove();
  };
  const onScroll = ({ target }: Event) => {
    const bar = target as HTMLElement;
    if (!dragged || !bar.matches(bars)) return;
    mark.textContent = text(rowAtTop(bar, total(), rowHeight) + 1);
    const room = bar.scrollHeight - bar.clientHeight;
    const share = room > 0 ? bar.scrollTop / room : 0;
    mark.style.top = `${Math.round(40 + share * Math.max(0, bar.clientHeight - 88))}px`;
    if (!mark.isConnected) box.append(mark);
  };
  box.addEventListener("mousedown", onDown, true);
  box.addEventListener("scroll", onScroll, true);
  window.addEventListener("mouseup", onUp, true);
  return () => {
    onUp();
    box.removeEventListener("mousedown", onDown, true);
    box.removeEventListener("scroll", onScroll, true);
    window.removeEventListener("mouseup", onUp, true);
  };
}
