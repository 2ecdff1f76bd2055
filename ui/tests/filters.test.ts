import { describe, expect, it } from "vitest";
import type { FilterView, KindView } from "../src/backend";
import { type arity, formOf, opsOf, toDrafts, toFilter } from "../src/state/filters";

const made = (kind: KindView, op: Parameters<typeof arity>[0], ...values: string[]) =>
  toFilter("c", kind, [{ op, values }], false);

describe("from a form to the core's filter", () => {
  it("reads durations as people type them", () => {
    expect(made("duration", "ge", "1:30")).toEqual({
      column: "c",
      tests: [{ op: "ge", values: ["90"] }],
      any: false,
    });
  });
  it("turns percentages into ratios and commas into points", () => {
    expect(made("percent", "lt", "12,5 %")?.tests[0]?.values).toEqual(["0.125"]);
    expect(made("integer", "eq", "1 000")?.tests[0]?.values).toEqual(["1000"]);
  });
  it("widens days to their ends", () => {
    expect(made("datetime", "between", "2026-11-01", "2026-11-03")?.tests[0]?.values).toEqual([
      "2026-11-01T00:00:00",
      "2026-11-03T23:59:59",
    ]);
    expect(made("datetime", "le", "2026-11-03")?.tests[0]?.values).toEqual(["2026-11-03T23:59:59"]);
    expect(made("datetime", "ge", "2026-11-03")?.tests[0]?.values).toEqual(["2026-11-03T00:00:00"]);
    expect(made("date", "ge", "2026-11-03")?.tests[0]?.values).toEqual(["2026-11-03"]);
  });
  it("puts the ends of a stretch in order", () => {
    expect(made("duration", "between", "5:00", "1:00")?.tests[0]?.values).toEqual(["60", "300"]);
    expect(made("datetime", "between", "2026-11-03", "2026-11-01")?.tests[0]?.values).toEqual([
      "2026-11-01T00:00:00",
      "2026-11-03T23:59:59",
    ]);
  });
  it("takes sets as they are and empty sets not at all", () => {
    expect(made("choice", "in", "READY", "talk")?.tests).toEqual([
      { op: "in", values: ["READY", "talk"] },
    ]);
    expect(made("choice", "in")).toBeNull();
  });
  it("needs no value for known and unknown", () => {
    expect(made("text", "empty")?.tests).toEqual([{ op: "empty", values: [] }]);
  });
  it("drops what cannot be read", () => {
    expect(made("integer", "eq", "abc")).toBeNull();
    expect(made("duration", "between", "1:00", "")).toBeNull();
  });
  it("joins conditions by any only where there are several", () => {
    const drafts = [
      { op: "contains", values: ["a"] },
      { op: "contains", values: ["b"] },
    ] as const;
    expect(
      toFilter(
        "c",
        "text",
        drafts.map((draft) => ({ ...draft, values: [...draft.values] })),
        true,
      )?.any,
    ).toBe(true);
    expect(toFilter("c", "text", [{ op: "eq", values: ["a"] }], true)?.any).toBe(false);
  });
});

describe("and back", () => {
  const cases: [KindView, FilterView][] = [
    ["duration", { column: "c", tests: [{ op: "between", values: ["60", "5400"] }], any: false }],
    ["percent", { column: "c", tests: [{ op: "ge", values: ["0.25"] }], any: false }],
    [
      "datetime",
      {
        column: "c",
        tests: [{ op: "between", values: ["2026-11-01T00:00:00", "2026-11-03T23:59:59"] }],
        any: false,
      },
    ],
    [
      "text",
      {
        column: "c",
        tests: [
          { op: "contains", values: ["x"] },
          { op: "empty", values: [] },
        ],
        any: true,
      },
    ],
    ["choice", { column: "c", tests: [{ op: "not_in", values: ["a", "b"] }], any: false }],
  ];
  it.each(cases)("a %s filter survives the form", (kind, filter) => {
    expect(toFilter("c", kind, toDrafts(kind, filter), filter.any)).toEqual(filter);
  });
  it("offers every form an operator", () => {
    const kinds: KindView[] = [
      "text",
      "id",
      "integer",
      "decimal",
      "percent",
      "duration",
      "datetime",
      "date",
      "hour",
      "choice",
    ];
    for (const kind of kinds) expect(opsOf[formOf(kind)].length).toBeGreaterThan(0);
  });
});
