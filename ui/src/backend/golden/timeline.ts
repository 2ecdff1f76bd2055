// States of the invented agents over time, cut by the core's rule: no lane gets more spans than pixels.
import type { Lane, TimelineRequest, TimelineState, TimelineView } from "../bindings";
import { narrowed, place, reportOf } from "./ask";
import { agents, now, today } from "./people";
import type { Desk } from "./scene";
import type { Team } from "./team";
import { type Row, shiftDay } from "./world";

type Span = Lane["spans"][number];

interface Event {
  agent: string;
  state: string;
  label: string;
  from: number;
  to: number;
}

const core = ["ready", "talk", "acw", "ring"];

function time(moment: string): number {
  return Date.parse(`${moment}Z`) / 1000;
}

/** The core's normal form keeps accents. */
function normal(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function daysOf({ table }: TimelineRequest): string[] {
  const days: string[] = [];
  for (let day = table.from.slice(0, 10); day <= table.to.slice(0, 10); day = shiftDay(day, 1))
    days.push(day);
  return days;
}

/** Some three hundred agents: those of the operation, over and over with other days. */
function crowded(request: TimelineRequest, desk: Desk): Row[] {
  const report = reportOf(request.table.report);
  const who = place(report, "agent_id");
  const moments = ["date_ini", "date_end"].map((name) => place(report, name));
  const days = new Map<string, string>();
  const shifted = (cell: unknown, by: number) => {
    const text = String(cell);
    const key = `${text.slice(0, 10)}/${by}`;
    const day = days.get(key) ?? shiftDay(text.slice(0, 10), by);
    days.set(key, day);
    return `${day}${text.slice(10)}`;
  };
  return Array.from({ length: 24 }, (_, copy) => {
    const [from, to] = [request.table.from, request.table.to].map((at) => shifted(at, -copy));
    const table = { ...request.table, from: from ?? "", to: to ?? "" };
    return narrowed(table, request.narrowing, desk.held).map((row) =>
      row.map((cell, at) => {
        if (at === who) return String(Number(cell) + copy * 100);
        return moments.includes(at) ? shifted(cell, copy) : cell;
      }),
    );
  }).flat();
}

/** Events as they touch the stretch, and how many of each agent could not be read. */
function eventsOf(request: TimelineRequest, desk: Desk) {
  const { table } = request;
  const report = reportOf(table.report);
  const at = (role: string) => report.columns.findIndex((column) => column.role === role);
  const [who, state, start, length] = [at("agent"), at("status"), at("start"), at("duration")];
  const [from, to] = [time(table.from), time(table.to) + 1];
  const faulty = desk.options.scene === "faulty";
  const unread = new Map<string, number>();
  const rows =
    desk.options.scene === "crowd"
      ? crowded(request, desk)
      : narrowed(table, request.narrowing, desk.held);
  const events = rows.flatMap((row, index): Event[] => {
    const agent = String(row[who]);
    const odd = faulty && Number(agent) % 5 === 3;
    if (odd && index % 41 === 0) {
      unread.set(agent, (unread.get(agent) ?? 0) + 1);
      return [];
    }
    const begun = time(String(row[start]));
    const ended = begun + Number(row[length]) + (odd && index % 23 === 0 ? 240 : 0);
    // A state is known when the next one begins.
    const late = String(row[start]).startsWith(today) && ended > time(now);
    if (late || ended <= from || begun >= to) return [];
    const label = String(row[state] ?? "");
    const [first, last] = [Math.max(begun, from) - from, Math.min(ended, to) - from];
    return [{ agent, state: normal(label), label, from: first, to: last }];
  });
  return { events, unread, seconds: to - from };
}

/** Pixels of a stretch; their borders are whole seconds. */
function pixelsOf(length: number, wanted: number) {
  const width = Math.min(wanted, length);
  return {
    width,
    of: (second: number) => Math.floor(((second + 1) * width - 1) / length),
    border: (pixel: number) => Math.floor((pixel * length) / width),
  };
}

/** For every pixel, the event that covers most of it; of equals the first. */
function ownersOf(events: Event[], pixels: ReturnType<typeof pixelsOf>): (number | null)[] {
  const owners: (number | null)[] = Array(pixels.width).fill(null);
  const covers: number[] = Array(pixels.width).fill(0);
  for (const [number, { from, to }] of events.entries()) {
    for (let pixel = pixels.of(from); pixel <= pixels.of(to - 1); pixel += 1) {
      const cover = Math.min(pixels.border(pixel + 1), to) - Math.max(pixels.border(pixel), from);
      if (cover > (covers[pixel] ?? 0)) [owners[pixel], covers[pixel]] = [number, cover];
    }
  }
  return owners;
}

/** One span for each run of pixels with one owner; who owns none is counted to who shows in its place. */
function cut(events: Event[], states: string[], length: number, width: number): Span[] {
  const pixels = pixelsOf(length, width);
  const owners = ownersOf(events, pixels);
  const spans: Span[] = [];
  const places: number[] = [];
  for (const [pixel, owner] of owners.entries()) {
    const event = owner === null ? undefined : events[owner];
    if (!event) continue;
    const begin = Math.max(pixels.border(pixel), event.from);
    const end = Math.min(pixels.border(pixel + 1), event.to);
    const last = spans.at(-1);
    if (last && owners[pixel - 1] === owner) last[1] = end;
    else spans.push([begin, end, states.indexOf(event.state), 1]);
    places[pixel] = spans.length - 1;
  }
  const shown = new Set(owners);
  for (const [number, { from, to }] of events.entries()) {
    const pixel = pixels.of(from);
    const span = shown.has(number) ? undefined : spans[places[pixel] ?? -1];
    if (!span) continue;
    span[3] += 1;
    span[0] = Math.min(span[0], Math.max(from, pixels.border(pixel)));
    span[1] = Math.max(span[1], Math.min(to, pixels.border(pixel + 1)));
  }
  return spans;
}

function overlapOf(events: Event[]): number {
  let [overlap, reached] = [0, 0];
  for (const { from, to } of events) {
    overlap += Math.max(0, Math.min(to, reached) - from);
    reached = Math.max(reached, to);
  }
  return overlap;
}

function statesOf(events: Event[], team: Team): TimelineState[] {
  const seconds = new Map<string, number>();
  for (const { state, from, to } of events)
    seconds.set(state, (seconds.get(state) ?? 0) + to - from);
  return [...seconds]
    .sort((left, right) => right[1] - left[1])
    .map(([state]) => {
      const known = team.states.find((line) => line.state === state);
      const label = events.find((event) => event.state === state)?.label ?? "";
      const of = core.includes(state) ? state : (known?.class ?? "unclassified");
      return { state, label, class: of, color: known?.color ?? null };
    });
}

export function timeline(request: TimelineRequest, desk: Desk, team: Team): TimelineView {
  const { table } = request;
  const { events, unread, seconds } = eventsOf(request, desk);
  const states = statesOf(events, team);
  const keys = states.map(({ state }) => state);
  const roster = team.roster(table.operation);
  const byAgent = new Map<string, Event[]>();
  for (const event of events) {
    const own = byAgent.get(event.agent);
    if (own) own.push(event);
    else byAgent.set(event.agent, [event]);
  }
  const laneOf = (agent: string): Lane => {
    const own = (byAgent.get(agent) ?? []).sort((left, right) => left.from - right.from);
    const number = Number(agent) - 1001;
    const twin = agents[number % 100];
    const family = agents[((number % 100) + Math.floor(number / 100) * 5) % agents.length];
    return {
      agent_id: agent,
      name: [twin?.name.split(" ")[0], family?.name.split(" ")[1]].join(" "),
      team: roster.find((person) => person.agent_id === twin?.id)?.team || null,
      spans: cut(own, keys, seconds, request.width),
      seconds: keys.map((state) =>
        own.reduce((sum, event) => (event.state === state ? sum + event.to - event.from : sum), 0),
      ),
      events: own.length,
      overlap: overlapOf(own),
      unread: unread.get(agent) ?? 0,
    };
  };
  const lanes = [...byAgent.keys()].map(laneOf);
  lanes.sort((left, right) => (left.name ?? "").localeCompare(right.name ?? ""));
  const wanted = request.agents.flatMap((id) => lanes.find((lane) => lane.agent_id === id) ?? []);
  const stateOf = (day: string) => desk.ledger.state(table.report, day);
  return {
    from: table.from,
    to: table.to,
    seconds,
    states,
    lanes: request.agents.length > 0 ? wanted : lanes,
    missing: daysOf(request).filter((day) => ["never", "failed"].includes(stateOf(day))),
    open: daysOf(request).filter((day) => stateOf(day) === "open"),
    generation: desk.ledger.generation,
  };
}
