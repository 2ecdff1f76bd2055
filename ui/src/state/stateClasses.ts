// Classes of agent states. wolkvox's own four are fixed; these are for what the operation invented.
import type { StateLine } from "../backend";

export const stateClasses = [
  "break",
  "meal",
  "training",
  "back_office",
  "productive",
  "logged_out",
  "unclassified",
] as const;

/** Unclassified first, then by name; who has a place keeps it, and news follow. */
export function orderOf(held: string[], states: StateLine[]): string[] {
  const kept = held.filter((name) => states.some(({ state }) => state === name));
  const news = states
    .filter(({ state }) => !kept.includes(state))
    .sort((left, right) => {
      const open = (line: StateLine) => (line.class === "unclassified" ? 0 : 1);
      return open(left) - open(right) || left.state.localeCompare(right.state);
    });
  return [...kept, ...news.map(({ state }) => state)];
}

export function withState(
  states: StateLine[],
  name: string,
  part: Partial<StateLine>,
): StateLine[] {
  return states.map((line) => (line.state === name ? { ...line, ...part } : line));
}
