import { describe, expect, it } from "vitest";
import { addMonths, choose, ends, firstOf, isChosen, monthOf } from "../src/state/calendar";

describe("a month", () => {
  it("has its neighbours, over the end of the year too", () => {
    expect(firstOf("2026-11-20")).toBe("2026-11-01");
    expect(addMonths("2026-01-01", -1)).toBe("2025-12-01");
    expect(addMonths("2026-12-01", 1)).toBe("2027-01-01");
    expect(addMonths("2026-11-01", -23)).toBe("2024-12-01");
  });
  it("knows its days, and which have come", () => {
    const november = monthOf("2026-11-01", "2026-11-20");
    expect(november.days.length).toBe(30);
    expect(november.days.at(-1)).toBe("2026-11-30");
    expect(november.come).toBe(20);
    expect(monthOf("2028-02-01", "2028-03-01")).toMatchObject({ come: 29 });
  });
});

describe("the chosen days", () => {
  const first = choose(null, "a", "2026-11-10", false);
  it("grow from where they began, to either side", () => {
    const later = choose(first, "a", "2026-11-12", true);
    expect(ends(later)).toEqual({ from: "2026-11-10", to: "2026-11-12" });
    const earlier = choose(later, "a", "2026-11-07", true);
    expect(ends(earlier)).toEqual({ from: "2026-11-07", to: "2026-11-10" });
    expect(isChosen(earlier, "a", "2026-11-08")).toBe(true);
    expect(isChosen(earlier, "a", "2026-11-11")).toBe(false);
  });
  it("are of one report, and begin anew without Shift or in another", () => {
    expect(ends(choose(first, "b", "2026-11-12", true)).from).toBe("2026-11-12");
    expect(ends(choose(first, "a", "2026-11-12", false)).from).toBe("2026-11-12");
    expect(isChosen(first, "b", "2026-11-10")).toBe(false);
    expect(isChosen(null, "a", "2026-11-10")).toBe(false);
  });
});
