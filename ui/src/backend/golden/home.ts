// Home, history, exports and saved views of the stand-in, kept for as long as the page lives.
import type { Attention, OverviewView, PastExport, PastRun, SavedView } from "../bindings";
import type { Ledger } from "./fetching";
import { now, today } from "./people";
import { type Answers, type Desk, errorOf, fail } from "./scene";
import { reports, rowsOfDay, shiftDay } from "./world";

const first = shiftDay(today, -30);
const days = Array.from({ length: 31 }, (_, index) => shiftDay(first, index));

function reportStates(ledger: Ledger): OverviewView["reports"] {
  return reports.reports.map((report) => {
    const states = days.map((day) => ledger.state(report.code, day));
    const held = days.filter((day) => ledger.held(report.code, day));
    const rows = held.reduce((sum, day) => sum + rowsOfDay(report, day).length, 0);
    const read = states.some((state) => state !== "never");
    const fresh = ledger.state(report.code, today) === "open";
    return {
      report: report.code,
      last_read: fresh ? ledger.readAt(report.code) : read ? `${today}T06:30:00` : null,
      first_day: held.length > 0 ? "2026-10-01" : null,
      last_day: held.at(-1) ?? null,
      days: states,
      rows: rows * 2,
    };
  });
}

const nobody: Attention = {
  kind: "",
  report: "",
  count: 0,
  from: "",
  to: "",
  code: "",
  names: [],
};

function attention({ ledger, options }: Desk): Attention[] {
  if (options.scene === "calm") return [];
  const token: Attention[] =
    options.scene === "tokenless" ? [{ ...nobody, kind: "token", count: 1 }] : [];
  if (options.scene === "empty") return token;
  const failed = ledger.state("agent_14", "2026-11-16") === "failed";
  const day = { from: "2026-11-16", to: "2026-11-16" };
  const listed: (Attention | null)[] = [
    failed
      ? { ...nobody, ...day, kind: "failed", report: "agent_14", count: 1, code: "NET-TIME" }
      : null,
    {
      ...nobody,
      kind: "partial",
      report: "diagram_11",
      count: 1,
      from: "2026-11-14",
      to: "2026-11-14",
      code: "CAP-1",
    },
    { ...nobody, kind: "unclassified", count: 2, names: ["baño", "soporte_interno"] },
    { ...nobody, kind: "strangers", count: 2, names: ["1017", "1018"] },
    {
      ...nobody,
      kind: "new_columns",
      report: "agent_13",
      count: 2,
      from: "2026-11-18",
      to: "2026-11-19",
      names: ["queue_name", "transfer_reason"],
    },
    {
      ...nobody,
      kind: "problems",
      report: "campaign_7",
      count: 14,
      from: "2026-11-10",
      to: "2026-11-12",
      names: ["date"],
    },
  ];
  return [...token, ...listed.filter((one) => one !== null)];
}

function exports(scene: string): PastExport[] {
  if (scene === "empty" || scene === "first") return [];
  const base = { folder: "Atalaya", from: "2026-11-13", to: "2026-11-19" };
  return [
    {
      ...base,
      ticket: 11,
      at: "2026-11-20T13:40:00Z",
      name: "2026-11-13_2026-11-19_agent_14.xlsx",
      reports: ["agent_14"],
      rows: 9780,
      there: true,
    },
    {
      ...base,
      ticket: 10,
      at: "2026-11-18T22:05:00Z",
      name: "Reunión semanal.xlsx",
      reports: ["agent_14", "diagram_11"],
      rows: 14200,
      there: true,
    },
    {
      ...base,
      ticket: 9,
      at: "2026-11-11T14:20:00Z",
      name: "2026-11-01_2026-11-10_campaign_7.xlsx",
      reports: ["campaign_7"],
      rows: 8900,
      there: false,
    },
  ];
}

function history(scene: string): PastRun[] {
  if (scene === "empty") return [];
  const base = {
    report: "agent_14",
    params: {},
    from: "2026-11-13",
    to: "2026-11-19",
    requests: 7,
    windows: 7,
    rows: 9780,
    troubles: 0,
    error: null,
  };
  const at = (day: string, from: string, to: string | null) => ({
    started: `${day}T${from}Z`,
    finished: to ? `${day}T${to}Z` : null,
  });
  return [
    { ...base, ...at("2026-11-20", "11:30:00", "11:32:10"), id: 8, outcome: "done" },
    {
      ...base,
      ...at("2026-11-19", "20:02:00", "20:09:30"),
      id: 7,
      outcome: "incomplete",
      troubles: 2,
      rows: 6900,
      requests: 11,
    },
    {
      ...base,
      ...at("2026-11-18", "23:50:00", "23:51:00"),
      id: 6,
      report: "campaign_7",
      params: { campaign_id: "all" },
      outcome: "parked",
      rows: 1800,
      windows: 2,
      requests: 3,
      error: errorOf("QUO-2", { used: "18000", limit: "18000" }),
    },
    {
      ...base,
      ...at("2026-11-18", "14:00:00", "14:00:09"),
      id: 5,
      report: "diagram_11",
      outcome: "failed",
      rows: 0,
      windows: 0,
      requests: 1,
      error: errorOf("TOK-2"),
    },
    {
      ...base,
      ...at("2026-11-17", "13:00:00", "13:00:40"),
      id: 4,
      report: "agent_13",
      outcome: "cancelled",
      windows: 3,
      rows: 480,
      requests: 3,
    },
    {
      ...base,
      ...at("2026-11-16", "12:00:00", null),
      id: 3,
      outcome: "lost",
      windows: 2,
      rows: 2750,
    },
  ];
}

/** What was fetched since the page was opened is history too, newest first. */
function ofSession(ledger: Ledger, operation: string): PastRun[] {
  return ledger.runs
    .filter((run) => run.operation === operation)
    .map(({ run, report, params, from, to, state, requests, done, rows, troubles, error }) => ({
      id: 100 + run,
      started: "2026-11-20T15:15:00Z",
      finished: state === "running" ? null : "2026-11-20T15:16:00Z",
      outcome: state,
      windows: done,
      troubles: troubles.length,
      ...{ report, params, from, to, requests, rows, error },
    }));
}

const body = (parts: object) =>
  JSON.stringify({ atalaya: "view", version: 1, place: "report", ...parts });

function startingViews(scene: string): SavedView[] {
  if (/^first|^nokeyring$|^empty$/.test(scene)) return [];
  const long = { op: "ge", values: ["900"] };
  return [
    {
      id: 2,
      name: "Pausas de más de 15 min",
      body: body({
        report: "agent_14",
        period: { preset: "last7" },
        narrowing: { filters: [{ column: "time", tests: [long], any: false }], search: "" },
        sort: [{ column: "time", descending: true }],
      }),
    },
    {
      id: 1,
      name: "Pérdidas en cola del mes",
      body: body({ report: "diagram_11", period: { preset: "thisMonth" } }),
    },
    {
      id: 3,
      name: "Vista de una versión futura",
      body: JSON.stringify({ atalaya: "view", version: 9 }),
    },
  ];
}

/** What is in the file that the stand-in's dialog chooses. */
function fileOf(scene: string): string {
  if (scene === "firstwrong") return JSON.stringify({ hello: "world" });
  return body({ report: "diagram_11", period: { preset: "lastMonth" } });
}

function viewAnswers({ options, tell }: Desk): Answers {
  let views = startingViews(options.scene);
  let next = 10;
  const changed = () => tell("changed", { tags: ["views"] });
  const named = (name: string) =>
    views.find((view) => view.name.toLowerCase() === name.trim().toLowerCase());
  const put = (view: SavedView) => {
    views = [...views.filter((held) => held.id !== view.id), view].sort((left, right) =>
      left.name.localeCompare(right.name),
    );
    changed();
    return view;
  };
  return {
    views: () => ({ views }),
    save_view: ({ name, body, replace }) => {
      const held = named(name);
      if (held && !replace) fail("USE-1", { what: "name" });
      next += 1;
      return put({ id: held?.id ?? next, name: name.trim(), body });
    },
    rename_view: ({ id, name }) => {
      const held = views.find((view) => view.id === id) ?? fail("USE-2");
      const other = named(name);
      if (other && other.id !== id) fail("USE-1", { what: "name" });
      return put({ ...held, name: name.trim() });
    },
    remove_view: ({ id }) => {
      views = views.filter((view) => view.id !== id);
      changed();
      return {};
    },
    share_view: ({ id }) => {
      const held = views.find((view) => view.id === id) ?? fail("USE-2");
      return {
        ticket: 31,
        name: `${held.name}.atalaya-view`,
        folder: "Documentos",
        bytes: held.body.length,
      };
    },
    read_view_file: () => ({
      chosen: true,
      name: "Pérdidas en cola",
      body: fileOf(options.scene),
    }),
  };
}

export function homeAnswers(desk: Desk): Answers {
  const { scene } = desk.options;
  return {
    overview: ({ operation }) =>
      desk.guarded(() => ({
        operation,
        from: first,
        to: now.slice(0, 10),
        reports: reportStates(desk.ledger),
        attention: attention(desk),
      })),
    history: ({ operation }) =>
      desk.guarded(() => ({ runs: [...ofSession(desk.ledger, operation), ...history(scene)] })),
    export_log: () => ({ exports: exports(scene) }),
    ...viewAnswers(desk),
  };
}
