// Names behind ids: agents, campaigns, skills… for pickers, filters and charts.
import { useMemo } from "react";
import type { ColumnView, NamedId, ReportView } from "../../backend";
import { useAnswer } from "../../state/answers";

export const pickers = [
  "agents",
  "campaigns",
  "skills",
  "routing_points",
  "activity_codes",
] as const;
export type Picker = (typeof pickers)[number];

const pickerOfRole: Record<string, Picker> = {
  agent: "agents",
  campaign: "campaigns",
  skill: "skills",
  routing_point: "routing_points",
  disposition: "activity_codes",
};

export interface Names {
  list: (picker: string) => NamedId[];
  /** The name of an id in this column; null if there is none. */
  of: (column: ColumnView, value: string) => string | null;
}

function needed(report: ReportView, picker: Picker): boolean {
  return (
    report.params.some((param) => param.picker === picker) ||
    report.columns.some((column) => column.role !== null && pickerOfRole[column.role] === picker)
  );
}

export function useNames(operation: string, report: ReportView): Names {
  const ask = (picker: Picker) =>
    needed(report, picker) ? { operation, picker, refresh: false } : null;
  const agents = useAnswer("names", ask("agents")).data;
  const campaigns = useAnswer("names", ask("campaigns")).data;
  const skills = useAnswer("names", ask("skills")).data;
  const points = useAnswer("names", ask("routing_points")).data;
  const codes = useAnswer("names", ask("activity_codes")).data;
  return useMemo(() => {
    const lists = new Map<string, NamedId[]>([
      ["agents", agents?.names ?? []],
      ["campaigns", campaigns?.names ?? []],
      ["skills", skills?.names ?? []],
      ["routing_points", points?.names ?? []],
      ["activity_codes", codes?.names ?? []],
    ]);
    const byId = new Map(
      [...lists].map(([picker, names]) => [
        picker,
        new Map(names.map(({ id, name }) => [id, name])),
      ]),
    );
    return {
      list: (picker) => lists.get(picker) ?? [],
      of: (column, value) => byId.get(pickerOfRole[column.role ?? ""] ?? "")?.get(value) ?? null,
    };
  }, [agents, campaigns, skills, points, codes]);
}

/** The catalogue, which never changes while the window lives. */
export function useReports(): ReportView[] {
  return useAnswer("reports", {}).data?.reports ?? none;
}

const none: ReportView[] = [];
