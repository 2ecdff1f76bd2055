// The other answers of the stand-in: catalogue, fetching, held rows, workbooks.
import { aggregate, distinct } from "./ask";
import { preview } from "./exporting";
import { figures } from "./figures";
import { kpiList } from "./kpis";
import { agents, campaigns, codes, routingPoints, skills } from "./people";
import { type Answers, type Desk, fail } from "./scene";
import { scorecard } from "./scorecard";
import type { Team } from "./team";
import { timeline } from "./timeline";
import { reports } from "./world";

const names: Record<string, { id: string; name: string }[]> = {
  agents,
  campaigns,
  skills,
  routing_points: routingPoints,
  activity_codes: codes.map((id) => ({ id, name: id })),
};

export function listAnswers(): Answers {
  return {
    reports: () => reports,
    kpi_list: () => ({ kpis: kpiList() }),
    names: ({ picker }) => ({ names: names[picker] ?? [], read: "2026-11-20T11:02:00Z" }),
  };
}

export function fetchAnswers({ ledger, tell, options }: Desk): Answers {
  const changed = () => tell("changed", { tags: ["archive", "quota", "runs"] });
  const news = (run: Parameters<typeof ledger.put>[0]) => tell("run", run);
  return {
    plan: (request) => ledger.plan(request),
    fetch: (request) => ledger.start(request, news, changed, options.scene),
    runs: () => ({ runs: ledger.runs }),
    pause_run: ({ run }) => ledger.change(run, "paused", news),
    resume_run: ({ run }) => ledger.change(run, "running", news),
    cancel_run: ({ run }) => ledger.change(run, "cancelled", news),
    coverage: (request) => {
      // One report out of two cannot be looked up in that scene.
      const unread = options.scene === "unread" && /9|13|7/.test(request.report);
      return unread ? fail("ARC-3") : ledger.coverage(request);
    },
    quota: () => ledger.quota(),
    ask_quota: () => ledger.quota(),
  };
}

export function dataAnswers(desk: Desk, team: Team): Answers {
  const { ledger, held, guarded } = desk;
  return {
    scorecard: (request) => guarded(() => scorecard(request, desk, team)),
    timeline: (request) => guarded(() => timeline(request, desk, team)),
    distinct: (request) => guarded(() => distinct(request, held)),
    aggregate: (request) => guarded(() => aggregate(request, held)),
    kpis: (request) =>
      guarded(() => figures(request, held, (date) => ledger.state(request.table.report, date))),
  };
}

export function fileAnswers(desk: Desk): Answers {
  const { tell } = desk;
  return {
    export_preview: (request) => preview(request, desk),
    export: () => {
      tell("export", { rows: 12_000, total: 40_000 });
      return {
        ticket: 1,
        name: "2026-11-13_2026-11-19_agent_14.xlsx",
        folder: "Atalaya",
        rows: 40_000,
        bytes: 2_400_000,
        renamed: true,
        cut_texts: 0,
        missing_days: 2,
        beside: [],
      };
    },
    cancel_export: () => ({}),
    open_export: () => ({}),
    show_export: () => ({}),
  };
}
