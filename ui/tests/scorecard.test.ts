import { describe, expect, it } from "vitest";
import type { AgentLine, FigureView, ReportView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { stepped } from "../src/shared/roving";
import { nextSort, sortedLines, teamsOf } from "../src/state/scorecard";
import { filterFor, originsOf } from "../src/views/scorecard/agentReports";

const figure = (part: Partial<FigureView>): FigureView => ({
  kpi: "occupancy",
  unit: "ratio",
  value: null,
  numerator: null,
  denominator: null,
  n: 0,
  excluded: 0,
  few: false,
  ...part,
});
const share = (numerator: number, denominator: number, n: number, few = false) =>
  figure({ value: numerator / denominator, numerator, denominator, n, few });
const line = (name: string | null, team: string | null, ...figures: FigureView[]): AgentLine => ({
  agent_id: name === null ? "9" : `id ${name}`,
  name,
  team,
  figures,
});
const compare = new Intl.Collator("es", { sensitivity: "base" }).compare;
const names = (lines: AgentLine[]) => lines.map((held) => held.name);

describe("the order of the scorecard", () => {
  const lines = [
    line("Óscar", null, share(1, 2, 40)),
    line("ana", "B", figure({})),
    line("Bruno", "A", share(9, 10, 40)),
    line("Zoe", "A", figure({})),
  ];
  it("puts unknown last, whichever way one sorts", () => {
    expect(names(sortedLines(lines, { by: 0, descending: true }, compare))).toEqual([
      "Bruno",
      "Óscar",
      "ana",
      "Zoe",
    ]);
    expect(names(sortedLines(lines, { by: 0, descending: false }, compare))).toEqual([
      "Óscar",
      "Bruno",
      "ana",
      "Zoe",
    ]);
    expect(names(sortedLines(lines, { by: "team", descending: true }, compare)).at(-1)).toBe(
      "Óscar",
    );
  });
  it("goes by name without case and accents", () => {
    expect(names(sortedLines(lines, { by: "name", descending: false }, compare))).toEqual([
      "ana",
      "Bruno",
      "Óscar",
      "Zoe",
    ]);
  });
  it("begins a figure with the greatest, then turns, then falls back to names", () => {
    const first = nextSort({ by: "name", descending: false }, 2);
    expect(first).toEqual({ by: 2, descending: true });
    const second = nextSort(first, 2);
    expect(second).toEqual({ by: 2, descending: false });
    expect(nextSort(second, 2)).toEqual({ by: "name", descending: false });
  });
});

describe("a team", () => {
  it("comes in order of its name, those without one last", () => {
    const held = [null, "Z", "Á"].map((team) => ({ team, figures: [] }));
    const teams = teamsOf([line("a", null), line("b", "Z"), line("c", "Á")], held, compare);
    expect(teams.map(({ team }) => team)).toEqual(["Á", "Z", null]);
    expect(teams.map(({ agents }) => agents.length)).toEqual([1, 1, 1]);
  });
});

describe("the way to the rows of a figure", async () => {
  const golden = goldenBackend({ scene: "", delay: 0 });
  const { reports } = await golden.call("reports", {});
  const report = (code: string) => reports.find((held) => held.code === code) as ReportView;
  it("filters by id, or by every name where the report has no ids", () => {
    const people = [{ id: "1003", names: ["Camila Vélez", "Cami Vélez"] }];
    expect(filterFor(report("agent_14"), people)?.tests).toEqual([{ op: "in", values: ["1003"] }]);
    const byName = filterFor(report("agent_9"), people);
    expect(byName?.column).toBe("agent_name");
    expect(byName?.any).toBe(true);
    expect(byName?.tests.map((test) => test.values[0])).toEqual(["Camila Vélez", "Cami Vélez"]);
    expect(filterFor(report("agent_14"), [])).toBeNull();
    const nobody = filterFor(report("diagram_11"), [{ id: null, names: [] }]);
    expect(nobody?.tests).toEqual([{ op: "empty", values: [] }]);
  });
  it("is known for every figure of the scorecard", async () => {
    const card = await golden.call("scorecard", {
      operation: "sample",
      from: "2026-11-01",
      to: "2026-11-10",
    });
    for (const kpi of card.kpis) expect(originsOf(kpi).length, kpi).toBeGreaterThan(0);
    expect(card.agents.length).toBe(18);
    expect(card.needs).toEqual([]);
  });
});

describe("arrows over a table of cells", () => {
  it("stay inside and jump to the ends", () => {
    expect(stepped({ line: 0, column: 0 }, "ArrowUp", false, 3, 4)).toEqual({ line: 0, column: 0 });
    expect(stepped({ line: 1, column: 2 }, "End", false, 3, 4)).toEqual({ line: 1, column: 3 });
    expect(stepped({ line: 1, column: 2 }, "Home", true, 3, 4)).toEqual({ line: 0, column: 0 });
    expect(stepped({ line: 1, column: 2 }, "Enter", false, 3, 4)).toBeNull();
  });
});
