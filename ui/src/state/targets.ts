// Targets of figures: what is wanted, and where the worry begins. Kept as one setting.
import type { FigureView, KpiView } from "../backend";

export interface Target {
  /** In the figure's own unit: seconds or a ratio of 0 to 1. */
  target: number;
  /** Beyond the target but not beyond this, a figure is near; null is no such stretch. */
  warn: number | null;
  /** Whether more is better. */
  higher: boolean;
}

export type Targets = Readonly<Record<string, Target>>;

export type Standing = "met" | "near" | "missed";

/** The setting that keeps them. */
export const targetsKey = "targets";

function isTarget(value: unknown): value is Target {
  const { target, warn, higher } = (value ?? {}) as Partial<Target>;
  return (
    typeof target === "number" &&
    Number.isFinite(target) &&
    (warn === null || (typeof warn === "number" && Number.isFinite(warn))) &&
    typeof higher === "boolean"
  );
}

/** What of the kept text can be understood. */
export function readTargets(text: string | null | undefined): Targets {
  if (!text) return {};
  try {
    const held = JSON.parse(text) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(held).filter((entry): entry is [string, Target] => isTarget(entry[1])),
    );
  } catch {
    return {};
  }
}

/** Sums and counts grow with the period, so no one number can be their target. */
export function takesTarget({ kpi, unit }: Pick<KpiView, "kpi" | "unit">): boolean {
  return unit === "ratio" || (unit === "s" && (kpi === "aht" || kpi.startsWith("avg_")));
}

/** Where a value stands; null where it is unknown. */
export function standingOf(value: number | null, { target, warn, higher }: Target) {
  if (value === null) return null;
  const reaches = (limit: number) => (higher ? value >= limit : value <= limit);
  if (reaches(target)) return "met" as const;
  return warn !== null && reaches(warn) ? ("near" as const) : ("missed" as const);
}

/** Where a figure stands; one on few cases is not judged. */
export function judged(figure: FigureView, target: Target | undefined): Standing | null {
  return target && !figure.few ? standingOf(figure.value, target) : null;
}

/** Whether the limit of worry lies where it can ever matter: on the bad side of the target. */
export function warnFits({ target, warn, higher }: Target): boolean {
  return warn === null || (higher ? warn < target : warn > target);
}
