import { describe, expect, it } from "vitest";
import {
  durationCell,
  durationText,
  formatsFor,
  languageOf,
  localesFor,
  readDuration,
} from "../src/format";

const colombia = formatsFor(localesFor("es", "es-CO"));
const english = formatsFor(localesFor("en", "en-US"));

describe("numbers follow the region", () => {
  it("groups and separates", () => {
    expect(colombia.number(1234567.89, 2)).toBe("1.234.567,89");
    expect(english.number(1234567.89, 2)).toBe("1,234,567.89");
  });
  it("groups four digits too", () => {
    expect(formatsFor(localesFor("es", "es-ES")).number(1234)).toBe("1.234");
  });
  it("uses a real minus sign", () => {
    expect(english.number(-5)).toBe("\u22125");
  });
  it("shows one decimal of a percentage", () => {
    expect(english.percent(0.8142)).toBe("81.4%");
  });
});

describe("language and region are two things", () => {
  it("keeps the digits of the region under another language", () => {
    const locales = localesFor("en", "es-CO");
    expect(locales).toEqual({ words: "en-CO", digits: "es-CO" });
    expect(formatsFor(locales).number(1000)).toBe("1.000");
  });
  it("reads a language however it was kept", () => {
    expect(['"en"', "pt-BR", "ES", "", null].map(languageOf)).toEqual([
      "en",
      "pt",
      "es",
      "es",
      "es",
    ]);
  });
  it("takes the language's home where the system names no region", () => {
    expect(localesFor("pt", "pt")).toEqual({ words: "pt-BR", digits: "pt-BR" });
    expect(localesFor("es", "not a locale!")).toEqual({ words: "es-CO", digits: "es-CO" });
  });
});

describe("durations", () => {
  it.each([
    [0, "0:00"],
    [42, "0:42"],
    [342, "5:42"],
    [3723, "1:02:03"],
    [93784, "1 d 02:03:04"],
    [-65, "\u22121:05"],
  ])("%d s reads %s", (seconds, text) => expect(durationText(seconds)).toBe(text));
  it("keeps one shape in the grid, hours beyond 24", () => {
    expect(durationCell(42)).toBe("0:00:42");
    expect(durationCell(93784)).toBe("26:03:04");
  });
  it.each([
    ["90", 90],
    ["1:30", 90],
    ["0:01:30", 90],
    ["1m30", 90],
    ["2h", 7200],
    ["1 h 5 min", 3900],
    ["", null],
    ["x", null],
    ["1:2:3:4", null],
  ])("%s is %s s", (text, seconds) => expect(readDuration(text)).toBe(seconds));
});

describe("moments are wall clock, never shifted", () => {
  it("shows what was stored", () => {
    expect(colombia.dateTime("2026-11-20T17:05:09")).toBe("20/11/2026 17:05:09");
    expect(colombia.dateTime("2026-11-20T00:00:00")).toBe("20/11/2026 00:00:00");
    expect(english.date("2026-11-20")).toBe("11/20/2026");
  });
  it("names weekdays from Monday", () => {
    expect([1, 7].map((day) => english.weekday(day))).toEqual(["Mon", "Sun"]);
  });
});

describe("units and changes", () => {
  it("never shows unknown as 0", () => {
    expect(english.unit(null, "count")).toBe("—");
  });
  it("signs changes, ratios in points", () => {
    expect(english.change(0.012, "ratio")).toBe("+1.2 pp");
    expect(english.change(-11, "s")).toBe("\u22120:11");
    expect(english.change(0.041, "count")).toBe("+4.1%");
    expect(english.change(0, "s")).toBe("=");
    expect(english.change(0.5, "per_agent")).toBe("+0.5");
    expect(formatsFor(localesFor("pt", "pt-BR")).change(0.012, "ratio")).toBe("+1,2 p.p.");
  });
});
