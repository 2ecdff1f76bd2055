// The timeline as a table: seconds of each agent in each state, and their sums.
import type { Lane, TimelineView } from "../backend";
import { nameOf } from "./arrange";
import { loggedSeconds, talkShare } from "./model";

export interface TwinLine {
  agent: string;
  name: string;
  team: string | null;
  logged: number;
  /** Part of the logged time in calls; null if there was none. */
  talk: number | null;
  /** By state, as the view orders them. */
  seconds: number[];
}

/** A column: of words, of a sum, or of the state at that place. */
export type TwinColumn = "name" | "team" | "logged" | "talk" | number;

export interface TwinSort {
  by: TwinColumn;
  descending: boolean;
}

export function linesOf(view: TimelineView, lanes: Lane[]): TwinLine[] {
  return lanes.map((lane) => ({
    agent: lane.agent_id,
    name: nameOf(lane),
    team: lane.team,
    logged: loggedSeconds(lane, view),
    talk: talkShare(lane, view),
    seconds: view.states.map((_, at) => lane.seconds[at] ?? 0),
  }));
}

export function secondsByState(view: TimelineView, lanes: Lane[]): number[] {
  return view.states.map((_, at) => lanes.reduce((sum, lane) => sum + (lane.seconds[at] ?? 0), 0));
}

/** Everybody together: a share of sums, not a mean of shares. */
export function sumOf(view: TimelineView, lanes: Lane[]): Omit<TwinLine, "agent" | "team"> {
  const seconds = secondsByState(view, lanes);
  const one = { ...(lanes[0] as Lane), seconds };
  return lanes.length > 0
    ? { name: "", logged: loggedSeconds(one, view), talk: talkShare(one, view), seconds }
    : { name: "", logged: 0, talk: null, seconds };
}

function keyOf(line: TwinLine, by: TwinColumn): string | number | null {
  return typeof by === "number" ? (line.seconds[by] ?? 0) : line[by];
}

/** Unknown comes last, whichever way one sorts. */
export function sortedTwin(
  lines: TwinLine[],
  { by, descending }: TwinSort,
  compare: (a: string, b: string) => number,
): TwinLine[] {
  const sign = descending ? -1 : 1;
  return [...lines].sort((left, right) => {
    const [a, b] = [keyOf(left, by), keyOf(right, by)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order =
      typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
    return order !== 0 ? order * sign : compare(left.name, right.name);
  });
}

/** Figures greatest first, words from A; then reversed; then by name. */
export function nextTwinSort(sort: TwinSort, by: TwinColumn): TwinSort {
  const first = by !== "name" && by !== "team";
  if (sort.by !== by) return { by, descending: first };
  if (sort.descending === first) return { by, descending: !first };
  return by === "name" ? { by, descending: false } : { by: "name", descending: false };
}
