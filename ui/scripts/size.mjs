// Weighs the build: the first screen and the whole, gzipped. Fails above the budget.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = new URL("../dist/", import.meta.url).pathname;
const assets = join(folder, "assets");
const budget = { first: 200, total: 850 };

const files = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const weight = (name) => gzipSync(readFileSync(join(assets, name))).length / 1000;

/** What a chunk imports at once, not on demand. */
function imports(name) {
  const text = readFileSync(join(assets, name), "utf8");
  return [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((match) => match[1]);
}

function reach(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    reach(imports(name), seen);
  }
  return seen;
}

const page = readFileSync(join(folder, "index.html"), "utf8");
const entries = [...page.matchAll(/assets\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
// The first screen also waits for the border and for one language.
const awaited = files.filter((name) => /^(tauri|es)-.*\.js$/.test(name));
const first = [
  ...reach([...entries, ...awaited].filter((name) => name.endsWith(".js"))),
  ...entries.filter((name) => name.endsWith(".css")),
];

const sum = (names) => names.reduce((total, name) => total + weight(name), 0);
const measured = { first: sum(first), total: sum(files) };
for (const name of files.sort((left, right) => weight(right) - weight(left)).slice(0, 8)) {
  console.log(`${weight(name).toFixed(1).padStart(8)} kB  ${name}`);
}

let failed = false;
for (const [part, limit] of Object.entries(budget)) {
  const over = measured[part] > limit;
  failed ||= over;
  console.log(
    `${part}: ${measured[part].toFixed(1)} kB of ${limit} kB${over ? "  TOO LARGE" : ""}`,
  );
}

const invented = files.filter((name) =>
  readFileSync(join(assets, name), "utf8").includes("Cobranza temprana"),
);
if (invented.length > 0) {
  failed = true;
  console.log(`development stand-in found in ${invented.join(", ")}`);
}
process.exit(failed ? 1 : 0);
