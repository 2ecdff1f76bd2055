// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReportView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { type Language, languages } from "../src/format";
import { speak, startWords, wordsOf } from "../src/i18n";
import { ranked, weightOf, withRecent } from "../src/state/search";
import { type CommandScene, commandsOf } from "../src/views/frame/commands";
import { keyRows, rowFor } from "../src/views/frame/keyTable";
import { pressesOf } from "../src/views/frame/keyText";

beforeAll(() => startWords("es"));

const all = [
  { id: "a", title: "Ocupación por agente" },
  { id: "b", title: "Agente por evento" },
  { id: "c", title: "Transferencias", words: "agent_13 ¿Quién transfiere?" },
  { id: "d", title: "Ir a Cobertura" },
];
const found = (query: string, recent: string[] = []) =>
  ranked(query, all, recent).map(({ id }) => id);

describe("finding", () => {
  it("knows no case and no accents, in what is typed or in what is sought", () => {
    expect(found("OCUPACION")).toEqual(["a"]);
    expect(found("ocupaciÓn")).toEqual(["a"]);
  });
  it("puts beginnings before the inside of words", () => {
    expect(found("agente")).toEqual(["b", "a"]);
    expect(found("cob")).toEqual(["d"]);
  });
  it("takes words in any order, and all of them", () => {
    expect(found("evento agente")).toEqual(["b"]);
    expect(found("evento zzz")).toEqual([]);
  });
  it("allows gaps, but not anything", () => {
    expect(found("trnsf")).toEqual(["c"]);
    expect(weightOf("oa", { id: "x", title: "o y mucho más lejos una a" })).toBeNull();
  });
  it("finds by code and question, after titles", () => {
    expect(found("agent_13")).toEqual(["c"]);
    expect(found("quien")).toEqual(["c"]);
  });
  it("puts what was used lately first among equals, never before a better fit", () => {
    expect(found("a", ["d"])[0]).toBe("b");
    expect(ranked("por", all, []).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(ranked("por", all, ["b"]).map(({ id }) => id)).toEqual(["b", "a"]);
  });
  it("reads signs as signs", () => {
    expect(found("(")).toEqual([]);
    expect(found("¿quien")).toEqual(["c"]);
  });
  it("remembers each once, the last one first", () => {
    expect(withRecent(["a", "b", "c"], "c", 3)).toEqual(["c", "a", "b"]);
    expect(withRecent(["a", "b", "c"], "d", 3)).toEqual(["d", "a", "b"]);
  });
});

describe("the commands", () => {
  const golden = join(import.meta.dirname, "../../tests/golden/ipc/reports.json");
  const { reports } = (
    JSON.parse(readFileSync(golden, "utf8")) as { answer: { reports: ReportView[] } }
  ).answer;
  const operation = {
    ...{ id: "op1", name: "Contacto Andino", address: "https://wv0015.wolkvox.com" },
    ...{ zone: "America/Bogota", sample: false, token: "keyring" as const, today: "2026-11-20" },
  };
  const scene = (language: Language): CommandScene => ({
    words: wordsOf(language),
    backend: goldenBackend({ scene: "", delay: 0 }),
    operation,
    operations: [operation],
    reports,
    views: [{ id: 4, name: "Mi vista", body: '{"report":"agent_9"}' }],
    report: reports[0],
  });
  it.each(languages)("have a name of their own each, in %s", async (language) => {
    await speak(language);
    const commands = commandsOf(scene(language));
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { title, group } of commands) {
      expect(title).not.toMatch(/ui\./);
      expect(wordsOf(language).has(`ui.palette.group.${group}`)).toBe(true);
    }
    const [report] = reports;
    expect(commands.filter(({ group }) => group === "filters").length).toBe(report?.columns.length);
    await speak("es");
  });
  it.each(languages)("find reports by their names in every language, in %s", async (language) => {
    await speak(language);
    const commands = commandsOf(scene(language));
    for (const name of ["ivr vs", "ura x"])
      expect(ranked(name, commands, [])[0]?.id).toBe("report.diagram_11");
    await speak("es");
  });
});

describe("the table of keys", () => {
  const pressed = () =>
    keyRows.flatMap((row) =>
      row
        .presses()
        .map(({ key, control, shift, alt, afterG }) =>
          [
            afterG ? "G" : "",
            alt ? "Alt" : "",
            control ? "Ctrl" : "",
            shift ? "Shift" : "",
            key,
          ].join(" "),
        ),
    );
  it.each(languages)("gives each key to one row only, in %s", async (language) => {
    await speak(language);
    const presses = pressed();
    expect(presses.filter((press, at) => presses.indexOf(press) !== at)).toEqual([]);
    await speak("es");
  });
  it.each(languages)("is named whole in %s", async (language) => {
    await speak(language);
    const { has } = wordsOf(language);
    const unnamed = keyRows
      .map(({ id }) => id)
      .filter((id) => {
        const place = id.startsWith("go.") && id !== "go.report";
        return !has(place ? `ui.rail.${id.slice(3)}` : `ui.keys.row.${id.replace("go.", "")}`);
      });
    expect(unnamed).toEqual([]);
    await speak("es");
  });
  it("holds what the design asks for", () => {
    const ids = keyRows.map(({ id }) => id);
    for (const id of ["palette", "list", "theme", "filters", "period", "export", "save", "undo"])
      expect(ids).toContain(id);
  });
  it("leads from the key to the row, with Shift where it matters", () => {
    const row = (key: string, init: KeyboardEventInit = {}, afterG = false) =>
      rowFor(new KeyboardEvent("keydown", { key, ...init }), afterG)?.id;
    expect(row("K", { ctrlKey: true })).toBe("palette");
    expect(row("D", { ctrlKey: true, shiftKey: true })).toBe("theme");
    expect(row("d", { ctrlKey: true })).toBeUndefined();
    expect(row("z", { metaKey: true })).toBe("undo");
    expect(row("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
    expect(row("?", { shiftKey: true })).toBe("list");
    expect(row("F6", { shiftKey: true })).toBe("regionBack");
    expect(row("i", {}, true)).toBe("go.home");
    expect(row("i")).toBeUndefined();
    expect(row("p", {}, true)).toBeUndefined();
  });
  it("tells the palette the key of what it offers", () => {
    expect(pressesOf("place.home")[0]).toMatchObject({ key: "i", afterG: true });
    expect(pressesOf("act.save")[0]).toMatchObject({ key: "s", control: true });
    expect(pressesOf("view.4")).toEqual([]);
  });
});
