// From a segment of the timeline to its rows in the report.
import type { FilterView, ReportView } from "../../backend";
import { act, setSession } from "../../state/session";
import { momentAt, type Stretch } from "../../timeline/model";

/** The events that touch the stretch, whichever way they reach into it. */
export function touching(report: ReportView, from: string, to: string): FilterView[] {
  const column = (role: string) => report.columns.find((held) => held.role === role)?.name;
  const [start, end] = [column("start"), column("end")];
  const test = (name: string, op: "lt" | "gt", value: string): FilterView => ({
    column: name,
    tests: [{ op, values: [value] }],
    any: false,
  });
  return [...(start ? [test(start, "lt", to)] : []), ...(end ? [test(end, "gt", from)] : [])];
}

/** Opens the report with the agent's events of that stretch. */
export function openEvents(
  report: ReportView,
  agent: string,
  origin: string,
  stretch: Stretch,
): void {
  const [from, to] = [momentAt(origin, stretch.from), momentAt(origin, stretch.to)];
  const last = momentAt(origin, stretch.to - 1);
  const who = report.columns.find(({ role }) => role === "agent")?.name;
  const param = report.params.find(({ picker }) => picker === "agents");
  const own: FilterView[] =
    who && !param ? [{ column: who, tests: [{ op: "in", values: [agent] }], any: false }] : [];
  setSession({ place: "report", fetchOpen: false });
  act({ do: "open", report: report.code });
  act({
    do: "period",
    period: { preset: "custom", from: from.slice(0, 10), to: last.slice(0, 10) },
  });
  act({ do: "only", filters: [...own, ...touching(report, from, to)] });
  if (param) act({ do: "param", name: param.name, value: agent });
}
