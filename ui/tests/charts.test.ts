import { describe, expect, it } from "vitest";
import type { AggregateView, ReportView } from "../src/backend";
import { reports } from "../src/backend/golden/world";
import { without } from "../src/charts/model";
import type { Surroundings } from "../src/charts/recipe";
import { recipes } from "../src/charts/recipes";

const list = reports.reports;
const report = (code: string) => list.find((held) => held.code === code) as ReportView;

function around(code: string): Surroundings {
  return {
    report: report(code),
    period: { preset: "custom", from: "2026-11-16", to: "2026-11-29" },
    heldDays: ["2026-11-16", "2026-11-23"],
    nameOf: (_, value) => value,
    classOf: () => null,
    colorOf: () => null,
    labelOf: (column) => column.name,
    word: (key) => key,
    day: (iso) => iso,
  };
}

const answer = (rows: AggregateView["rows"]): AggregateView => ({ columns: [], rows, carried: [] });

describe("recipes", () => {
  it("exist for every chart that reports name", () => {
    expect(list.flatMap((held) => held.charts).filter((name) => !(name in recipes))).toEqual([]);
  });
  it("find their columns in the report", () => {
    for (const held of list)
      for (const name of held.charts)
        expect(recipes[name]?.ask(around(held.code)), `${held.code} ${name}`).not.toBeNull();
  });
});

describe("states by agent", () => {
  const recipe = recipes.states_by_agent;
  const data = recipe?.draw(
    answer([
      ["Ana", "READY", 60],
      ["Ana", "ready", 40],
      ["Ana", "Break", 100],
      ["Luis", "TALK", 90],
      ["Luis", "Break", 10],
    ]),
    around("agent_14"),
  );
  it("unites spellings, sorts by auxiliaries, keeps state colours", () => {
    if (data?.kind !== "bars") throw new Error("bars expected");
    expect(data.categories.map((category) => category.key)).toEqual(["Ana", "Luis"]);
    expect(data.series.map((series) => [series.key, series.color])).toEqual([
      ["talk", "talk"],
      ["ready", "ready"],
      ["break", "aux1"],
    ]);
    expect(data.values[1]).toEqual([100, 0]);
  });
  it("filters by agent and state on a click", () => {
    if (!data) throw new Error("data expected");
    const filters = recipe?.pick({ series: 2, category: 0 }, data, around("agent_14"));
    expect(filters?.map((filter) => filter.column)).toEqual(["agent_name", "agent_status"]);
  });
});

it("parts taken out of a picture leave their filters right", () => {
  const recipe = recipes.states_by_agent;
  const data = recipe?.draw(
    answer([
      ["Ana", "READY", 60],
      ["Ana", "TALK", 40],
    ]),
    around("agent_14"),
  );
  if (data?.kind !== "bars") throw new Error("bars expected");
  const shown = without(data, new Set(["talk"]));
  expect(shown).toMatchObject({ series: [{ key: "ready" }], values: [[60]] });
  const picked = recipe?.pick({ series: 0, category: 0 }, shown, around("agent_14"));
  expect(picked?.[1]?.tests[0]?.values).toEqual(["ready"]);
});

describe("the week by the hour", () => {
  it("averages availability over the days held", () => {
    const data = recipes.availability_by_hour?.draw(
      answer([
        [1, 9, "READY", 7200],
        [1, 9, "TALK", 7200],
        [1, 9, "Break", 999],
      ]),
      around("agent_14"),
    );
    expect(data?.kind === "heat" && data.cells).toEqual([{ weekday: 1, hour: 9, value: 2, n: 2 }]);
  });
  it("turns a click into that hour on each such day", () => {
    const data = recipes.queue_loss_by_hour?.draw(answer([[1, 9, 10, 8]]), around("diagram_11"));
    if (data?.kind !== "heat") throw new Error("heat expected");
    expect(data.cells[0]).toMatchObject({ value: 0.2, n: 10 });
    const filters = recipes.queue_loss_by_hour?.pick(
      { weekday: 1, hour: 9 },
      data,
      around("diagram_11"),
    );
    expect(filters?.[0]).toMatchObject({ column: "end_date_rp", any: true });
    expect(filters?.[0]?.tests.map((test) => test.values[0])).toEqual([
      "2026-11-16T09:00:00",
      "2026-11-23T09:00:00",
    ]);
  });
});
