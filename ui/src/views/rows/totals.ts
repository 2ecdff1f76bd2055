// What can be added up over the rows, and the question for it.
import { useMemo } from "react";
import type { MeasureView, ReportView } from "../../backend";
import type { Value } from "../../grid/cells";
import type { Totals } from "../../grid/totals";
import { useWords } from "../../i18n";
import { type Question, useAnswer } from "../../state/answers";
import type { Scope } from "../report/scope";

/** Amounts of a day; averages and shares have no such role. */
const amounts = new Set([
  "duration",
  "ivr_time",
  "queue_time",
  "talk_time",
  "total_time",
  "hold_time",
  "mute_time",
  "hold_mute_time",
  "count",
]);

/** The workbook's own rule: durations add up over events; figures of a day where they are amounts. */
export function addsUp(
  { grain }: Pick<ReportView, "grain">,
  { kind, role }: Pick<ReportView["columns"][number], "kind" | "role">,
): boolean {
  if (grain === "event") return kind === "duration";
  if (grain !== "daily") return false;
  return (kind === "duration" || kind === "integer") && role !== null && amounts.has(role);
}

/** None where nothing adds up: the rows themselves tell how many they are. */
export function totalsQuestion({ report, table, view }: Scope): Question<"aggregate"> | null {
  const rows: MeasureView = { fold: "count", column: null, q: null };
  const sums = report.columns
    .filter((column) => addsUp(report, column))
    .map((column): MeasureView => ({ fold: "sum", column: column.name, q: null }));
  if (sums.length === 0) return null;
  return {
    table,
    narrowing: view.narrowing,
    bucket: null,
    dimensions: [],
    measures: [rows, ...sums],
    top: null,
    view: `${report.code}:totals`,
  };
}

/** Sums in the places of their columns; a column without a sum stays empty, whatever it holds. */
export function totalValues(report: ReportView, sums: Value[]): Value[] {
  let next = 0;
  return report.columns.map((column) => {
    if (!addsUp(report, column)) return null;
    const sum = sums[next] ?? null;
    next += 1;
    return sum;
  });
}

/** `rows`: how many there are, once it is known. */
export function useTotals(scope: Scope, rows: number | null): Totals {
  const { t, f } = useWords();
  const question = totalsQuestion(scope);
  const { data, error, isPlaceholderData } = useAnswer("aggregate", question);
  const { report } = scope;
  const alone = question === null ? rows : null;
  return useMemo(() => {
    const without = (label: string) => ({ values: totalValues(report, []), label });
    if (error) return without(t("ui.grid.totalFailed"));
    // Sums of the filter before would be wrong under the rows of this one.
    const known = isPlaceholderData ? undefined : data?.rows[0];
    const [count = alone, ...sums] = known ?? [];
    if (count === null) return without(t("ui.grid.totalLoading"));
    const n = Number(count);
    return {
      values: totalValues(report, sums),
      label: t("ui.grid.totalOf", { count: n, n: f.number(n) }),
    };
  }, [report, data, error, isPlaceholderData, alone, t, f]);
}
