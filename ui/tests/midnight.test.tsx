// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OperationView } from "../src/backend";
import { answersCache } from "../src/state/answers";
import { useMidnight } from "../src/state/midnight";
import { periodOf } from "../src/state/period";
import { setSession, act as step, useSession } from "../src/state/session";
import { emptyView, startHistory } from "../src/state/view";

// A minute before midnight in Bogota.
beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-21T04:59:00Z") }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function watching() {
  const cache = answersCache();
  const operation = { id: "a", zone: "America/Bogota", today: "2026-11-20" } as OperationView;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  cache.setQueryData(["operations", {}], { operations: [operation] });
  renderHook(() => useMidnight(operation), { wrapper });
  return () => cache.getQueryState(["operations", {}])?.isInvalidated;
}

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const period = () => useSession.getState().history.now.period;

it("moves a preset on with the day, and asks anew for what counts from today", async () => {
  setSession({ history: startHistory(emptyView("agent_14", periodOf("yesterday", "2026-11-20"))) });
  const stale = watching();
  await pass(50);
  expect(period().from).toBe("2026-11-19");
  expect(stale()).toBe(false);
  await pass(30);
  expect(period()).toEqual({ preset: "yesterday", from: "2026-11-20", to: "2026-11-20" });
  expect(stale()).toBe(true);
});

it("leaves a period chosen by hand", async () => {
  const chosen = { preset: "custom", from: "2026-11-02", to: "2026-11-06" } as const;
  setSession({ history: startHistory(emptyView("agent_14", chosen)) });
  watching();
  await pass(120);
  expect(period()).toEqual(chosen);
  step({ do: "undo" });
  expect(period()).toEqual(chosen);
});
