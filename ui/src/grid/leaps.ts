// Scrolling by a screen or more at once. Where its rows are here, and drawing them is quick, a leap is drawn
// as it comes. Else whatever is drawn on the way is gone in the next frame and keeps the page busy: the rows
// are asked for, and drawn together when the bar rests.

import { bars } from "./bars";

/** Milliseconds without a step after which the bar rests. */
const rest = 80;
/** Milliseconds that the drawing waits for rows on their way; from then on it shows that they are missing. */
const patience = 300;
const again = 16;
const deaf = 500;
/** Milliseconds that the drawing of a leap may take, to its painted frame, for the next to be drawn at once. */
const quick = 45;

export interface LeapHost {
  /** How far down the drawn rows are, in pixels. */
  drawn: () => number;
  /** Whether the rows of that place are here; asks for them otherwise. */
  read: (bar: HTMLElement) => boolean;
}

/** Whether none of the rows in view would still be there. */
export function isLeap(from: number, bar: { scrollTop: number; clientHeight: number }): boolean {
  return Math.abs(bar.scrollTop - from) >= bar.clientHeight;
}

/** Keeps leaps from the grid within `box` until they rest. What is returned ends it. */
export function holdLeaps(box: HTMLElement, { drawn, read }: LeapHost): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let passed: Event | null = null;
  let took = 0;
  const measure = () => {
    const begun = performance.now();
    const painted = () => {
      took = performance.now() - begun;
    };
    requestAnimationFrame(() => setTimeout(painted, 0));
  };
  const pass = (bar: HTMLElement, tries = 3) => {
    if (!isLeap(drawn(), bar)) return;
    measure();
    passed = new Event("scroll");
    bar.dispatchEvent(passed);
    // Half a second after a step of the wheel the grid does not listen to its own bar.
    if (tries > 0) waiting = setTimeout(pass, deaf / tries, bar, tries - 1);
  };
  const look = (bar: HTMLElement, until: number) => {
    if (read(bar) || performance.now() > until) pass(bar);
    else waiting = setTimeout(look, again, bar, until);
  };
  const onScroll = (event: Event) => {
    const bar = event.target as HTMLElement;
    if (event === passed || !bar.matches(bars)) return;
    clearTimeout(waiting);
    if (!isLeap(drawn(), bar)) return;
    if (took <= quick && read(bar)) return measure();
    event.stopPropagation();
    waiting = setTimeout(look, rest, bar, performance.now() + rest + patience);
  };
  box.addEventListener("scroll", onScroll, true);
  return () => {
    clearTimeout(waiting);
    box.removeEventListener("scroll", onScroll, true);
  };
}
