// What a state of a run means to the window.
import type { RunState } from "../../backend";

/** Still to end by itself or by the user. */
export function isGoing(state: RunState): boolean {
  return state === "running" || state === "queued" || state === "paused" || state === "parked";
}

export function toneOf(state: RunState): "good" | "warn" | "bad" | "quiet" | undefined {
  if (state === "done") return "good";
  if (state === "incomplete" || state === "parked") return "warn";
  if (state === "failed") return "bad";
  if (state === "cancelled" || state === "paused") return "quiet";
  return undefined;
}
