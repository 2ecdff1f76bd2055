// The targets in force, kept as one setting of the window.
import { useMemo } from "react";
import { useKept } from "./answers";
import { readTargets, type Target, type Targets, targetsKey } from "./targets";

export function useTargets(): Targets {
  const [text] = useKept(targetsKey);
  return useMemo(() => readTargets(text), [text]);
}

/** The targets and the way to change one; null takes it away. */
export function useTargetChoice(): [Targets, (kpi: string, target: Target | null) => void] {
  const [text, keep] = useKept(targetsKey);
  const targets = useMemo(() => readTargets(text), [text]);
  const change = (kpi: string, target: Target | null) => {
    const { [kpi]: _, ...rest } = targets;
    const next = target ? { ...rest, [kpi]: target } : rest;
    keep(Object.keys(next).length > 0 ? JSON.stringify(next) : null);
  };
  return [targets, change];
}
