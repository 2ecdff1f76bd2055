// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Backend } from "../src/backend";
import { BackendProvider } from "../src/state/answers";
import { periodOf } from "../src/state/period";
import { useRemembered } from "../src/state/restore";
import { setSession, act as step } from "../src/state/session";
import { emptyView, startHistory } from "../src/state/view";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("keeps a step within a second, though others follow without a rest", async () => {
  const kept: string[] = [];
  const call = async (_: string, request: { value: string }) => void kept.push(request.value);
  const backend = { call } as unknown as Backend;
  setSession({
    restored: "a",
    place: "report",
    history: startHistory(emptyView("campaign_7", periodOf("last7", "2026-11-20"))),
  });
  renderHook(() => useRemembered("a"), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <BackendProvider value={backend}>{children}</BackendProvider>
    ),
  });
  const tests = [{ op: "in" as const, values: ["human"] }];
  step({ do: "filter", filter: { column: "result", tests, any: false } });
  for (let rows = 0; rows < 4; rows += 1) {
    setSession({ exporting: { state: "writing", rows, total: 4 } });
    await act(() => vi.advanceTimersByTimeAsync(300));
  }
  expect(kept.join()).toContain("human");
});
