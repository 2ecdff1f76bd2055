// Which chart shows which figure, and where in the picture its target lies.
import { standingOf, type Target, type Targets } from "../state/targets";
import type { ChartData, Goal, HeatCell, HeatData, StackData } from "./model";
import { isFaint } from "./model";

interface Shown {
  kpi: string;
  /** Where the target lies on the axis of values; null where every mark is held against it. */
  line: (target: number) => number | null;
}

/** Parts of all time by state: working states first, auxiliaries last, so their border is the figure. */
function statesByAgent(data: StackData, classOf: (state: string) => string | null): Shown[] {
  const other = data.series.some(({ key }) => key === "hold" || classOf(key) === "logged_out");
  if (other) return [];
  return [
    { kpi: "aux_share", line: (target) => 1 - target },
    { kpi: "utilisation", line: (target) => target },
  ];
}

const ofHeats: Readonly<Record<string, string>> = {
  queue_loss_by_hour: "queue_loss",
  human_rate_by_hour: "human_rate",
};

function shownBy(name: string, data: ChartData, classOf: (state: string) => string | null) {
  if (data.kind !== "heat") return name === "states_by_agent" ? statesByAgent(data, classOf) : [];
  const kpi = ofHeats[name];
  return kpi ? [{ kpi, line: () => null }] : [];
}

/** The target that this chart can show, the first of those that were set. */
export function goalOf(
  name: string,
  data: ChartData,
  targets: Targets,
  around: {
    classOf: (state: string) => string | null;
    label: (kpi: string, target: Target) => string;
  },
): Goal | undefined {
  for (const { kpi, line } of shownBy(name, data, around.classOf)) {
    const target = targets[kpi];
    if (target) return { target, line: line(target.target), label: around.label(kpi, target) };
  }
  return undefined;
}

/** Whether a cell is off its target; one on few cases is not judged. */
export function isOff(cell: HeatCell, data: HeatData): boolean {
  if (!data.goal || isFaint(cell, data)) return false;
  return standingOf(cell.value, data.goal.target) === "missed";
}
