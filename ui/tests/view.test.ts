import { describe, expect, it } from "vitest";
import { dayCount, periodOf, previousPeriod, shifted } from "../src/state/period";
import { emptyView, type Step, sorted, startHistory, step, tableOf } from "../src/state/view";

const period = periodOf("last7", "2026-11-20");
const start = () => startHistory(emptyView("agent_14", period));
const run = (...steps: Step[]) => steps.reduce(step, start());
const filter = (column: string, value: string) => ({
  column,
  tests: [{ op: "in" as const, values: [value] }],
  any: false,
});

describe("steps of a view", () => {
  it("can be undone and done again", () => {
    const two = run({ do: "filter", filter: filter("a", "1") }, { do: "search", text: "x" });
    const undone = step(step(two, { do: "undo" }), { do: "undo" });
    expect(undone.now).toEqual(start().now);
    expect(step(step(undone, { do: "redo" }), { do: "redo" }).now).toEqual(two.now);
  });
  it("forget the undone once something else is done", () => {
    const history = run({ do: "search", text: "x" }, { do: "undo" }, { do: "search", text: "y" });
    expect(history.future).toEqual([]);
  });
  it("hold one filter a column", () => {
    const { narrowing } = run(
      { do: "filter", filter: filter("a", "1") },
      { do: "filters", filters: [filter("b", "2"), filter("a", "3")] },
    ).now;
    expect(narrowing.filters).toEqual([filter("a", "3"), filter("b", "2")]);
  });
  it("never carry conditions as typed: those are the command line's", () => {
    const { narrowing } = run({ do: "search", text: "x" }, { do: "clear" }).now;
    expect(narrowing).toEqual({ filters: [], search: "", conditions: [] });
  });
  it("do not count where nothing changes", () => {
    expect(run({ do: "search", text: "" }).past).toEqual([]);
  });
  it("keep the period on the way to another report, and the filters for the way back", () => {
    const away = run({ do: "filter", filter: filter("a", "1") }, { do: "open", report: "agent_9" });
    expect(away.now).toEqual(emptyView("agent_9", period));
    const month = step(away, { do: "period", period: periodOf("thisMonth", "2026-11-20") });
    const back = step(month, { do: "open", report: "agent_14" });
    expect(back.now.narrowing.filters).toEqual([filter("a", "1")]);
    expect(back.now.period.preset).toBe("thisMonth");
  });
  it("name the table by whole days", () => {
    expect(tableOf("op", start().now)).toMatchObject({
      operation: "op",
      report: "agent_14",
      from: "2026-11-13T00:00:00",
      to: "2026-11-19T23:59:59",
    });
  });
});

describe("sorting", () => {
  it("goes up, down, off", () => {
    const up = sorted([], "a", false);
    const down = sorted(up, "a", false);
    expect([up, down, sorted(down, "a", false)]).toEqual([
      [{ column: "a", descending: false }],
      [{ column: "a", descending: true }],
      [],
    ]);
  });
  it("adds keys and keeps their order", () => {
    const two = sorted(sorted([], "a", false), "b", true);
    expect(sorted(two, "a", true)).toEqual([
      { column: "a", descending: true },
      { column: "b", descending: false },
    ]);
  });
});

describe("periods", () => {
  it("are seen from today", () => {
    expect(periodOf("yesterday", "2026-03-01")).toMatchObject({
      from: "2026-02-28",
      to: "2026-02-28",
    });
    expect(periodOf("lastMonth", "2026-01-05")).toMatchObject({
      from: "2025-12-01",
      to: "2025-12-31",
    });
  });
  it("compare months with months, else whole weeks", () => {
    expect(previousPeriod(periodOf("lastMonth", "2026-03-05"))).toMatchObject({
      from: "2026-01-01",
      to: "2026-01-31",
    });
    const before = previousPeriod({ preset: "custom", from: "2026-11-10", to: "2026-11-19" });
    expect(before).toMatchObject({ from: "2026-10-27", to: "2026-11-05" });
  });
  it("step to the neighbour of the same length", () => {
    const next = shifted(period, -1);
    expect([next.to, dayCount(next.from, next.to)]).toEqual(["2026-11-12", 7]);
  });
});
