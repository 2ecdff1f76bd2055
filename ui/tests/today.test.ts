import { describe, expect, it } from "vitest";
import type { PlanView, QuotaView } from "../src/backend";
import { agoOf, secondsBetween, wallOf, wallOfUtc } from "../src/state/moments";
import {
  comparison,
  costOf,
  dueOf,
  isLow,
  lastStates,
  type PulseFacts,
  pulseOf,
} from "../src/state/today";

const window = { from: "2026-11-20T00:00:00", to: "2026-11-20T23:59:59" };
const plan = (part: Partial<PlanView>): PlanView => ({
  ...{ report: "agent_14", from: "2026-11-20", to: "2026-11-20", widened: false, dropped_days: 0 },
  ...{ windows: [], skipped: [], calls: 0, days_held: 0, days: 1 },
  quota: { limit: null, left: null, ours: 0 },
  ...part,
});
const quota = (left: number | null, limit: number | null = 1000): QuotaView => ({
  ...{ left, limit, ours: 0 },
});
const facts: PulseFacts = {
  ...{ on: true, visible: true, going: false, failed: false, quota: quota(900) },
  due: [
    { report: "agent_14", at: "2026-11-20T10:17:00", calls: 1 },
    { report: "diagram_11", at: "2026-11-20T10:16:10", calls: 1 },
  ],
  now: "2026-11-20T10:15:00",
  since: () => 4000,
};

describe("what is due", () => {
  it("is at once where the plan would ask, later where the floor holds it back", () => {
    const open = { ...window, why: "open" };
    const early = { ...window, skipped: "floor", next_at: "2026-11-20T10:17:00" };
    expect(dueOf("a", plan({ windows: [open], calls: 1 }))).toMatchObject({ at: null, calls: 1 });
    expect(dueOf("a", plan({ skipped: [early] }))).toMatchObject({
      at: "2026-11-20T10:17:00",
      calls: 1,
    });
    expect(dueOf("a", plan({}))).toBeNull();
  });
});

describe("the readings of today", () => {
  const kind = (part: Partial<PulseFacts>) => pulseOf({ ...facts, ...part }).kind;
  it("wait for the first that may be asked again", () => {
    expect(pulseOf(facts)).toEqual({ kind: "wait", report: "diagram_11", seconds: 70 });
  });
  it("start once the floor has passed, one at a time", () => {
    expect(pulseOf({ ...facts, now: "2026-11-20T10:16:10" })).toEqual({
      kind: "go",
      report: "diagram_11",
    });
    expect(kind({ now: "2026-11-20T10:30:00", going: true })).toBe("busy");
  });
  it("never ask the same again within five minutes, even if the plan is old", () => {
    const due = [{ report: "agent_14", at: null, calls: 1 }];
    expect(pulseOf({ ...facts, due, since: () => 12 })).toMatchObject({ seconds: 288 });
    expect(kind({ due, since: () => 300 })).toBe("go");
  });
  it("rest while switched off, unseen, or after an error that time does not heal", () => {
    expect([kind({ on: false }), kind({ visible: false }), kind({ failed: true })]).toEqual([
      "off",
      "hidden",
      "failed",
    ]);
  });
  it("stop before the day's calls run out, and go on where the rest is not known", () => {
    expect(kind({ quota: quota(51) })).toBe("low");
    expect(kind({ quota: quota(52) })).toBe("wait");
    expect(kind({ quota: quota(null, null) })).toBe("wait");
    expect(isLow(quota(100, null), 1)).toBe(true);
    expect(isLow(undefined, 9)).toBe(false);
  });
  it("have nothing to do without a report", () => {
    expect([kind({ due: [] }), kind({ due: [], going: true })]).toEqual(["nothing", "busy"]);
    expect(costOf(facts.due)).toBe(2);
  });
});

describe("the last known state", () => {
  it("is the one that ended last, agent by agent", () => {
    const rows = [
      ["1001", "ready", "2026-11-20T09:00:00"],
      ["1001", "talk", "2026-11-20T09:30:00"],
      ["1002", null, "2026-11-20T08:00:00"],
      [null, "talk", "2026-11-20T11:00:00"],
      ["1003", "talk", null],
    ];
    expect(lastStates(rows)).toEqual([
      { agent: "1001", state: "talk", until: "2026-11-20T09:30:00" },
      { agent: "1002", state: null, until: "2026-11-20T08:00:00" },
    ]);
  });
});

describe("moments", () => {
  it("compare with the same weekday up to the same time", () => {
    expect(comparison("2026-03-03", "2026-03-03T14:05:09")).toEqual({
      day: "2026-02-24",
      to: "2026-02-24T14:05:09",
    });
  });
  it("are shown on the wall of the operation", () => {
    expect(wallOf(new Date("2026-11-20T03:15:00Z"), "America/Bogota")).toBe("2026-11-19T22:15:00");
    expect(wallOfUtc("2026-11-20T15:15:00Z", "America/Montevideo")).toBe("2026-11-20T12:15:00");
    expect(secondsBetween("2026-11-20T10:15:00", "2026-11-20T10:16:10")).toBe(70);
  });
  it.each([
    ["2026-11-20T10:14:30", { unit: "now", count: 0 }],
    ["2026-11-20T10:03:00", { unit: "minutes", count: 12 }],
    ["2026-11-20T06:30:00", { unit: "hours", count: 3 }],
    ["2026-11-19T23:50:00", { unit: "days", count: 1 }],
    ["2026-11-11T06:30:00", { unit: "days", count: 9 }],
    ["2026-11-21T06:30:00", { unit: "future", count: 0 }],
  ])("%s lies that far back", (moment, ago) => {
    expect(agoOf(moment, "2026-11-20T10:15:00")).toEqual(ago);
  });
});
