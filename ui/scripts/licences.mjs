// Writes src/about/licences.json: every third-party part of the program with its version and licence,
// from `cargo metadata` (what the programs link, no tests) and from package-lock.json (what the window
// carries). Run it after a change of dependencies:
//   node scripts/licences.mjs
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../../", import.meta.url).pathname;

/** The packages that our own link, over all systems. */
function crates() {
  const text = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { packages, resolve, workspace_members: members } = JSON.parse(text);
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const shipped = packages
    .filter(({ id, name }) => members.includes(id) && /^atalaya(-cli|-core|-keyring)?$/.test(name))
    .map(({ id }) => id);
  const seen = new Set();
  const waiting = [...shipped];
  for (let id = waiting.pop(); id; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id)?.deps ?? [])
      if (kinds.some(({ kind }) => kind === null)) waiting.push(pkg);
  }
  return packages
    .filter(({ id }) => seen.has(id) && !members.includes(id))
    .map(({ name, version, license }) => ["rust", name, version, license ?? "—"]);
}

/** The packages of the window, without what only builds and tests it. */
function packages() {
  const lock = JSON.parse(readFileSync(`${root}ui/package-lock.json`, "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version, license }]) => [
      "window",
      path.replace(/^.*node_modules\//, ""),
      version,
      license ?? "—",
    ]);
}

const order = new Intl.Collator("en");
const parts = [...crates(), ...packages()]
  // `MIT/Apache-2.0` is an old way of writing OR.
  .map(([from, name, version, licence]) => [
    from,
    name,
    version,
    licence.replace(/\s*\/\s*/g, " OR "),
  ])
  .sort((left, right) => order.compare(left[1], right[1]) || order.compare(left[2], right[2]));
const unique = [...new Set(parts.map((part) => JSON.stringify(part)))];
writeFileSync(
  new URL("../src/about/licences.json", import.meta.url),
  `[\n${unique.map((part) => `  ${part}`).join(",\n")}\n]\n`,
);
const named = [...new Set(parts.map((part) => part[3]))].sort();
console.log(`${unique.length} parts; ${named.join("; ")}`);
