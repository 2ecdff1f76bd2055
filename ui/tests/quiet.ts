// AG Grid reports a wrong use of it on the console only: in a test, that is a failure.
import { afterEach, expect, vi } from "vitest";

// There is no canvas here: charts are made, and whatever they are told is lost.
vi.mock("../src/charts/engine", async (original) => {
  const chart: object = new Proxy(
    {},
    { get: (_, name) => (name === "then" ? undefined : () => chart) },
  );
  return { ...(await original<object>()), init: () => chart };
});

const said: string[] = [];
for (const level of ["error", "warn"] as const) {
  const say = console[level];
  console[level] = (...words: unknown[]) => {
    if (String(words[0]).includes("AG Grid")) said.push(words.map(String).join(" "));
    else say(...words);
  };
}

afterEach(() => {
  expect(said.splice(0)).toEqual([]);
});
