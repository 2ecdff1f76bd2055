// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitRows, drawNow, drawSoon } from "../src/shared/together";

const drawn: string[] = [];
const picture = (name: string) => () => void drawn.push(name);

beforeEach(() => {
  drawn.length = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame"] });
});
afterEach(() => {
  drawNow();
  vi.useRealTimers();
});

describe("pictures of one question", () => {
  it("are drawn together after the next frame", () => {
    drawSoon(picture("a"));
    const takeBack = drawSoon(picture("b"));
    drawSoon(picture("c"));
    takeBack();
    expect(drawn).toEqual([]);
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(1);
    expect(drawn).toEqual(["a", "c"]);
    drawNow();
    expect(drawn).toHaveLength(2);
  });

  it("wait for the rows asked with them, but not for long", () => {
    drawSoon(picture("a"));
    awaitRows();
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(20);
    expect(drawn).toEqual([]);
    drawNow();
    expect(drawn).toEqual(["a"]);
    awaitRows();
    drawSoon(picture("b"));
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(100);
    expect(drawn).toEqual(["a", "b"]);
    drawSoon(picture("c"));
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(1);
    expect(drawn).toHaveLength(3);
  });
});
