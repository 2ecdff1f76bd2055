import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../src/");

/** What each tier may import from. Everything else is a mistake. */
const allowed: Record<string, string[]> = {
  about: [],
  shared: [],
  format: [],
  backend: [],
  i18n: ["format"],
  state: ["backend", "format", "i18n"],
  grid: ["shared", "backend", "format", "i18n", "state"],
  charts: ["shared", "backend", "format", "i18n", "state"],
  timeline: ["backend", "format", "state", "charts"],
  views: ["timeline", "about", "shared", "backend", "format", "i18n", "state", "grid", "charts"],
};

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.(tsx?|css)$/.test(entry.name) ? [path] : [];
  });
}

const sources = files(root).map((path) => ({
  path: relative(root, path),
  text: readFileSync(path, "utf8"),
}));
const imported = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");

it("every folder of the window is a tier", () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(folders.sort()).toEqual(Object.keys(allowed).sort());
});

it("tiers import only what is beneath them", () => {
  const wrong = sources.flatMap(({ path, text }) => {
    const tier = path.split("/")[0] ?? "";
    if (!(tier in allowed)) return [];
    return imported(text)
      .filter((name) => name.startsWith("."))
      .map((name) => join(dirname(path), name).split("/")[0] ?? "")
      .filter((target) => target !== tier && target !== ".." && !allowed[tier]?.includes(target))
      .map((target) => `${path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

it("only the border knows the shell", () => {
  const knowing = sources.filter(({ text }) =>
    imported(text).some((name) => name.startsWith("@tauri-apps/")),
  );
  expect(knowing.map(({ path }) => path)).toEqual(["backend/tauri.ts"]);
});

it("the grid and the charts each have one wrapper", () => {
  const of = (packageName: string) =>
    sources
      .filter(({ text }) =>
        imported(text).some((name) => name === packageName || name.startsWith(`${packageName}/`)),
      )
      .map(({ path }) => path.split("/")[0]);
  expect(new Set(of("ag-grid-community"))).toEqual(new Set(["grid"]));
  expect(new Set(of("echarts"))).toEqual(new Set(["charts"]));
});

it("files stay short enough to read", () => {
  const long = sources.filter(
    ({ path, text }) => path !== "backend/bindings.ts" && text.split("\n").length > 400,
  );
  expect(long.map(({ path }) => path)).toEqual([]);
});
