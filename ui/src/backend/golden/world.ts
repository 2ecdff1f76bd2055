// Rows of the invented operation: some forty days of each report, made when first asked for.
import golden from "../../../../tests/golden/ipc/reports.json";
import type { ReportList, ReportView } from "../bindings";
import { agents, campaigns, chance, codes, routingPoints, seedOf, skills, today } from "./people";

export type Cell = string | number | null;
export type Row = Cell[];

/** What the core said; a test of it keeps the file as it is. */
export const reports = golden.answer as unknown as ReportList;

type Facts = Record<string, Cell>;
type Chance = () => number;

export function shiftDay(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function at(date: string, second: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + second * 1000).toISOString().slice(0, 19);
}

function pick<T>(list: readonly T[], random: Chance): T {
  return list[Math.floor(random() * list.length)] as T;
}

function phone(random: Chance): string {
  return `3${String(Math.floor(random() * 1e9)).padStart(9, "0")}`;
}

/** More calls late in the morning and after lunch, fewer at the ends of the day. */
function workMoment(random: Chance): number {
  const hour = 7 + Math.floor((random() + random()) * 6.5);
  return hour * 3600 + Math.floor(random() * 3600);
}

function agentDay(date: string, agent: { id: string; name: string }, random: Chance): Facts[] {
  const rows: Facts[] = [];
  let second = 7 * 3600 + Math.floor(random() * 5400);
  const end = second + 8 * 3600;
  const lazy = Number(agent.id) % 7 === 0 ? 2.6 : 1;
  const add = (state: string, length: number, call: string | null) => {
    const seconds = Math.max(1, Math.floor(length));
    rows.push({
      agent: agent.id,
      agent_name: agent.name,
      status: state,
      duration: seconds,
      start: at(date, second),
      end: at(date, second + seconds),
      call,
      interaction: call ? (random() < 0.7 ? "inbound" : "outbound_ma") : null,
      phone: call ? phone(random) : null,
      campaign: call && random() < 0.4 ? pick(campaigns, random).id : null,
      destination: call ? pick(skills, random).name : null,
      agent_document: `10${agent.id}`,
    });
    second += seconds;
  };
  while (second < end) {
    add("READY", 60 + random() * 700, null);
    const roll = random();
    if (roll < 0.13 * lazy)
      add(
        pick(["Break", "Almuerzo", "Capacitación", "Baño"], random),
        300 + random() * 1500 * lazy,
        null,
      );
    else {
      const call = `${date.replaceAll("-", "")}${agent.id}${second}`;
      add("RING", 3 + random() * 15, call);
      add("TALK", 60 + random() * 620, call);
      add("ACW", 15 + random() * 120, call);
    }
  }
  return rows;
}

function ivrCall(date: string, random: Chance): Facts {
  const second = workMoment(random);
  const ivr = 8 + Math.floor(random() * 120);
  const queued = random() < 0.72;
  const busy = second > 11 * 3600 && second < 14 * 3600 ? 0.34 : 0.1;
  const answered = queued && random() > busy;
  const agent = pick(agents, random);
  const talk = 40 + Math.floor(random() * 500);
  return {
    call: `D${date.replaceAll("-", "")}${second}${Math.floor(random() * 99)}`,
    start: at(date, second),
    ivr_time: ivr,
    routing_point: pick(routingPoints, random).id,
    phone: phone(random),
    customer: random() < 0.2 ? null : `52${Math.floor(random() * 1e6)}`,
    queue_time: queued ? Math.floor(random() * 140) : null,
    skill: queued ? pick(skills, random).id : null,
    outcome: queued ? (answered ? "answer" : "abandon") : null,
    to_agent: answered ? "yes" : "no",
    agent: answered ? agent.id : null,
    agent_name: answered ? agent.name : null,
    talk_time: answered ? talk : null,
    disposition: answered ? pick(codes, random) : null,
    disposition_2: null,
    interaction: "inbound",
    total_time: ivr + (answered ? talk : 0),
  };
}

function amdCall(date: string, random: Chance): Facts {
  const second = workMoment(random);
  const campaign = pick(campaigns, random);
  const human = random() < (second > 17 * 3600 ? 0.5 : 0.27) - (campaign.id === "2104" ? 0.14 : 0);
  return {
    customer: `52${Math.floor(random() * 1e6)}`,
    campaign: campaign.id,
    file: `amd_${Math.floor(random() * 9)}.wav`,
    phone: phone(random),
    outcome: human ? "HUMAN" : "MACHINE",
    start: at(date, second),
  };
}

/** Calls that agents had on a day, as the report of all agents tells them. */
function talksOf(date: string): Facts[] {
  const all = reports.reports.find((report) => report.code === "agent_14");
  const rows = all ? rowsOfDay(all, date) : [];
  const facts = rows.map((row) =>
    Object.fromEntries(
      (all?.columns ?? []).map(({ role, name }, at) => [role ?? name, row[at] ?? null]),
    ),
  );
  return facts.filter(({ status }) => status === "TALK");
}

/** A transfer is of a call that an agent had. */
function transfer(talks: Facts[], date: string, random: Chance): Facts {
  const talk = talks[Math.floor(random() * random() * talks.length)] ?? {};
  return {
    agent: talk.agent ?? null,
    agent_name: talk.agent_name ?? null,
    call: talk.call ?? null,
    start: talk.end ?? at(date, workMoment(random)),
    phone: talk.phone ?? null,
    interaction: random() < 0.82 ? "transfer" : "conference",
    duration: 20 + Math.floor(random() * 400),
  };
}

function holdDay(date: string, agent: { id: string; name: string }, random: Chance): Facts {
  const hold = Math.floor(random() * 2400);
  const mute = Math.floor(random() * 900);
  return {
    start: date,
    agent_name: agent.name,
    count: 3 + Math.floor(random() * 40),
    hold_time: hold,
    mute_time: mute,
    hold_mute_time: hold + mute,
  };
}

function factsOf(report: ReportView, date: string, random: Chance): Facts[] {
  const weekend = new Date(`${date}T00:00:00Z`).getUTCDay() === 0 ? 0.15 : 1;
  const many = (count: number, make: (date: string, random: Chance) => Facts) =>
    Array.from({ length: Math.floor(count * weekend) }, () => make(date, random));
  if (report.code === "agent_2" || report.code === "agent_14") {
    const present = weekend < 1 ? agents.slice(0, 4) : agents;
    return present.flatMap((agent) => agentDay(date, agent, random));
  }
  if (report.code === "agent_9") return agents.map((agent) => holdDay(date, agent, random));
  if (report.code === "agent_13") {
    const talks = talksOf(date);
    return many(160, (day, roll) => transfer(talks, day, roll));
  }
  if (report.code === "campaign_7") return many(900, amdCall);
  return many(800, ivrCall);
}

const lastRead = `${today}T10:11:00`;

/** wolkvox keeps an event once the next one begins: what goes on now is not in the data. */
function hasEnded(fact: Facts): boolean {
  return String(fact.end ?? fact.start ?? "") < lastRead;
}

const made = new Map<string, Row[]>();

/** The rows of a day, in order of time. */
export function rowsOfDay(report: ReportView, date: string): Row[] {
  const key = `${report.code}/${date}`;
  let rows = made.get(key);
  if (!rows) {
    const random = chance(seedOf(key));
    const facts = date > today ? [] : factsOf(report, date, random).filter(hasEnded);
    facts.sort((left, right) => String(left.start).localeCompare(String(right.start)));
    rows = facts.map((fact) =>
      report.columns.map((column) => fact[column.role ?? column.name] ?? null),
    );
    made.set(key, rows);
  }
  return rows;
}
