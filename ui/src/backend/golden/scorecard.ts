// The scorecard of the invented operation: shapes are right, formulas are simplified.
import type { AgentLine, FigureView, ScorecardRequest, ScorecardView } from "../bindings";
import { narrowed, reportOf } from "./ask";
import { figure, wilson } from "./figures";
import { agents } from "./people";
import type { Desk } from "./scene";
import type { Team } from "./team";
import { type Row, shiftDay } from "./world";

const joined = ["agent_14", "agent_9", "agent_13", "diagram_11"] as const;
type Joined = (typeof joined)[number];
type RowsOf = Partial<Record<Joined, Row[]>>;

const kpis = [
  "aht",
  "occupancy",
  "aux_share",
  "hold_share_of_talk",
  "mute_share_of_talk",
  "transfers_per_handled_call",
  "agent_calls",
];
const counted = new Set(["held", "empty", "open"]);

function at(report: Joined, role: string): number {
  return reportOf(report).columns.findIndex((column) => column.role === role);
}

function sum(rows: Row[], place: number): number {
  return rows.reduce((total, row) => total + Number(row[place] ?? 0), 0);
}

function ratio(kpi: string, above: number | null, below: number | null, n: number): FigureView {
  const value = above !== null && below ? above / below : null;
  const known = value !== null;
  return {
    kpi,
    unit: "ratio",
    value,
    numerator: above,
    denominator: below,
    n: known ? n : 0,
    excluded: 0,
    few: known && n < 30,
  };
}

/** A ratio over calls, with its interval. */
function rate(kpi: string, above: number | null, calls: number): FigureView {
  const whole = ratio(kpi, above, calls, calls);
  const fits = above !== null && calls > 0 && above <= calls;
  return fits ? { ...whole, interval: wilson(above, calls) } : whole;
}

function figuresOf(rows: RowsOf): FigureView[] {
  const events = rows.agent_14;
  const status = at("agent_14", "status");
  const talks = events?.filter((row) => String(row[status]).toLowerCase() === "talk");
  const talk = talks ? sum(talks, at("agent_14", "duration")) : null;
  const handled = talks?.length ?? 0;
  const holds = (role: string) => (rows.agent_9 ? sum(rows.agent_9, at("agent_9", role)) : null);
  const calls = rows.diagram_11?.length ?? null;
  const blank = (kpi: string, unit: string): FigureView => ({
    ...ratio(kpi, null, null, 0),
    unit,
  });
  const event = (kpi: string, unit: string) =>
    events ? figure(kpi, events, (role) => at("agent_14", role)) : blank(kpi, unit);
  return [
    event("aht", "s"),
    event("occupancy", "ratio"),
    event("aux_share", "ratio"),
    ratio("hold_share_of_talk", holds("hold_time"), talk, handled),
    ratio("mute_share_of_talk", holds("mute_time"), talk, handled),
    rate("transfers_per_handled_call", rows.agent_13?.length ?? null, handled),
    {
      ...blank("agent_calls", "count"),
      value: calls,
      numerator: calls,
      n: calls ?? 0,
    },
  ];
}

/** The rows of these agents, in each report by what it names them with. */
function rowsOf(rows: RowsOf, ids: Set<unknown>, names: Set<unknown>): RowsOf {
  return Object.fromEntries(
    Object.entries(rows).map(([code, held]) => {
      const report = code as Joined;
      const [place, wanted] =
        report === "agent_9" ? [at(report, "agent_name"), names] : [at(report, "agent"), ids];
      return [code, held.filter((row) => wanted.has(row[place]))];
    }),
  );
}

function daysOf(request: ScorecardRequest, { ledger }: Desk) {
  const dates: string[] = [];
  for (let date = request.from; date <= request.to; date = shiftDay(date, 1)) dates.push(date);
  const given = joined.filter((code) =>
    dates.some((date) => counted.has(ledger.state(code, date))),
  );
  const used = dates.filter(
    (date) => given.length > 0 && given.every((code) => counted.has(ledger.state(code, date))),
  );
  const open = used.filter((date) => given.some((code) => ledger.state(code, date) === "open"));
  const coverage = {
    days: dates.length,
    held: used.length - open.length,
    missing: dates.length - used.length,
    open: open.length,
  };
  return { given, used: new Set(used), coverage };
}

export function scorecard(request: ScorecardRequest, desk: Desk, team: Team): ScorecardView {
  const { given, used, coverage } = daysOf(request, desk);
  const narrowing = { filters: [], search: "", conditions: [] };
  const { from, to, operation } = request;
  const rows: RowsOf = {};
  for (const report of given)
    rows[report] = narrowed({ operation, report, params: {}, from, to }, narrowing, (_, date) =>
      used.has(date),
    );
  const roster = team.roster(operation);
  const lines = agents.map(({ id, name }): AgentLine => {
    const person = roster.find((held) => held.agent_id === id);
    const figures = figuresOf(rowsOf(rows, new Set([id]), new Set([name])));
    return { agent_id: id, name, team: person?.team || null, figures };
  });
  const everybody = figuresOf(
    rowsOf(rows, new Set(agents.map(({ id }) => id)), new Set(agents.map(({ name }) => name))),
  );
  const strangers = given.includes("agent_9");
  const ids = agents.map(({ id }) => id);
  return {
    coverage,
    kpis,
    agents: used.size > 0 ? lines : [],
    everybody,
    teams: teamsAmong(lines, (ids, names) => figuresOf(rowsOf(rows, ids, names))),
    unmatched_names: strangers ? ["ING- Marta Solano"] : [],
    ambiguous_names: strangers ? ["Ana R."] : [],
    unknown_ids: ids.filter((id) => !roster.some((person) => person.agent_id === id)),
    needs: joined.filter((code) => !given.includes(code)),
  };
}

/** Each team's people asked for together. */
function teamsAmong(
  lines: ScorecardView["agents"],
  figuresOf: (ids: Set<string>, names: Set<string>) => FigureView[],
): ScorecardView["teams"] {
  return [...new Set(lines.map((line) => line.team))].map((team) => {
    const members = lines.filter((line) => line.team === team);
    const ids = new Set(members.map((line) => line.agent_id ?? ""));
    return { team, figures: figuresOf(ids, new Set(members.map((line) => line.name ?? ""))) };
  });
}
