// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { csvOf, safeText } from "../src/charts/csv";
import type { HeatData, StackData } from "../src/charts/model";
import { coordinatesOf, firstPoint, isMark, nextPoint, pointText } from "../src/charts/points";
import { Walk } from "../src/charts/Walk";
import { startWords, wordsOf } from "../src/i18n";

beforeAll(() => startWords("es"));
afterEach(cleanup);

const bars: StackData = {
  kind: "bars",
  categories: [
    { key: "1", label: "Ana Ríos" },
    { key: "2", label: "=Luis" },
  ],
  series: [
    { key: "talk", label: "En llamada", color: "talk" },
    { key: "ring", label: "Timbrando", color: "ring" },
    { key: "ready", label: "Disponible", color: "ready" },
  ],
  values: [
    [60, 30],
    [0, 30],
    [40, 40],
  ],
  share: true,
  unit: "s",
  more: 0,
};

const heat: HeatData = {
  kind: "heat",
  unit: "ratio",
  cells: [
    { weekday: 2, hour: 8, value: 0.125, n: 40 },
    { weekday: 2, hour: 10, value: 0.5, n: 4 },
  ],
};

describe("walking lying bars", () => {
  it("goes down people and along their parts, past parts of no size, and stops at the ends", () => {
    const first = firstPoint(bars);
    expect(first).toEqual({ series: 0, category: 0 });
    const walk = (...keys: string[]) =>
      keys.reduce((at, key) => nextPoint(bars, at, key) ?? at, first ?? { series: 0, category: 0 });
    expect(walk("ArrowRight")).toEqual({ series: 2, category: 0 });
    expect(walk("ArrowDown", "ArrowRight")).toEqual({ series: 1, category: 1 });
    expect(walk("ArrowUp", "ArrowLeft")).toEqual({ series: 0, category: 0 });
    expect(walk("End", "ArrowDown")).toEqual({ series: 0, category: 1 });
    expect(walk("End", "Home")).toEqual({ series: 0, category: 0 });
    expect(nextPoint(bars, { series: 0, category: 0 }, "a")).toBeNull();
  });
  it("turns with standing columns", () => {
    const columns: StackData = { ...bars, kind: "columns" };
    const at = { series: 0, category: 0 };
    expect(nextPoint(columns, at, "ArrowRight")).toEqual({ series: 0, category: 1 });
    expect(nextPoint(columns, at, "ArrowUp")).toEqual({ series: 2, category: 0 });
    expect(coordinatesOf(columns, { series: 2, category: 0 })).toEqual([0, 0.8]);
    expect(coordinatesOf(bars, { series: 2, category: 0 })).toEqual([0.8, 0]);
  });
  it("says where one stands, with its part of the whole", () => {
    expect(pointText(bars, { series: 2, category: 0 }, wordsOf("es", "es-CO"))).toBe(
      "Ana Ríos, Disponible: 0:40 (40,0%)",
    );
  });
});

describe("walking a week", () => {
  it("goes by hour and weekday, and says where nothing is known", () => {
    expect(firstPoint(heat)).toEqual({ weekday: 2, hour: 8 });
    const right = nextPoint(heat, { weekday: 2, hour: 8 }, "ArrowRight");
    expect(right).toEqual({ weekday: 2, hour: 9 });
    expect(isMark(heat, right ?? { weekday: 0, hour: 0 })).toBe(false);
    const words = wordsOf("es", "es-CO");
    expect(pointText(heat, { weekday: 2, hour: 9 }, words)).toMatch(/9:59: Sin dato$/);
    expect(pointText(heat, { weekday: 2, hour: 10 }, words)).toMatch(/50,0%, 4 llamadas$/);
    expect(nextPoint(heat, { weekday: 7, hour: 8 }, "ArrowDown")).toEqual({ weekday: 7, hour: 8 });
    expect(nextPoint(heat, { weekday: 2, hour: 8 }, "End")).toEqual({ weekday: 2, hour: 10 });
  });
});

describe("the keys of a chart", () => {
  it("read each point out, and Enter does what a click does", () => {
    const onPick = vi.fn();
    render(
      <Walk data={bars} title="Estados" locate={() => null} onPick={onPick}>
        <div />
      </Walk>,
    );
    const chart = screen.getByRole("application", { name: "Estados" });
    const told = () => screen.getByRole("status").textContent;
    expect(told()).toBe("");
    fireEvent.keyDown(chart, { key: "Enter" });
    expect(onPick).not.toHaveBeenCalled();
    fireEvent.keyDown(chart, { key: "ArrowDown" });
    expect(told()).toMatch(/^Ana Ríos, En llamada/);
    fireEvent.keyDown(chart, { key: "ArrowRight" });
    expect(told()).toMatch(/^Ana Ríos, Disponible/);
    fireEvent.keyDown(chart, { key: "Enter" });
    expect(onPick).toHaveBeenCalledWith({ series: 2, category: 0 });
    fireEvent.blur(chart);
    expect(told()).toBe("");
  });
});

describe("figures as CSV", () => {
  it("use the region's separators, real durations, and nothing for unknown", () => {
    expect(csvOf(heat, wordsOf("es", "es-CO")).split("\r\n").slice(0, 1)).toEqual([
      "\uFEFFDía de la semana;Hora;Valor;Sobre cuántos",
    ]);
    const lines = csvOf(heat, wordsOf("es", "es-CO")).split("\r\n");
    expect(lines).toContain("mar;8:00;0,125;40");
    expect(lines).toContain("mar;9:00;;0");
    expect(csvOf(heat, wordsOf("es", "en-US"))).toContain("8:00,0.125,40");
    expect(csvOf(bars, wordsOf("es", "es-CO"))).toContain(
      "Ana Ríos;0:01:00;0:00:00;0:00:40;0:01:40",
    );
  });
  it("never begin a cell with what a spreadsheet takes for a formula", () => {
    expect(["=1+1", "+x", "-x", "@cmd", "\tx"].map((text) => safeText(text, ";"))).toEqual([
      "'=1+1",
      "'+x",
      "'-x",
      "'@cmd",
      "'\tx",
    ]);
    expect(["-12", "+57", "-0:01:30", "a=b"].map((text) => safeText(text, ";"))).toEqual([
      "-12",
      "+57",
      "-0:01:30",
      "a=b",
    ]);
    expect(safeText('dijo "a;b"', ";")).toBe('"dijo ""a;b"""');
    expect(csvOf(bars, wordsOf("es", "es-CO"))).toContain("\r\n'=Luis;");
  });
});
