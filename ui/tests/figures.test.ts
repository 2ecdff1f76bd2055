// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import type { FigureView, KpiView } from "../src/backend";
import { figures } from "../src/backend/golden/figures";
import { kpiList } from "../src/backend/golden/kpis";
import { formatsFor, localesFor } from "../src/format";
import { speak, startWords, wordsOf } from "../src/i18n";
import { countText, standsOn, valueText } from "../src/views/report/figureFacts";

beforeAll(async () => {
  await startWords("es");
  await speak("en");
  await speak("pt");
  await speak("es");
});

const figure = (part: Partial<FigureView>): FigureView => ({
  kpi: "x",
  value: 1,
  unit: "count",
  numerator: 1,
  denominator: null,
  n: 1,
  excluded: 0,
  few: false,
  ...part,
});
const what = { counts: "calls" } as KpiView;

describe("what a figure stands on", () => {
  it("is counted in its own units, one or many", () => {
    const words = { ...wordsOf("es"), f: formatsFor(localesFor("es", "es-CO")) };
    expect(countText(words, 1, "calls")).toBe("1 llamada");
    expect(countText(words, 2239, "agent_days")).toBe("2.239 jornadas");
    expect(countText(words, 1_000_000, "calls")).toBe("1.000.000 de llamadas");
  });
  it("has words for every population that the core counts", () => {
    for (const counts of ["calls", "events", "agents", "agent_days", "actions", "handovers"])
      expect(wordsOf("es").has(`ui.counts.${counts}_other`), counts).toBe(true);
  });
  it("is a bare number while the KPI is not known yet", () => {
    expect(countText(wordsOf("es"), 12, undefined)).toBe("12");
  });
  it("says what had to stay out", () => {
    expect(standsOn(wordsOf("es"), figure({ n: 9, excluded: 3 }), what)).toBe(
      "9 llamadas · 3 fuera",
    );
  });
  it("shows unknown as unknown", () => {
    expect(valueText(wordsOf("es").f, figure({ value: null, unit: "s" }))).toBe("—");
  });
});

describe("the stand-in's figures", () => {
  const asked = (narrowing: { search: string }) =>
    figures(
      {
        table: {
          operation: "sample",
          report: "diagram_11",
          params: {},
          from: "2026-11-12T00:00:00",
          to: "2026-11-12T23:59:59",
        },
        narrowing: { filters: [], conditions: [], ...narrowing },
        kpis: ["containment", "entered_calls"],
        by: null,
        view: "",
        revision: 0,
      },
      () => true,
      () => "held",
    );
  it("mark a ratio on few cases, and no count", () => {
    const [ratio, count] = asked({ search: "00000" }).kpis;
    expect(ratio?.n).toBeLessThan(30);
    expect([ratio?.few, count?.few]).toEqual([ratio?.value !== null, false]);
    expect(asked({ search: "" }).kpis[0]).toMatchObject({ few: false });
  });
  it("name a population for every KPI", () => {
    expect(kpiList().filter((kpi) => !kpi.counts)).toEqual([]);
  });
});
