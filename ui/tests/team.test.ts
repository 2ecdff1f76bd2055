import { describe, expect, it } from "vitest";
import type { RosterLine, StateLine } from "../src/backend";
import {
  blankLine,
  countOf,
  differenceOf,
  joinNames,
  joinSheet,
  problemsOf,
  readAliases,
} from "../src/state/roster";
import { cellsOf, readDay, readSheet, writesMonthFirst } from "../src/state/sheet";
import { orderOf, withState } from "../src/state/stateClasses";

const line = (agent_id: string, part: Partial<RosterLine> = {}): RosterLine => ({
  ...blankLine(agent_id, `Agente ${agent_id}`),
  ...part,
});

describe("what is pasted", () => {
  it("is read by its heads, in three languages and in any order", () => {
    const sheet = readSheet("Equipo\tNombre completo\tID agente\nVentas\tAna Ríos\t1001\n");
    expect(sheet.fields).toEqual(["team", "name", "agent_id"]);
    expect(sheet.heads).toEqual(["Equipo", "Nombre completo", "ID agente"]);
    expect(sheet.rows).toEqual([["Ventas", "Ana Ríos", "1001"]]);
    expect(readSheet("agent_id\tagent_name\n1\tA").fields).toEqual(["agent_id", "name"]);
    expect(readSheet("Número\tNome\tEquipe\tFora desde\n1\tA\tB\t2/3/2026").fields).toEqual([
      "agent_id",
      "name",
      "team",
      "excluded_from",
    ]);
  });
  it("is guessed without heads: numbers are ids, then name and team", () => {
    const sheet = readSheet("Ana Ríos\t1001\tVentas\r\nBruno Mejía\t1002\tSoporte\r\n");
    expect(sheet.heads).toBeNull();
    expect(sheet.fields).toEqual(["name", "agent_id", "team"]);
    expect(sheet.rows.length).toBe(2);
  });
  it("leaves out columns nobody knows, and a head that comes twice", () => {
    const sheet = readSheet("Código\tNombre\tCumpleaños\tNombre\n7\tA\t3 de mayo\tB");
    expect(sheet.fields).toEqual(["agent_id", "name", null, null]);
  });
  it("keeps tabs and line ends within a spreadsheet's quotes", () => {
    expect(cellsOf('1\t"Ana ""La Jefa""\nRíos"\tVentas\n\n2\tB\t')).toEqual([
      ["1", 'Ana "La Jefa"\nRíos', "Ventas"],
      ["2", "B", ""],
    ]);
    expect(cellsOf("1;A;B\n2;C;D")[1]).toEqual(["2", "C", "D"]);
    expect(cellsOf("  \n")).toEqual([]);
  });
  it("has days as the region writes them, and no day that does not exist", () => {
    expect(readDay("2026-11-02", false)).toBe("2026-11-02");
    expect(readDay("2/11/2026", false)).toBe("2026-11-02");
    expect(readDay("11/2/26", true)).toBe("2026-11-02");
    expect(readDay("31/02/2026", false)).toBeNull();
    expect(readDay("mañana", false)).toBeNull();
    expect(writesMonthFirst("en-US")).toBe(true);
    expect(writesMonthFirst("es-CO")).toBe(false);
  });
});

describe("a pasted sheet in the team", () => {
  const kept = [line("1001", { team: "Ventas", aliases: ["A. R."] }), line("1002")];
  it("changes known ids, adds new ones, and leaves empty cells as they are", () => {
    const sheet = readSheet(
      "id\tnombre\tequipo\n1001\t\tRetención\n2001\tMarta\t\n\tSin número\tX",
    );
    const joined = joinSheet(kept, sheet, false);
    expect(joined).toMatchObject({ added: 1, changed: 1, skipped: 1 });
    expect(joined.lines[0]).toMatchObject({ name: "Agente 1001", team: "Retención" });
    expect(joined.lines[0]?.aliases).toEqual(["A. R."]);
    expect(joined.lines.at(-1)).toMatchObject({ agent_id: "2001", name: "Marta", team: "" });
  });
  it("leaves out a row whose day cannot be read, rather than half of it", () => {
    const sheet = readSheet("id\tequipo\texcluido desde\n1001\tX\tayer\n1002\tY\t02/11/2026");
    const joined = joinSheet(kept, sheet, false);
    expect(joined).toMatchObject({ added: 0, changed: 1, skipped: 1 });
    expect(joined.lines[1]).toMatchObject({ team: "Y", excluded_from: "2026-11-02" });
  });
});

describe("names from wolkvox", () => {
  it("fill what is missing and never take the place of a given name", () => {
    const kept = [line("1"), line("2", { name: " " })];
    const names = [
      { id: "1", name: "Otro" },
      { id: "2", name: "Bea" },
      { id: "3", name: "Ciro" },
    ];
    const joined = joinNames(kept, names);
    expect(joined).toMatchObject({ added: 1, changed: 1, skipped: 1 });
    expect(joined.lines.map(({ name }) => name)).toEqual(["Agente 1", "Bea", "Ciro"]);
  });
});

describe("what saving would change", () => {
  it("is told by person and field; blanks around words are none", () => {
    const kept = [line("1"), line("2"), line("3")];
    const draft = [line("1", { team: " Ventas " }), line("2", { name: "Agente 2 " }), line("4")];
    const difference = differenceOf(kept, draft);
    expect(countOf(difference)).toBe(3);
    expect(difference.changed).toEqual([
      {
        line: line("1", { team: "Ventas" }),
        changes: [{ field: "team", before: "", after: "Ventas" }],
      },
    ]);
    expect(difference.added.map(({ agent_id }) => agent_id)).toEqual(["4"]);
    expect(difference.removed.map(({ agent_id }) => agent_id)).toEqual(["3"]);
  });
  it("is refused without a number, with one twice, or with days turned round", () => {
    const days = { excluded_from: "2026-11-02", excluded_to: "2026-11-01" };
    const lines = [line("1"), line(" 1"), line(""), line("2", days), line("3")];
    expect(problemsOf(lines)).toEqual(["sameId", "sameId", "noId", "order", null]);
  });
  it("splits other names where they are parted, without repeats", () => {
    expect(readAliases(" A. R.; Ana R ;; A. R.")).toEqual(["A. R.", "Ana R"]);
  });
});

describe("the states", () => {
  const state = (name: string, of: string): StateLine => ({ state: name, class: of, color: null });
  const states = [state("almuerzo", "meal"), state("zeta", "unclassified"), state("b", "break")];
  it("come unclassified first, then by name, and keep their place while one works", () => {
    const order = orderOf([], states);
    expect(order).toEqual(["zeta", "almuerzo", "b"]);
    const after = withState(states, "zeta", { class: "break" });
    expect(orderOf(order, after)).toEqual(order);
    expect(orderOf(order, [...after, state("nuevo", "unclassified")]).at(-1)).toBe("nuevo");
    expect(after.find((one) => one.state === "zeta")?.class).toBe("break");
  });
});
