// The window's words in two parts: those of the first screen, and those of the work behind it.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** Groups of the catalogue that the first screen speaks. */
export const firstGroups = ["app", "common", "first", "connect", "error"];

const asked = /\/ui\/([a-z]+)\.json\?(first|work)$/;
const made = /^\0words-(first|work)-([a-z]+):(.*)$/;

/** `es.json?first` and `es.json?work` are the two parts of one file. */
export function wordsInTwo(): Plugin {
  return {
    name: "words-in-two",
    enforce: "pre",
    resolveId(source, importer) {
      const [, language, part] = asked.exec(source) ?? [];
      if (!language || !importer) return null;
      // Without its ending, or the bundler's own reader of JSON would take it.
      return `\0words-${part}-${language}:${join(dirname(importer), "ui", language)}`;
    },
    load(id) {
      const [, part, , bare] = made.exec(id) ?? [];
      if (!bare) return null;
      const path = `${bare}.json`;
      this.addWatchFile(path);
      const words = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
      const kept = Object.entries(words).filter(
        ([group]) => firstGroups.includes(group) === (part === "first"),
      );
      return `export default ${JSON.stringify(Object.fromEntries(kept))}`;
    },
  };
}

/** A name of its own for each part: what the first screen waits for is weighed. */
export function chunkName(facade: string | null | undefined): string {
  const [, part, language] = made.exec(facade ?? "") ?? [];
  if (!language) return "assets/[name]-[hash].js";
  return `assets/${part === "work" ? "work-" : ""}${language}-[hash].js`;
}
