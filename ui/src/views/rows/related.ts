// The same call in the reports that are held: which rows, of which report.
import { useQuery } from "@tanstack/react-query";
import {
  asErrorView,
  type Backend,
  type ColumnView,
  type ErrorView,
  type FilterView,
  type ReportView,
} from "../../backend";
import type { Value } from "../../grid/cells";
import { useAnswer, useBackend } from "../../state/answers";
import type { Scope } from "../report/scope";

/** Rows shown per report; the link leads to all of them. */
export const mostRelated = 12;

export interface Related {
  report: ReportView;
  rows: Value[][];
  total: number;
  error: ErrorView | null;
}

export interface CallOf {
  operation: string;
  call: string;
  from: string;
  to: string;
}

export function roleColumn(report: ReportView, ...roles: string[]): ColumnView | undefined {
  for (const role of roles) {
    const column = report.columns.find((held) => held.role === role);
    if (column) return column;
  }
  return undefined;
}

/** Call and days of a row; null if the row is of no call. A call may end on the day after. */
export function callOf({ operation, report, table }: Scope, row: Value[]): CallOf | null {
  const value = (role: string) => {
    const column = roleColumn(report, role);
    return column ? (row[report.columns.indexOf(column)] ?? null) : null;
  };
  const call = value("call");
  if (call === null || call === "") return null;
  const day = (moment: Value) =>
    typeof moment === "string" && /^\d{4}-\d{2}-\d{2}/.test(moment) ? moment.slice(0, 10) : null;
  const start = day(value("start"));
  const from = start ?? table.from.slice(0, 10);
  const end = day(value("end")) ?? start ?? table.to.slice(0, 10);
  const [to = from] = [from, end].sort().slice(-1);
  return { operation: operation.id, call: String(call), from, to };
}

export function callFilter(column: string, call: string): FilterView {
  return { column, tests: [{ op: "in", values: [call] }], any: false };
}

async function relatedIn(backend: Backend, report: ReportView, of: CallOf): Promise<Related> {
  const column = roleColumn(report, "call");
  if (!column) return { report, rows: [], total: 0, error: null };
  try {
    const answer = await backend.rows({
      table: {
        operation: of.operation,
        report: report.code,
        params: {},
        from: `${of.from}T00:00:00`,
        to: `${of.to}T23:59:59`,
      },
      narrowing: { filters: [callFilter(column.name, of.call)], search: "", conditions: [] },
      sort: [],
      columns: report.columns.map((held) => held.name),
      offset: 0,
      limit: mostRelated,
      view: "",
      revision: 0,
    });
    return { report, rows: answer.rows, total: answer.total, error: null };
  } catch (thrown) {
    return { report, rows: [], total: 0, error: asErrorView(thrown) };
  }
}

/** Reports with rows of the call, the row's own first; those that could not be read say so. */
export function useRelated(own: ReportView, of: CallOf | null) {
  const backend = useBackend();
  const reports = useAnswer("reports", {}).data?.reports;
  return useQuery({
    queryKey: ["rows", "related", own.code, of],
    enabled: of !== null && reports !== undefined,
    queryFn: async () => {
      const asked = (reports ?? []).filter((report) => roleColumn(report, "call"));
      const found = await Promise.all(
        asked.map((report) => relatedIn(backend, report, of as CallOf)),
      );
      const others = found.filter(
        ({ report, total, error }) => error || total > (report.code === own.code ? 1 : 0),
      );
      const place = ({ report }: Related) => (report.code === own.code ? 0 : 1);
      return others.sort((left, right) => place(left) - place(right));
    },
  });
}
