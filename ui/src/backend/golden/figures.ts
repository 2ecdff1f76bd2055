// A few KPIs over the rows in memory: shapes are right, formulas are simplified.
import type { FigureView, KpisRequest, KpisView } from "../bindings";
import { type Held, narrowed, place, reportOf } from "./ask";
import { parts, same } from "./kpis";
import { type Row, shiftDay } from "./world";

type Value = (role: string) => unknown;
type Counted = Pick<FigureView, "value" | "numerator" | "denominator" | "n" | "excluded">;

/** Fewer units than these are too few for a ratio. */
const few = 30;

function shareOf(rows: Value[], judge: (value: Value) => boolean | null): Counted {
  const judged = rows.map(judge).filter((verdict) => verdict !== null);
  const yes = judged.filter(Boolean).length;
  const n = judged.length;
  return {
    value: n ? yes / n : null,
    numerator: n ? yes : null,
    denominator: n || null,
    n,
    excluded: rows.length - n,
  };
}

/** Sums of seconds: of a column, or of the states that make up handling. */
function secondsOf(rows: Value[], role: string): number[] {
  const states = { acw: ["acw"], talkacw: ["talk", "acw"] }[role];
  const used = states ? rows.filter((value) => same(value("status"), ...states)) : rows;
  return used
    .map((value) => value(states ? "duration" : role))
    .filter((cell) => cell !== null)
    .map(Number);
}

function totalOf(rows: Value[], role: string): Counted {
  const known = secondsOf(rows, role);
  const sum = known.reduce((total, seconds) => total + seconds, 0);
  const value = known.length ? sum : null;
  return { value, numerator: value, denominator: null, n: known.length, excluded: 0 };
}

function averageOf(rows: Value[], role: string): Counted {
  const known = secondsOf(rows, role);
  const sum = known.reduce((total, seconds) => total + seconds, 0);
  const n = role === "talkacw" ? Math.round(known.length / 2) : known.length;
  return {
    value: n ? sum / n : null,
    numerator: n ? sum : null,
    denominator: n || null,
    n,
    excluded: 0,
  };
}

function countOf(rows: Value[], kpi: string): Counted {
  const passing: Record<string, (value: Value) => boolean> = {
    handled_calls: (value) => same(value("status"), "talk"),
    conferences: (value) => same(value("interaction"), "conference"),
  };
  const test = passing[kpi];
  const n = test ? rows.filter(test).length : rows.length;
  if (kpi !== "transfers_per_agent")
    return { value: n, numerator: n, denominator: null, n, excluded: 0 };
  const agents = new Set(rows.map((value) => value("agent"))).size;
  return {
    value: agents ? n / agents : null,
    numerator: agents ? n : null,
    denominator: agents || null,
    n: agents,
    excluded: 0,
  };
}

function counted(rows: Value[], kpi: string): Counted {
  const part = parts[kpi];
  if (part?.share) return shareOf(rows, part.share);
  if (part?.sum) return totalOf(rows, part.sum);
  return part?.average ? averageOf(rows, part.average) : countOf(rows, kpi);
}

/** Wilson's 95 % interval. */
export function wilson(yes: number, n: number): [number, number] {
  const z = 1.96;
  const scale = 1 + z ** 2 / n;
  const middle = (yes / n + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt(((yes / n) * (1 - yes / n)) / n + z ** 2 / (4 * n ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

export function figure(kpi: string, rows: Row[], roleAt: (role: string) => number): FigureView {
  const unit = parts[kpi]?.unit ?? "count";
  const facts = counted(
    rows.map((row) => (role: string) => row[roleAt(role)] ?? null),
    kpi,
  );
  const ratio = unit === "ratio" && facts.value !== null;
  const rate = ratio && (parts[kpi]?.counts ?? "calls") === "calls";
  return {
    kpi,
    unit,
    ...facts,
    few: ratio && facts.n < few,
    ...(rate ? { interval: wilson(facts.numerator ?? 0, facts.n) } : {}),
  };
}

export function figures(
  request: KpisRequest,
  held: Held,
  stateOf: (date: string) => string,
): KpisView {
  const report = reportOf(request.table.report);
  const roleAt = (role: string) => report.columns.findIndex((column) => column.role === role);
  const names = request.kpis.length > 0 ? request.kpis : report.kpis;
  const rows = narrowed(request.table, request.narrowing, held);
  const coverage = { days: 0, held: 0, missing: 0, open: 0 };
  for (
    let date = request.table.from.slice(0, 10);
    date <= request.table.to.slice(0, 10);
    date = shiftDay(date, 1)
  ) {
    coverage.days += 1;
    const state = stateOf(date);
    if (state === "open") coverage.open += 1;
    else if (state === "held" || state === "empty") coverage.held += 1;
    else coverage.missing += 1;
  }
  if (request.by !== "day")
    return { coverage, kpis: names.map((kpi) => figure(kpi, rows, roleAt)) };
  const time = place(report, report.time ?? "");
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const date = String(row[time]).slice(0, 10);
    days.set(date, [...(days.get(date) ?? []), row]);
  }
  const kpis = names.flatMap((kpi) =>
    [...days].map(([day, members]) => ({ ...figure(kpi, members, roleAt), group: { day } })),
  );
  return { coverage, kpis };
}
