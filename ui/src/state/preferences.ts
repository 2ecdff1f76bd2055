// How the window looks and reads: chosen once, kept in the core, in force at once. The root element
// carries what CSS needs; a copy in the browser's own storage serves the first paint of the next start.
import type { Backend } from "../backend";
import { regions } from "../format/locale";
import { writeAs } from "../i18n";
import { contrasts, densities, type Preferences, themes, usual, zooms } from "./choices";
import { setSession, useSession } from "./session";

const allowed: { [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: themes,
  contrast: contrasts,
  density: densities,
  zoom: zooms,
  region: regions,
  letters: [true, false],
};

const names = Object.keys(usual) as (keyof Preferences)[];

/** The value of a kept text; null where it is none that can be chosen. */
export function readPreference<K extends keyof Preferences>(
  name: K,
  text: string | null,
): Preferences[K] | null {
  // The theme was once kept as a bare word.
  const plain = text?.replace(/^"|"$/g, "");
  return allowed[name].find((value) => String(value) === plain) ?? null;
}

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");
const contrasted = () => [
  window.matchMedia("(prefers-contrast: more)"),
  window.matchMedia("(forced-colors: active)"),
];

function inForce({ theme, contrast, density, zoom, region }: Preferences): void {
  writeAs(region);
  const root = document.documentElement;
  const isDark = theme === "dark" || (theme === "system" && dark().matches);
  const isMore =
    contrast === "on" || (contrast === "system" && contrasted().some(({ matches }) => matches));
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.contrast = isMore ? "more" : "usual";
  root.dataset.density = density;
  root.style.fontSize = `${zoom}%`;
}

/** The choices of the moment, out of all that the session holds. */
export function preferences(): Preferences {
  const { theme, contrast, density, zoom, region, letters } = useSession.getState();
  return { theme, contrast, density, zoom, region, letters };
}

function storage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(localStorage);
  } catch {
    return null; // Only the first paint of the next start suffers.
  }
}

export function remember(key: string, value: string): void {
  storage((kept) => kept.setItem(key, value));
}

export function recall(key: string): string | null {
  return storage((kept) => kept.getItem(key));
}

function taken(kept: (name: keyof Preferences) => string | null): Partial<Preferences> {
  const found = names.map((name) => [name, readPreference(name, kept(name))] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

/** Before the first paint: what the browser remembers, and the system where nothing was chosen. */
export function startPreferences(): void {
  setSession(taken(recall));
  inForce(preferences());
  for (const media of [dark(), ...contrasted()])
    media.addEventListener("change", () => inForce(preferences()));
}

let keeper: Backend | null = null;

/** The core has the last word: its choices survive a new computer, those of the page do not. */
export async function followPreferences(backend: Backend): Promise<void> {
  keeper = backend;
  const answers = await Promise.all(
    names.map((key) => backend.call("setting", { key }).catch(() => ({ key, value: null }))),
  );
  const kept = new Map(answers.map(({ key, value }) => [key, value]));
  put(taken((name) => kept.get(name) ?? null));
}

function put(part: Partial<Preferences>): void {
  setSession(part);
  for (const [name, value] of Object.entries(part)) remember(name, String(value));
  inForce(preferences());
}

/** Chooses: in force and kept at once. */
export function prefer(part: Partial<Preferences>): void {
  put(part);
  for (const [key, value] of Object.entries(part))
    void keeper?.call("set_setting", { key, value: JSON.stringify(value) }).catch(() => {});
}

/** One step larger or smaller; 0 is the usual size. */
export function zoomBy(direction: 1 | 0 | -1): void {
  const { zoom } = preferences();
  const at = zooms.indexOf(zoom as (typeof zooms)[number]);
  const next = direction === 0 ? 100 : zooms[Math.max(0, at + direction)];
  if (next !== undefined && next !== zoom) prefer({ zoom: next });
}
