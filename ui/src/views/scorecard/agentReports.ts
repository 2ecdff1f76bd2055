// Which reports the figures of an agent come from, and the way into them.
import type { FilterView, ReportView } from "../../backend";
import { act, setSession } from "../../state/session";

/** The reports that the scorecard joins. */
export const joinedReports = ["agent_14", "agent_9", "agent_13", "diagram_11"] as const;
export type JoinedReport = (typeof joinedReports)[number];

/** Where each of its figures comes from; of a ratio of two reports, first what is above the line. */
const origins: Record<string, JoinedReport[]> = {
  aht: ["agent_14"],
  occupancy: ["agent_14"],
  aux_share: ["agent_14"],
  hold_share_of_talk: ["agent_9", "agent_14"],
  mute_share_of_talk: ["agent_9", "agent_14"],
  transfers_per_handled_call: ["agent_13", "agent_14"],
  agent_calls: ["diagram_11"],
};

export function originsOf(kpi: string): JoinedReport[] {
  return origins[kpi] ?? [];
}

/** Figures that stay unknown without that report. */
export function figuresOf(report: string, kpis: string[]): string[] {
  return kpis.filter((kpi) => originsOf(kpi).some((code) => code === report));
}

export interface Person {
  id: string | null;
  /** Names under which reports know them. */
  names: string[];
}

/** Rows that name no agent. */
function nobody(column: string): FilterView {
  return { column, tests: [{ op: "empty", values: [] }], any: false };
}

/** The rows of these people: by id, or by name where the report has no ids. None is everybody. */
export function filterFor(report: ReportView, people: Person[]): FilterView | null {
  if (people.length === 0) return null;
  const byId = report.columns.find((column) => column.role === "agent");
  if (byId) {
    const values = people.flatMap(({ id }) => id ?? []);
    return values.length > 0
      ? { column: byId.name, tests: [{ op: "in", values }], any: false }
      : nobody(byId.name);
  }
  const byName = report.columns.find((column) => column.role === "agent_name");
  const names = [...new Set(people.flatMap((person) => person.names).filter(Boolean))];
  if (!byName) return null;
  if (names.length === 0) return nobody(byName.name);
  return {
    column: byName.name,
    tests: names.map((name) => ({ op: "contains" as const, values: [name] })),
    any: names.length > 1,
  };
}

/** Opens the report at the same period, with the rows of these people only. */
export function openFor(report: ReportView, people: Person[]): void {
  setSession({ place: "report", fetchOpen: false });
  act({ do: "open", report: report.code });
  const filter = filterFor(report, people);
  act({ do: "only", filters: filter ? [filter] : [] });
}
