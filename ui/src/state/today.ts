// Reading the open day again and again: when the next reading may start, what it costs, why it waits.
import { create } from "zustand";
import type { PlanView, QuotaView, ReportView } from "../backend";
import { secondsBetween } from "./moments";

/** wolkvox is asked for the same window once in five minutes at most. */
export const floorSeconds = 300;
/** Readings stop by themselves before the day's calls are used up: somebody may still need some. */
const reserveShare = 0.05;
const reserveUnknown = 200;

export interface TodayChoice {
  on: boolean;
  /** Reports that are read too, or left alone, against the usual. */
  chosen: Record<string, boolean>;
}

export const useToday = create<TodayChoice>(() => ({ on: false, chosen: {} }));

export function chooseReport(report: string, on: boolean): void {
  useToday.setState(({ chosen }) => ({ chosen: { ...chosen, [report]: on } }));
}

/** Reports that can be read without choosing somebody first. */
export function readable(reports: ReportView[]): ReportView[] {
  return reports.filter(({ params }) => params.every((param) => !param.required || param.all));
}

/** What one reading of a report takes, and from when on it may start. */
export interface Due {
  report: string;
  /** Wall clock; null is at once. */
  at: string | null;
  calls: number;
}

/** From the plan of today's day; null where there is nothing to ask. */
export function dueOf(report: string, plan: PlanView): Due | null {
  if (plan.windows.length > 0) return { report, at: null, calls: plan.calls };
  const at = plan.skipped
    .map(({ next_at }) => next_at)
    .sort()
    .at(-1);
  return at ? { report, at, calls: plan.skipped.length } : null;
}

/** Calls of one round over all that is due. */
export function costOf(due: Due[]): number {
  return due.reduce((sum, { calls }) => sum + calls, 0);
}

export function reserveOf(quota: QuotaView): number {
  return quota.limit === null ? reserveUnknown : Math.ceil(quota.limit * reserveShare);
}

/** Whether one more round would eat into what is kept for others; unknown is not low. */
export function isLow(quota: QuotaView | undefined, cost: number): boolean {
  return quota !== undefined && quota.left !== null && quota.left - cost < reserveOf(quota);
}

export type Pulse =
  | { kind: "off" | "hidden" | "busy" | "low" | "failed" | "nothing" }
  | { kind: "wait"; report: string; seconds: number }
  | { kind: "go"; report: string };

export interface PulseFacts {
  on: boolean;
  visible: boolean;
  /** Whether any fetch is on its way: there is never a second one. */
  going: boolean;
  /** Whether the last reading ended by an error that time does not heal. */
  failed: boolean;
  quota: QuotaView | undefined;
  due: Due[];
  now: string;
  /** Seconds since a report was last asked from here: the plan may not have heard of it yet. */
  since: (report: string) => number;
}

function secondsUntil({ report, at }: Due, { now, since }: PulseFacts): number {
  const planned = at === null ? 0 : secondsBetween(now, at);
  return Math.max(0, planned, floorSeconds - since(report));
}

/** What happens now, or why nothing does. */
export function pulseOf(facts: PulseFacts): Pulse {
  const { on, visible, going, failed, quota, due } = facts;
  if (!on) return { kind: "off" };
  if (failed) return { kind: "failed" };
  if (!visible) return { kind: "hidden" };
  if (due.length === 0) return { kind: going ? "busy" : "nothing" };
  if (going) return { kind: "busy" };
  if (isLow(quota, costOf(due))) return { kind: "low" };
  const next = due
    .map((one) => ({ report: one.report, seconds: secondsUntil(one, facts) }))
    .sort((left, right) => left.seconds - right.seconds)[0];
  if (!next) return { kind: "nothing" };
  return next.seconds > 0 ? { kind: "wait", ...next } : { kind: "go", report: next.report };
}

/** The last kept state of an agent, and when it ended. */
export interface LastState {
  agent: string;
  state: string | null;
  until: string;
}

/** Of rows `[agent, state, greatest end]`: for each agent the state that ended last. */
export function lastStates(rows: (string | number | boolean | null)[][]): LastState[] {
  const last = new Map<string, LastState>();
  for (const [agent, state, until] of rows) {
    if (agent === null || agent === undefined || typeof until !== "string") continue;
    const id = String(agent);
    const held = last.get(id);
    if (!held || held.until < until)
      last.set(id, { agent: id, state: state === null ? null : String(state), until });
  }
  return [...last.values()];
}

/** The same weekday a week before, up to the time of day that today was read. */
export function comparison(today: string, readUntil: string): { day: string; to: string } {
  const time = Date.parse(`${today}T00:00:00Z`) - 7 * 86_400_000;
  const day = new Date(time).toISOString().slice(0, 10);
  return { day, to: `${day}T${readUntil.slice(11, 19)}` };
}
