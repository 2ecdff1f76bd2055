import { describe, expect, it } from "vitest";
import type { FigureView } from "../src/backend";
import { goalOf, isOff } from "../src/charts/goals";
import { type HeatData, type StackData, without } from "../src/charts/model";
import { formatsFor } from "../src/format";
import {
  judged,
  readTargets,
  standingOf,
  type Target,
  takesTarget,
  warnFits,
} from "../src/state/targets";
import { readTarget, targetSign, targetText } from "../src/views/common/targetText";

const upward: Target = { target: 0.8, warn: 0.7, higher: true };
const downward: Target = { target: 60, warn: 90, higher: false };

describe("a figure against its target", () => {
  it("is met, near or missed by the target's own direction, ends included", () => {
    expect([0.8, 0.79, 0.7, 0.69].map((value) => standingOf(value, upward))).toEqual([
      "met",
      "near",
      "near",
      "missed",
    ]);
    expect([60, 61, 90, 91].map((value) => standingOf(value, downward))).toEqual([
      "met",
      "near",
      "near",
      "missed",
    ]);
    expect(standingOf(61, { ...downward, warn: null })).toBe("missed");
  });
  it("is not judged where it is unknown or stands on few cases", () => {
    const figure = { value: 0.5, few: false } as FigureView;
    expect(judged(figure, upward)).toBe("missed");
    expect(judged({ ...figure, value: null }, upward)).toBeNull();
    expect(judged({ ...figure, few: true }, upward)).toBeNull();
    expect(judged(figure, undefined)).toBeNull();
  });
});

describe("targets", () => {
  it("are read as far as they make sense", () => {
    expect(readTargets(null)).toEqual({});
    expect(readTargets("{")).toEqual({});
    const kept = { aht: downward, broken: { target: "1" }, older: { target: 1, higher: true } };
    expect(readTargets(JSON.stringify(kept))).toEqual({ aht: downward });
  });
  it("are for ratios and averages; what grows with the period takes none", () => {
    const of = (kpi: string, unit: string) => takesTarget({ kpi, unit });
    expect([of("occupancy", "ratio"), of("aht", "s"), of("avg_acw", "s")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([of("talk_time", "s"), of("transfers", "count"), of("x", "per_agent")]).toEqual([
      false,
      false,
      false,
    ]);
  });
  it("have their limit of worry on the bad side", () => {
    expect(warnFits(upward) && warnFits(downward)).toBe(true);
    expect(warnFits({ ...upward, warn: 0.9 })).toBe(false);
    expect(warnFits({ ...downward, warn: 30 })).toBe(false);
  });
  it("are typed and told in the unit of the figure", () => {
    expect(
      ["85", "85 %", "82,5%", "101", "x", ""].map((text) => readTarget(text, "ratio")),
    ).toEqual([0.85, 0.85, 0.825, null, null, null]);
    expect(["5:30", "330", "1m", "0"].map((text) => readTarget(text, "s"))).toEqual([
      330,
      330,
      60,
      null,
    ]);
    const f = formatsFor({ words: "es-CO", digits: "es-CO" });
    expect(targetText(f, 0.825, "ratio")).toBe("82,5%");
    expect(targetSign(f, downward, "s")).toBe("≤ 1:00");
  });
});

describe("the target in a chart", () => {
  const around = { classOf: () => null, label: (kpi: string) => kpi };
  const stack: StackData = {
    kind: "bars",
    categories: [{ key: "1", label: "Ana" }],
    series: [
      { key: "talk", label: "En llamada", color: "talk" },
      { key: "break", label: "Break", color: "aux1" },
    ],
    values: [[90], [10]],
    share: true,
    unit: "s",
    more: 0,
  };
  const aux: Target = { target: 0.12, warn: null, higher: false };
  it("is a line where auxiliaries begin, unless the parts do not make up that figure", () => {
    const goal = goalOf("states_by_agent", stack, { aux_share: aux }, around);
    expect(goal).toMatchObject({ line: 0.88, label: "aux_share" });
    expect(goalOf("transfers_by_agent", stack, { aux_share: aux }, around)).toBeUndefined();
    const out = { ...around, classOf: () => "logged_out" };
    expect(goalOf("states_by_agent", stack, { aux_share: aux }, out)).toBeUndefined();
    expect(without({ ...stack, goal }, new Set(["break"])).goal).toBeUndefined();
  });
  it("marks cells that miss it, but for those on few cases", () => {
    const target: Target = { target: 0.1, warn: 0.2, higher: false };
    const data: HeatData = {
      kind: "heat",
      unit: "ratio",
      cells: [],
      goal: { target, line: null, label: "" },
    };
    const cell = (value: number, n: number) => ({ weekday: 1, hour: 9, value, n });
    expect(isOff(cell(0.3, 100), data)).toBe(true);
    expect(isOff(cell(0.15, 100), data)).toBe(false);
    expect(isOff(cell(0.9, 5), data)).toBe(false);
  });
});
