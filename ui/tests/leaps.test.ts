// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdLeaps, isLeap } from "../src/grid/leaps";

const screen = 280;

/** Milliseconds that drawing took so far. */
let drawing = 0;

/** A grid whose rows are here or not, and take so many milliseconds to draw. */
function opened(read: () => boolean, cost = 10) {
  const box = document.createElement("div");
  const bar = document.createElement("div");
  bar.className = "ag-grid-viewport";
  Object.defineProperty(bar, "clientHeight", { value: screen });
  box.append(bar);
  document.body.append(box);
  const drawn: number[] = [];
  let listens = true;
  const deaf = (on: boolean) => {
    listens = !on;
  };
  // As the grid does it: listens at the bar itself and draws where that stands.
  bar.addEventListener("scroll", () => {
    if (!listens) return;
    drawn.push(bar.scrollTop);
    drawing += cost;
  });
  const end = holdLeaps(box, { drawn: () => drawn.at(-1) ?? 0, read });
  const to = (top: number) => {
    bar.scrollTop = top;
    bar.dispatchEvent(new Event("scroll"));
    vi.advanceTimersByTime(30);
  };
  return { to, drawn, deaf, end };
}

beforeEach(() => {
  vi.useFakeTimers();
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + drawing);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("is a leap when nothing of what is drawn stays in view", () => {
  expect(isLeap(1000, { scrollTop: 1000 + screen - 1, clientHeight: screen })).toBe(false);
  expect(isLeap(1000, { scrollTop: 1000 + screen, clientHeight: screen })).toBe(true);
  expect(isLeap(1000, { scrollTop: 1000 - screen, clientHeight: screen })).toBe(true);
});

it("draws steps as they come, however long they take", () => {
  const { to, drawn } = opened(() => false, 200);
  for (const top of [90, 180, 270, 360]) to(top);
  expect(drawn).toEqual([90, 180, 270, 360]);
});

it("draws leaps as they come where the rows are here and drawn quickly", () => {
  const { to, drawn } = opened(() => true);
  for (const top of [5000, 9000, 40_000]) to(top);
  expect(drawn).toEqual([5000, 9000, 40_000]);
});

it("draws leaps once, where the bar rests, after one that was slow", () => {
  const { to, drawn } = opened(() => true, 100);
  for (const top of [5000, 9000, 40_000, 70_000]) to(top);
  expect(drawn).toEqual([5000]);
  vi.advanceTimersByTime(100);
  expect(drawn).toEqual([5000, 70_000]);
});

it("draws at once when the bar comes back", () => {
  const { to, drawn } = opened(() => false);
  to(5000);
  to(100);
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([100]);
});

it("waits for the rows of that place, but not for good", () => {
  let here = false;
  const { to, drawn } = opened(() => here);
  to(5000);
  vi.advanceTimersByTime(200);
  expect(drawn).toEqual([]);
  here = true;
  vi.advanceTimersByTime(20);
  expect(drawn).toEqual([5000]);
  here = false;
  to(90_000);
  vi.advanceTimersByTime(500);
  expect(drawn).toEqual([5000, 90_000]);
});

it("tries again where the grid did not listen", () => {
  const { to, drawn, deaf } = opened(() => true, 100);
  to(5000);
  deaf(true);
  to(9000);
  vi.advanceTimersByTime(200);
  expect(drawn).toEqual([5000]);
  deaf(false);
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([5000, 9000]);
});

it("holds nothing once it has ended", () => {
  const { to, drawn, end } = opened(() => false);
  to(5000);
  end();
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([]);
  to(9000);
  expect(drawn).toEqual([9000]);
});
