// Which agents are shown, and in which order.
import type { Lane, TimelineView } from "../backend";
import { normalForm } from "../format/normal";
import type { LaneOrder } from "../state/timeline";
import { firstLogin, talkShare } from "./model";

export interface Wanted {
  search: string;
  /** Undefined is every team, null those without one. */
  team: string | null | undefined;
  order: LaneOrder;
}

export function nameOf(lane: Lane): string {
  return lane.name ?? lane.agent_id;
}

/** Teams by name; null at the end stands for agents without one. */
export function teamsIn(lanes: Lane[], compare: (a: string, b: string) => number) {
  const teams = new Set(lanes.map((lane) => lane.team));
  const named = [...teams].filter((team) => team !== null).sort(compare);
  return teams.has(null) ? [...named, null] : named;
}

/** Unknown comes last: earliest first, most talk first, else by name. */
export function arranged(
  view: TimelineView,
  { search, team, order }: Wanted,
  compare: (a: string, b: string) => number,
): Lane[] {
  const sought = normalForm(search);
  const weight = (lane: Lane): number => {
    if (order === "first") return firstLogin(lane, view) ?? Number.POSITIVE_INFINITY;
    return order === "talk" ? -(talkShare(lane, view) ?? Number.NEGATIVE_INFINITY) : 0;
  };
  return view.lanes
    .filter((lane) => team === undefined || lane.team === team)
    .filter((lane) =>
      [lane.name, lane.agent_id, lane.team].some(
        (text) => text !== null && normalForm(text).includes(sought),
      ),
    )
    .map((lane) => ({ lane, weight: weight(lane) }))
    .sort((left, right) =>
      left.weight === right.weight
        ? compare(nameOf(left.lane), nameOf(right.lane))
        : left.weight - right.weight,
    )
    .map(({ lane }) => lane);
}
