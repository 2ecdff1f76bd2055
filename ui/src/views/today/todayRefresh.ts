// Starts the readings of today, one after another, while the screen is open and seen.
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ErrorView, OperationView, ReportView } from "../../backend";
import { asErrorView } from "../../backend";
import { remedyOf } from "../../backend/errors";
import { useAct, useAnswer, useAnswers } from "../../state/answers";
import { type Due, dueOf, type Pulse, pulseOf, useToday } from "../../state/today";
import { isGoing } from "../fetch/runState";
import { useNow } from "../home/agoText";

function subscribe(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
}

function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState !== "hidden");
}

export interface Refresh {
  pulse: Pulse;
  due: Due[];
  /** What stopped the readings. */
  error: ErrorView | null;
}

/** `chosen`: the reports that are read again; only those are asked for. */
export function useRefresh(operation: OperationView, chosen: ReportView[]): Refresh {
  const { id, today } = operation;
  const request = (report: string) => ({
    ...{ operation: id, report, params: {}, from: today, to: today, reread: false },
  });
  const plans = useAnswers(
    "plan",
    chosen.map(({ code }) => request(code)),
  );
  const due = chosen.flatMap(({ code }, at) => {
    const plan = plans[at]?.data;
    return plan ? (dueOf(code, plan) ?? []) : [];
  });
  const on = useToday((state) => state.on);
  const now = useNow(operation.zone, 1000);
  const quota = useAnswer("quota", { operation: id }).data;
  const runs = useAnswer("runs", {}).data?.runs ?? [];
  const visible = useVisible();
  const start = useAct("fetch");
  const asked = useRef(new Map<string, number>());
  const error =
    stopping(runs.find(({ run }) => run === start.data?.run)?.error) ?? thrown(start.error);
  const pulse = pulseOf({
    ...{ on, visible, quota, due, now },
    going: start.isPending || runs.some(({ state }) => isGoing(state)),
    failed: error !== null,
    since: (report) => (Date.now() - (asked.current.get(report) ?? 0)) / 1000,
  });
  const next = pulse.kind === "go" ? pulse.report : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one start for each time that one is due.
  useEffect(() => {
    if (next === null) return;
    asked.current.set(next, Date.now());
    start.mutate(request(next));
  }, [next]);
  // Switched on anew, an old error is forgotten.
  const { reset } = start;
  useEffect(() => {
    if (!on) reset();
  }, [on, reset]);
  return { pulse, due, error };
}

/** Errors that only the user can heal end the readings. */
function stopping(error: ErrorView | null | undefined): ErrorView | null {
  return error && remedyOf(error.code).severity === "stop" ? error : null;
}

function thrown(error: unknown): ErrorView | null {
  return error ? asErrorView(error) : null;
}
