import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { firstGroups } from "../scripts/words";
import { languages } from "../src/format";
import { unlisted } from "../src/views/common/sentences";

const root = join(import.meta.dirname, "../src/");

function flat(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    flat(inner, path ? `${path}.${key}` : key),
  );
}

const catalogues = languages.map((language) => ({
  language,
  words: new Map(flat(JSON.parse(readFileSync(join(root, `i18n/ui/${language}.json`), "utf8")))),
}));

const plural = /_(zero|one|two|few|many|other)$/;
const base = (key: string) => key.replace(plural, "");
const names = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe("the three languages", () => {
  const keys = catalogues.map(({ words }) => [...new Set([...words.keys()].map(base))].sort());
  it("have the same keys", () => {
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
  });
  it("have the plural forms of their language, all of them", () => {
    for (const { language, words } of catalogues) {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
      const counted = new Set([...words.keys()].filter((key) => plural.test(key)).map(base));
      for (const key of counted) {
        const found = [...words.keys()]
          .filter((one) => plural.test(one) && base(one) === key)
          .map((one) => one.slice(key.length + 1));
        expect({ language, key, forms: found.sort() }).toEqual({ language, key, forms: wanted });
      }
    }
  });
  it("name the same facts", () => {
    const spanish = catalogues[0]?.words ?? new Map<string, string>();
    for (const { language, words } of catalogues) {
      for (const [key, text] of words) {
        const other = spanish.get(key) ?? spanish.get(`${base(key)}_other`) ?? "";
        expect({ language, key, names: names(text) }).toEqual({
          language,
          key,
          names: names(other),
        });
      }
    }
  });
  it("leave nothing empty", () => {
    for (const { language, words } of catalogues)
      for (const [key, text] of words) expect(text.trim(), `${language} ${key}`).not.toBe("");
  });
});

describe("what the sources say", () => {
  const text = sources(root)
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  const known = new Set([...(catalogues[0]?.words.keys() ?? [])].map((key) => `ui.${base(key)}`));
  it("is in the catalogues", () => {
    const used = [...text.matchAll(/["'`](ui\.[a-zA-Z0-9_.]+)["'`]/g)].map(
      (match) => match[1] ?? "",
    );
    expect(used.filter((key) => !known.has(key))).toEqual([]);
  });
  it("uses every key of them", () => {
    const built = [...text.matchAll(/`(ui\.[a-zA-Z0-9_.]*)\$\{[^}]+\}([a-zA-Z0-9_.]*)`/g)].map(
      (match) => [match[1] ?? "", match[2] ?? ""] as const,
    );
    const unused = [...known].filter(
      (key) =>
        !text.includes(`"${key}"`) &&
        !text.includes(`'${key}'`) &&
        !built.some(([head, tail]) => key.startsWith(head) && key.endsWith(tail)),
    );
    expect(unused).toEqual([]);
  });
});

it("reads a value that no report file names as words, and leaves a received text alone", () => {
  expect(["falla_tecnica", "almuerzo", "Back-Office", "LOGOUT"].map(unlisted)).toEqual([
    "Falla tecnica",
    "Almuerzo",
    "Back-Office",
    "LOGOUT",
  ]);
});

/** A source with everything that it imports at once. */
function reach(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name = ""] of readFileSync(path, "utf8").matchAll(/(?:from|import) "(\.[^"]+)"/g)) {
    const full = join(dirname(path), name);
    const file = [".ts", ".tsx", "/index.ts"].map((end) => full + end).find(existsSync);
    if (file) reach(file, seen);
  }
  return seen;
}

it("the first screen speaks only words that are loaded with it", () => {
  const files = ["main.tsx", "views/start/Connect.tsx"].flatMap((path) => [
    ...reach(join(root, path)),
  ]);
  const late = files.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/["'`]ui\.(\w+)\./g)]
      .filter(([, group = ""]) => !firstGroups.includes(group))
      .map(([key]) => `${path}: ${key}`),
  );
  expect(late).toEqual([]);
});
