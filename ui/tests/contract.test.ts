import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { freshness } from "../src/backend";

const folder = join(import.meta.dirname, "../../tests/golden/ipc");
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith(".json"))
  : [];

it("every golden file is named after a command and holds a request and its answer", () => {
  for (const name of files) {
    const command = name.replace(/(\.[a-z_]+)?\.json$/, "");
    expect(Object.keys(freshness), name).toContain(command);
    const held = JSON.parse(readFileSync(join(folder, name), "utf8")) as object;
    expect(Object.keys(held).sort(), name).toEqual(["answer", "request"]);
  }
});
