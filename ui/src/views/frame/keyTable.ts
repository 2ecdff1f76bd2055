// Keys that work everywhere in the frame: one row a key, which also feeds the list of keys.
// Single letters never fire while one types, and can be switched off.
import { useEffect } from "react";
import type { Backend } from "../../backend";
import { i18n } from "../../i18n";
import { useBackend } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { shifted } from "../../state/period";
import { prefer, zoomBy } from "../../state/preferences";
import { act, type Place, type Session, setSession, useSession } from "../../state/session";
import { gridKeys } from "../rows/gridKeys";
import { saveNow } from "../saved/viewActs";
import { joinedPlaces } from "./placeList";

export interface Press {
  /** As the event names it, letters small. */
  key: string;
  control?: boolean;
  shift?: boolean;
  /** Only for parts that act by themselves. */
  alt?: boolean;
  /** Pressed after the letter G. */
  afterG?: boolean;
}

export type KeyGroup = "everywhere" | "go" | "view" | "rows";

export interface KeyRow {
  /** Its name in the catalogue. */
  id: string;
  group: KeyGroup;
  presses: () => Press[];
  /** Left out where the part that has the focus acts by itself. */
  act?: (event: KeyboardEvent, backend: Backend) => void;
}

/** Presses the button that the screen at hand marks with this act. */
export function pressMarked(name: string): boolean {
  const button = document.querySelector<HTMLElement>(`[data-act="${name}"]`);
  button?.click();
  return button !== null;
}

/** The field that looks things up on this screen. */
function search(): void {
  document.querySelector<HTMLElement>('#quick-search, .content input[type="search"]')?.focus();
}

function focusFilters(): void {
  document.querySelector<HTMLElement>('[data-region="filters"] button')?.focus();
}

/** Only what offers a workbook opens the dialog, and only while it can be written. */
export function openExport(): void {
  if (document.querySelector('[data-act="export"]:not(:disabled)'))
    setSession({ exportOpen: true });
}

/** Only a report has rows to print. */
function ofReport(part: Partial<Session>): void {
  if (useSession.getState().place === "report") setSession(part);
}

function move(direction: 1 | -1): void {
  const { place, history } = useSession.getState();
  if (place === "timeline") {
    pressMarked(direction < 0 ? "before" : "after");
    return;
  }
  // The calendar turns its own pages.
  if (place === "coverage" || place === "home" || place === "today") return;
  const { period } = history.now;
  act({ do: "period", period: shifted(period, direction) });
}

function turnTheme(): void {
  const dark = document.documentElement.dataset.theme === "dark";
  prefer({ theme: dark ? "light" : "dark" });
}

export function goTo(place: Place): void {
  setSession({ place, fetchOpen: false });
}

/** The letter after G that leads to a place, in the language of the moment. */
export function letterOf(place: string): string {
  return i18n.t(`ui.keys.letter.${place}`);
}

/** The n-th report of the rail. */
function openNth(number: number): void {
  document.querySelectorAll<HTMLElement>(".rail [data-report]")[number - 1]?.click();
}

const control = (key: string, shift = false) => [{ key, control: true, shift }];
const alone = (...keys: string[]) => keys.map((key) => ({ key }));

export const keyRows: KeyRow[] = [
  {
    id: "palette",
    group: "everywhere",
    presses: () => control("k"),
    act: () => setOverlays(({ open }) => ({ open: open === "palette" ? null : "palette" })),
  },
  {
    id: "list",
    group: "everywhere",
    presses: () => [...alone("?"), ...control("/")],
    act: () => setOverlays({ open: "keys" }),
  },
  { id: "region", group: "everywhere", presses: () => alone("F6"), act: () => nextRegion(false) },
  {
    id: "regionBack",
    group: "everywhere",
    presses: () => [{ key: "F6", shift: true }],
    act: () => nextRegion(true),
  },
  {
    id: "rail",
    group: "everywhere",
    presses: () => control("b"),
    act: () => setSession((session) => ({ railFolded: !session.railFolded })),
  },
  {
    id: "theme",
    group: "everywhere",
    presses: () => control("d", true),
    act: turnTheme,
  },
  {
    id: "larger",
    group: "everywhere",
    presses: () => [...control("+"), ...control("=")],
    act: () => zoomBy(1),
  },
  { id: "smaller", group: "everywhere", presses: () => control("-"), act: () => zoomBy(-1) },
  { id: "usualSize", group: "everywhere", presses: () => control("0"), act: () => zoomBy(0) },
  {
    id: "close",
    group: "everywhere",
    presses: () => alone("Escape"),
    act: () => setSession({ runsOpen: false }),
  },
  ...[...joinedPlaces, "settings" as const].map(
    (place): KeyRow => ({
      id: `go.${place}`,
      group: "go",
      presses: () => [{ key: letterOf(place), afterG: true }],
      act: () => goTo(place),
    }),
  ),
  {
    id: "go.report",
    group: "go",
    presses: () =>
      ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((key) => ({ key, afterG: true })),
    act: (event) => openNth(Number(event.key)),
  },
  { id: "search", group: "view", presses: () => [...alone("/"), ...control("f")], act: search },
  { id: "filters", group: "view", presses: () => alone("f"), act: focusFilters },
  { id: "period", group: "view", presses: () => alone("p"), act: () => pressMarked("period") },
  { id: "previous", group: "view", presses: () => alone("["), act: () => move(-1) },
  { id: "next", group: "view", presses: () => alone("]"), act: () => move(1) },
  { id: "undo", group: "view", presses: () => control("z"), act: () => act({ do: "undo" }) },
  {
    id: "redo",
    group: "view",
    presses: () => [...control("y"), ...control("z", true)],
    act: () => act({ do: "redo" }),
  },
  { id: "save", group: "view", presses: () => control("s"), act: (_, backend) => saveNow(backend) },
  {
    id: "export",
    group: "view",
    presses: () => control("e"),
    act: openExport,
  },
  {
    id: "print",
    group: "view",
    presses: () => control("p"),
    act: () => ofReport({ printing: true }),
  },
  { id: "goTo", group: "rows", presses: () => control("g"), act: () => pressMarked("goTo") },
  ...gridKeys,
];

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

/** Until when a letter after G still leads somewhere. */
let goUntil = 0;
const goFor = 1500;

function isLetter(key: string): boolean {
  return key.length === 1;
}

function matches(press: Press, event: KeyboardEvent, afterG: boolean): boolean {
  const held = event.ctrlKey || event.metaKey;
  const key = isLetter(event.key) ? event.key.toLowerCase() : event.key;
  if (press.key !== key || (press.control ?? false) !== held) return false;
  if ((press.afterG ?? false) !== afterG) return false;
  // A sign such as ? needs Shift on some keyboards and not on others.
  const sign = isLetter(key) && !/[a-z]/.test(key);
  return sign || (isLetter(key) && !held) || (press.shift ?? false) === event.shiftKey;
}

/** The row that a key leads to, seen from where it was pressed. */
export function rowFor(event: KeyboardEvent, afterG: boolean): KeyRow | undefined {
  return keyRows.find(
    (row) => row.act && row.presses().some((press) => matches(press, event, afterG)),
  );
}

function mayAct(event: KeyboardEvent): boolean {
  const held = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.altKey || event.isComposing) return false;
  // What lies over everything has the keys to itself, but for the palette's own and those of the size.
  if (document.querySelector(".veil, .print-veil") && !(held && /^[k+=\-0]$/.test(key)))
    return false;
  if (held) return !(typing(event.target) && (key === "z" || key === "y"));
  if (!isLetter(event.key)) return event.key === "F6" || !typing(event.target);
  return useSession.getState().letters && !typing(event.target);
}

function onKey(event: KeyboardEvent, backend: Backend): void {
  if (event.defaultPrevented || !mayAct(event)) return;
  const afterG = Date.now() < goUntil;
  goUntil = 0;
  const row = rowFor(event, afterG) ?? (afterG ? rowFor(event, false) : undefined);
  if (!row) {
    if (event.key.toLowerCase() === "g" && !event.ctrlKey && !event.metaKey)
      goUntil = Date.now() + goFor;
    return;
  }
  event.preventDefault();
  row.act?.(event, backend);
}

export function useKeys(): void {
  const backend = useBackend();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event, backend);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [backend]);
}
