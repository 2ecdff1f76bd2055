// Targets as they are typed and told: percentages and durations, in the region's own writing.
import { type Formats, readDuration } from "../../format";
import type { Target } from "../../state/targets";

/** Seconds, or a ratio of 0 to 1; null if it cannot be read. */
export function readTarget(text: string, unit: string): number | null {
  if (unit === "s") {
    const seconds = readDuration(text);
    return seconds !== null && seconds > 0 ? seconds : null;
  }
  const plain = text.replace(/[%\s]/g, "").replace(",", ".");
  const percent = Number(plain);
  if (plain === "" || Number.isNaN(percent) || percent < 0 || percent > 100) return null;
  return percent / 100;
}

/** `80 %` of 0.8, `6:00` of 360: no more decimals than were typed. */
export function targetText(f: Formats, value: number, unit: string): string {
  if (unit === "s") return f.duration(value);
  const decimals = Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1;
  return f.percent(value, decimals);
}

/** `≤ 0:45`, `≥ 85 %`. */
export function targetSign(f: Formats, { target, higher }: Target, unit: string): string {
  return `${higher ? "≥" : "≤"} ${targetText(f, target, unit)}`;
}
