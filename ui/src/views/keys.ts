// Keys that work everywhere in the frame. Single letters never fire while one types.
import { useEffect } from "react";
import { shifted } from "../state/period";
import { zoomBy } from "../state/preferences";
import { act, setSession, useSession } from "../state/session";

type Act = (event: KeyboardEvent) => void;

/** The field that looks things up on this screen. */
function search(): void {
  document.querySelector<HTMLElement>('#quick-search, .content input[type="search"]')?.focus();
}

const withControl: Record<string, Act> = {
  b: () => setSession((session) => ({ railFolded: !session.railFolded })),
  z: (event) => act({ do: event.shiftKey ? "redo" : "undo" }),
  y: () => act({ do: "redo" }),
  f: search,
  "+": () => zoomBy(1),
  "=": () => zoomBy(1),
  "-": () => zoomBy(-1),
  "0": () => zoomBy(0),
};

function move(direction: 1 | -1): void {
  const { place, history } = useSession.getState();
  // The calendar turns its own pages.
  if (place === "coverage") return;
  const { period } = history.now;
  act({ do: "period", period: shifted(period, direction) });
}

const alone: Record<string, Act> = {
  Escape: () => setSession({ runsOpen: false }),
  "[": () => move(-1),
  "]": () => move(1),
  "/": search,
};

export function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** F6 walks the regions that are marked with data-region. */
function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  if (regions.length === 0) return;
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + (back ? -1 : 1) + regions.length) % regions.length];
  const first =
    next?.querySelector<HTMLElement>("button, input, summary, [tabindex='0'], a[href]") ?? next;
  first?.focus();
}

function onKey(event: KeyboardEvent): void {
  if (event.key === "F6") {
    event.preventDefault();
    nextRegion(event.shiftKey);
    return;
  }
  const control = event.ctrlKey || event.metaKey;
  const editing = typing(event.target);
  const key = event.key.toLowerCase();
  if (control && editing && (key === "z" || key === "y")) return;
  const found = control ? withControl[key] : editing || event.altKey ? undefined : alone[event.key];
  if (!found) return;
  event.preventDefault();
  found(event);
}

export function useKeys(): void {
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
