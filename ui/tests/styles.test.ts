// A view opened first has only the styles that it and what holds it import: a class styled in the
// sheet of another view would look right only after that view was seen.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../src");
const start = join(root, "main.tsx");
const sources = new Map(
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(tsx?|css)$/.test(name))
    .map((name) => [join(root, name), readFileSync(join(root, name), "utf8")] as const),
);

function fileOf(from: string, name: string): string | undefined {
  const path = resolve(dirname(from), name);
  const ends = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
  return name.startsWith(".")
    ? ends.map((end) => path + end).find((file) => sources.has(file))
    : undefined;
}

function named(path: string, form: RegExp): string[] {
  const names = [...(sources.get(path) ?? "").matchAll(form)].map((match) => match[1] ?? match[2]);
  return names.flatMap((name) => fileOf(path, name ?? "") ?? []);
}

const atOnce = /^(?:import|export) (?!type )[^;]*?from "([^"]+)"|^import "([^"]+)"/gm;
const onDemand = /import\("([^"]+)"\)/g;

/** What comes with a file, itself included. */
function withImports(path: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(path)) {
    seen.add(path);
    for (const next of named(path, atOnce)) withImports(next, seen);
  }
  return seen;
}

const parts = new Map<string, Set<string>>();
function gather(entry: string): void {
  if (parts.has(entry)) return;
  parts.set(entry, withImports(entry));
  for (const path of parts.get(entry) ?? []) named(path, onDemand).forEach(gather);
}
gather(start);

const both = (some: Set<string>, more: Set<string>) =>
  new Set([...some].filter((path) => more.has(path)));

/** What is there whenever a part is: its own, and what all parts that open it have in common. */
function there(entry: string, above: string[] = []): Set<string> | null {
  const own = parts.get(entry) ?? new Set();
  if (entry === start) return own;
  if (above.includes(entry)) return null;
  const opening = [...parts].filter(([, files]) =>
    [...files].some((path) => named(path, onDemand).includes(entry)),
  );
  const held = opening.flatMap(([part]) => there(part, [...above, entry]) ?? []);
  return new Set([...own, ...held.reduce(both)]);
}

/** Classes with a rule of their own, not only beside or below another. */
function styled(path: string): string[] {
  const rules = (sources.get(path) ?? "").matchAll(/^\.([a-z][\w-]*)(?=[\s,:{>])/gm);
  return [...rules].map((match) => match[1] ?? "");
}

function used(path: string): string[] {
  const names = (sources.get(path) ?? "").matchAll(/className=(?:"([^"]+)"|\{([^}]*)\})/g);
  return [...names].flatMap(([, plain, chosen]) =>
    (
      plain ??
      [...(chosen ?? "").replace(/===\s*"[^"]*"/g, "").matchAll(/["`]([^"`$]*)["`]/g)]
        .map((match) => match[1])
        .join(" ")
    )
      .split(/\s+/)
      .filter(Boolean),
  );
}

it("every class of a view is styled by what comes with the view", () => {
  const sheets = [...sources.keys()].filter((path) => path.endsWith(".css"));
  const anywhere = new Set(sheets.flatMap(styled));
  const missing = new Set<string>();
  for (const [entry, files] of parts) {
    const held = [...(there(entry) ?? [])].filter((path) => path.endsWith(".css"));
    const known = new Set(
      held
        .flatMap((path) => [...(sources.get(path) ?? "").matchAll(/\.([a-z][\w-]*)/g)])
        .map((match) => match[1]),
    );
    for (const path of files)
      for (const name of path.endsWith(".tsx") ? used(path) : [])
        if (anywhere.has(name) && !known.has(name))
          missing.add(`${relative(root, path)} in ${relative(root, entry)}: ${name}`);
  }
  expect([...missing]).toEqual([]);
  expect(parts.size).toBeGreaterThan(10);
});
