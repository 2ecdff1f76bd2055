// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import type { Backend, Setting } from "../src/backend";
import { formatsFor, localesFor, regions } from "../src/format";
import { usual } from "../src/state/choices";
import { gridSizes } from "../src/state/density";
import {
  followPreferences,
  prefer,
  preferences,
  readPreference,
  startPreferences,
  zoomBy,
} from "../src/state/preferences";
import { setSession } from "../src/state/session";

/** A core that keeps settings and nothing else. */
function core(kept: Record<string, string> = {}) {
  const held = new Map(Object.entries(kept));
  const call = async (name: string, request: Setting) => {
    if (name === "set_setting") held.set(request.key, request.value ?? "");
    return { key: request.key, value: held.get(request.key) ?? null };
  };
  return { held, backend: { call } as unknown as Backend };
}

const root = document.documentElement;

beforeEach(() => {
  localStorage.clear();
  setSession({ ...usual });
});

describe("a choice of looks", () => {
  it("is in force at once, and kept by the core and for the next first paint", async () => {
    const { held, backend } = core();
    await followPreferences(backend);
    prefer({ density: "compact", contrast: "on", theme: "dark", zoom: 150, letters: false });
    expect(root.dataset).toMatchObject({ density: "compact", contrast: "more", theme: "dark" });
    expect(root.style.fontSize).toBe("150%");
    expect(Object.fromEntries(held)).toEqual({
      density: '"compact"',
      contrast: '"on"',
      theme: '"dark"',
      zoom: "150",
      letters: "false",
    });
    setSession({ ...usual });
    startPreferences();
    expect(preferences()).toMatchObject({ density: "compact", zoom: 150, letters: false });
  });
  it("comes back from the core where the page remembers another", async () => {
    localStorage.setItem("density", "compact");
    startPreferences();
    await followPreferences(core({ density: '"comfortable"', region: '"pt-BR"' }).backend);
    expect(preferences()).toMatchObject({ density: "comfortable", region: "pt-BR" });
    expect(root.dataset.density).toBe("comfortable");
  });
  it("ignores what cannot be chosen", () => {
    expect(readPreference("density", '"tiny"')).toBeNull();
    expect(readPreference("zoom", "137")).toBeNull();
    expect(readPreference("theme", "dark")).toBe("dark");
    expect(readPreference("letters", "false")).toBe(false);
  });
});

describe("the zoom", () => {
  it("steps, stops at its ends, and goes back to usual", () => {
    prefer({ zoom: 175 });
    zoomBy(1);
    zoomBy(1);
    expect(preferences().zoom).toBe(200);
    zoomBy(0);
    zoomBy(-1);
    zoomBy(-1);
    expect(preferences().zoom).toBe(90);
  });
  it("and the density make the sizes of a grid", () => {
    expect(gridSizes("normal", 100)).toMatchObject({ row: 28, head: 32, font: 13 });
    expect(gridSizes("compact", 100)).toMatchObject({ row: 24, head: 28, font: 12 });
    expect(gridSizes("comfortable", 200)).toMatchObject({ row: 72, head: 80, font: 28 });
  });
});

describe("the regional format", () => {
  const written = (region: (typeof regions)[number]) => {
    const f = formatsFor(localesFor("es", "es-UY", region));
    return [f.number(1234567.89, 2), f.percent(0.814), f.dateTime("2026-11-20T17:05:09")].map(
      (text) => text.replace(/[\u00a0\u202f]/g, " "),
    );
  };
  it("writes digits and dates as the chosen region, whatever the language", () => {
    expect(written("es-CO")).toEqual(["1.234.567,89", "81,4%", "20/11/2026 17:05:09"]);
    expect(written("es-MX")).toEqual(["1,234,567.89", "81.4%", "20/11/2026 17:05:09"]);
    expect(written("es-CL")).toEqual(["1.234.567,89", "81,4%", "20-11-2026 17:05:09"]);
    expect(written("es-ES")).toEqual(["1.234.567,89", "81,4 %", "20/11/2026 17:05:09"]);
    expect(written("pt-BR")).toEqual(["1.234.567,89", "81,4%", "20/11/2026 17:05:09"]);
    expect(written("pt-PT")).toEqual(["1 234 567,89", "81,4%", "20/11/2026 17:05:09"]);
    expect(written("en-US")).toEqual(["1,234,567.89", "81.4%", "11/20/2026 17:05:09"]);
    expect(written("en-GB")).toEqual(["1,234,567.89", "81.4%", "20/11/2026 17:05:09"]);
  });
  it("follows the system where none was chosen, and keeps the language of words", () => {
    expect(localesFor("pt", "es-UY")).toEqual({ words: "pt-UY", digits: "es-UY" });
    expect(localesFor("pt", "es-UY", "en-GB")).toEqual({ words: "pt-GB", digits: "en-GB" });
    for (const region of regions) expect(() => written(region)).not.toThrow();
  });
});
