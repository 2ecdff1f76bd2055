// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdLeaps, isLeap } from "../src/grid/leaps";

const screen = 280;

function opened(read: () => boolean) {
  const box = document.createElement("div");
  const bar = document.createElement("div");
  bar.className = "ag-grid-viewport";
  Object.defineProperty(bar, "clientHeight", { value: screen });
  box.append(bar);
  document.body.append(box);
  let drawn = 0;
  let drawings = 0;
  // As the grid does it: listens at the bar itself and draws where that stands.
  bar.addEventListener("scroll", () => {
    drawn = bar.scrollTop;
    drawings += 1;
  });
  const end = holdLeaps(box, { drawn: () => drawn, read });
  return {
    to(top: number) {
      bar.scrollTop = top;
      bar.dispatchEvent(new Event("scroll"));
    },
    seen: () => ({ drawn, drawings }),
    end,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("is a leap when nothing of what is drawn stays in view", () => {
  expect(isLeap(1000, { scrollTop: 1000 + screen - 1, clientHeight: screen })).toBe(false);
  expect(isLeap(1000, { scrollTop: 1000 + screen, clientHeight: screen })).toBe(true);
  expect(isLeap(1000, { scrollTop: 1000 - screen, clientHeight: screen })).toBe(true);
});

it("draws steps as they come", () => {
  const { to, seen } = opened(() => true);
  for (const top of [90, 180, 270, 360]) to(top);
  expect(seen()).toEqual({ drawn: 360, drawings: 4 });
});

it("draws leaps once, where the bar rests", () => {
  const { to, seen } = opened(() => true);
  for (const top of [5000, 9000, 40_000, 70_000]) {
    to(top);
    vi.advanceTimersByTime(40);
  }
  expect(seen().drawings).toBe(0);
  vi.advanceTimersByTime(100);
  expect(seen()).toEqual({ drawn: 70_000, drawings: 1 });
});

it("draws at once when the bar comes back", () => {
  const { to, seen } = opened(() => true);
  to(5000);
  to(100);
  expect(seen()).toEqual({ drawn: 100, drawings: 1 });
  vi.advanceTimersByTime(1000);
  expect(seen().drawings).toBe(1);
});

it("waits for the rows of that place, but not for good", () => {
  let here = false;
  const { to, seen } = opened(() => here);
  to(5000);
  vi.advanceTimersByTime(200);
  expect(seen().drawings).toBe(0);
  here = true;
  vi.advanceTimersByTime(20);
  expect(seen()).toEqual({ drawn: 5000, drawings: 1 });
  here = false;
  to(90_000);
  vi.advanceTimersByTime(500);
  expect(seen()).toEqual({ drawn: 90_000, drawings: 2 });
});

it("holds nothing once it has ended", () => {
  const { to, seen, end } = opened(() => true);
  to(5000);
  end();
  vi.advanceTimersByTime(1000);
  expect(seen().drawings).toBe(0);
  to(9000);
  expect(seen()).toEqual({ drawn: 9000, drawings: 1 });
});
