// What the agents' timeline shows. Kept while one looks at other places; another operation starts anew.
import { create } from "zustand";
import type { DayView } from "../backend";
import { addDays, dayCount, type Period, shifted, weekdayOf } from "./period";
import { setSession, useSession } from "./session";

/** The reports that tell states: of everybody, or of those that were asked for one by one. */
export const stateReports = ["agent_14", "agent_2"] as const;
export type StateReport = (typeof stateReports)[number];

export const laneOrders = ["name", "first", "talk"] as const;
export type LaneOrder = (typeof laneOrders)[number];

/** Seconds from the start of the period, end exclusive. */
export interface Stretch {
  from: number;
  to: number;
}

export type Length = "day" | "week" | "custom";

/** Where the cursor stands; without a moment, at the agent's first state. */
export interface Cursor {
  agent: string;
  second: number | null;
}

export interface Timeline {
  operation: string | null;
  /** Null is what is held: everybody's report first. */
  report: StateReport | null;
  length: Length;
  /** Null is the latest day that is held. */
  period: Period | null;
  order: LaneOrder;
  /** Undefined is every team, null those without one. */
  team: string | null | undefined;
  search: string;
  /** What is seen of the period; null is what fits it best. */
  stretch: Stretch | null;
  /** States that are not drawn. */
  hidden: readonly string[];
  cursor: Cursor | null;
  asTable: boolean;
}

const start: Timeline = {
  operation: null,
  report: null,
  length: "day",
  period: null,
  order: "name",
  team: undefined,
  search: "",
  stretch: null,
  hidden: [],
  cursor: null,
  asTable: false,
};

export const useTimeline = create<Timeline>(() => start);
export const setTimeline = useTimeline.setState;

/** Starts anew for another operation. */
export function enterTimeline(operation: string): void {
  if (useTimeline.getState().operation !== operation)
    useTimeline.setState({ ...start, operation }, true);
}

export function oneDay(day: string): Period {
  return { preset: "custom", from: day, to: day };
}

/** From Monday, as far as days have come. */
export function weekOf(day: string, today: string): Period {
  const from = addDays(day, 1 - weekdayOf(day));
  const sunday = addDays(from, 6);
  return { preset: "custom", from, to: sunday < today ? sunday : today };
}

/** Days that the core draws at most. */
const longest = 45;

/** The last days of a period that is too long to be drawn. */
export function drawable({ preset, from, to }: Period): Period {
  return dayCount(from, to) <= longest
    ? { preset, from, to }
    : { preset: "custom", from: addDays(to, 1 - longest), to };
}

/** The neighbour of the same length; null where no day has come yet. */
export function beside(
  period: Period,
  length: Length,
  direction: 1 | -1,
  today: string,
): Period | null {
  const next =
    length === "week"
      ? weekOf(addDays(period.from, 7 * direction), today)
      : shifted(period, direction);
  return next.from > today ? null : next;
}

const withRows = new Set(["held", "partial", "open"]);

/** The last day with rows; null if there is none. */
export function lastHeld(days: DayView[]): string | null {
  return days.findLast((day) => withRows.has(day.state))?.date ?? null;
}

/** Shows that period from its beginning. */
export function showPeriod(period: Period, length: Length): void {
  setTimeline({ period, length, stretch: null, cursor: null });
}

/** Opens the timeline at an agent's day, from wherever its figures are looked at. */
export function openTimeline(agent: string, day: string): void {
  const operation = useSession.getState().operation;
  if (operation) enterTimeline(operation);
  setTimeline({
    ...{ period: oneDay(day), length: "day", stretch: null, asTable: false },
    ...{ search: "", team: undefined, cursor: { agent, second: null } },
  });
  setSession({ place: "timeline", fetchOpen: false });
}
