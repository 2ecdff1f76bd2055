// Plans, runs and coverage of the invented operation. A run takes seconds and can be stopped.
import type {
  CoverageRequest,
  CoverageView,
  FetchRequest,
  PlanView,
  QuotaView,
  RunView,
} from "../bindings";
import { reportOf } from "./ask";
import { now, today } from "./people";
import { rowsOfDay, shiftDay } from "./world";

type DayState = "held" | "empty" | "partial" | "failed" | "open" | "never";

export class Ledger {
  private days = new Map<string, DayState>();
  runs: RunView[] = [];
  calls = 132;
  generation = 1;
  /** When today's day of a report was read, if it was. */
  private readToday = new Map<string, string>();
  private opened = Date.now();
  private scene: string;
  constructor(scene: string) {
    this.scene = scene;
    if (scene === "today" || scene === "lowquota") this.readPartOfToday();
    if (scene === "lowquota") this.calls = 17_400;
  }

  private readPartOfToday(): void {
    const read = {
      agent_14: "10:12:00",
      diagram_11: "10:11:10",
      agent_13: "10:12:40",
      agent_9: "10:13:10",
    };
    for (const [report, time] of Object.entries(read)) {
      this.days.set(`${report}/${today}`, "open");
      this.readToday.set(report, `${today}T${time}`);
    }
  }

  readAt(report: string): string {
    return this.readToday.get(report) ?? now;
  }

  state(report: string, date: string): DayState {
    const known = this.days.get(`${report}/${date}`);
    if (known) return known;
    if (this.scene === "empty" || date > today || date < "2026-10-01") return "never";
    if (date === today) return "never";
    if (report === "agent_9" && date > "2026-11-10") return "never";
    if (date === "2026-11-15") return "empty";
    if (date === "2026-11-16") return "failed";
    if (date === "2026-11-14") return "partial";
    return date >= shiftDay(today, -2) ? "open" : "held";
  }

  held(report: string, date: string): boolean {
    return ["held", "partial", "open"].includes(this.state(report, date));
  }

  forget(report: string, date: string): void {
    this.days.set(`${report}/${date}`, "never");
  }

  quota(): QuotaView {
    return { limit: 18000, left: 18000 - this.calls, ours: this.calls };
  }

  coverage(request: CoverageRequest): CoverageView {
    const report = reportOf(request.report);
    const days: CoverageView["days"] = [];
    for (
      let date = request.from.slice(0, 10);
      date <= request.to.slice(0, 10);
      date = shiftDay(date, 1)
    ) {
      const state = this.state(request.report, date);
      const read = state !== "never";
      days.push({
        date,
        state,
        rows: this.held(request.report, date) ? rowsOfDay(report, date).length : null,
        fetched: !read
          ? null
          : date === today
            ? this.readAt(request.report)
            : `${shiftDay(date, 1)}T06:30:00`,
        reason: state === "failed" ? "NET-TIME" : state === "partial" ? "CAP-1" : null,
      });
    }
    return { days, unproven: false, maybe_absent: false };
  }

  plan(request: FetchRequest): PlanView {
    const windows: PlanView["windows"] = [];
    const last = [request.to.slice(0, 10), today].sort()[0] ?? today;
    let held = 0;
    let days = 0;
    for (let date = request.from.slice(0, 10); date <= last; date = shiftDay(date, 1)) {
      days += 1;
      const state = this.state(request.report, date);
      const done = state === "held" || state === "empty";
      if (done) held += 1;
      if (!done || request.reread) {
        const why = state === "never" ? "new" : done ? "reread" : state;
        windows.push({ from: `${date}T00:00:00`, to: `${date}T23:59:59`, why });
      }
    }
    const skipped = this.tooEarly(request.report, windows);
    return {
      report: request.report,
      from: request.from.slice(0, 10),
      to: last,
      widened: false,
      dropped_days: 0,
      windows,
      skipped,
      calls: windows.length,
      days_held: held,
      days,
      quota: this.quota(),
    };
  }

  /** Takes out the last window if it was read less than five minutes ago. */
  private tooEarly(report: string, windows: PlanView["windows"]): PlanView["skipped"] {
    const read = this.readToday.get(report);
    const early = read ? fiveMinutesAfter(read) : "";
    const [only] = windows;
    const isToday = windows.length === 1 && only?.from.startsWith(today) && early > this.wall();
    const isLong = windows.length > 3 && windows.at(-1)?.why === "open";
    if (!isToday && !isLong) return [];
    const next_at = isToday ? early : `${today}T10:18:00`;
    return windows.splice(-1).map(({ from, to }) => ({ from, to, skipped: "floor", next_at }));
  }

  /** The clock of the operation: it starts where the invented day stands, and runs on. */
  private wall(): string {
    const time = Date.parse(`${now}Z`) + Date.now() - this.opened;
    return new Date(time).toISOString().slice(0, 19);
  }

  /** Puts a run's news into the list, newest run first. */
  put(run: RunView): RunView {
    this.runs = [run, ...this.runs.filter((held) => held.run !== run.run)];
    return run;
  }

  start(
    request: FetchRequest,
    tell: (run: RunView) => void,
    changed: () => void,
    scene: string,
  ): RunView {
    const plan = this.plan(request);
    const run = this.put(startedRun(this.runs.length + 1, request, plan));
    tell(run);
    const next = () => {
      const held = this.runs.find((one) => one.run === run.run);
      if (!held || held.state === "cancelled") return;
      if (held.state === "paused") return void setTimeout(next, 300);
      if (scene === "waiting" && held.done === 2)
        return tell(this.put({ ...held, waiting: { code: "QUO-1", seconds: 95 } }));
      tell(this.put(this.read(held, plan)));
      changed();
      if (held.done < plan.windows.length) setTimeout(next, scene === "long" ? 6000 : 600);
    };
    setTimeout(next, 400);
    return run;
  }

  /** The run after its next window, or at its end. */
  private read(run: RunView, plan: PlanView): RunView {
    const window = plan.windows[run.done];
    if (!window) {
      const state = run.troubles.length > 0 ? "incomplete" : "done";
      return { ...run, state, current_from: null, current_to: null, left_seconds: 0 };
    }
    const date = window.from.slice(0, 10);
    const rows = rowsOfDay(reportOf(run.report), date).length;
    this.calls += 1;
    this.generation += 1;
    const cut = date === "2026-11-14";
    const open = date >= shiftDay(today, -2);
    const state = cut ? "partial" : open ? "open" : rows > 0 ? "held" : "empty";
    this.days.set(`${run.report}/${date}`, state);
    if (date === today) this.readToday.set(run.report, this.wall());
    const { from, to } = window;
    return {
      ...run,
      done: run.done + 1,
      rows: run.rows + rows,
      bytes: run.bytes + rows * 310,
      requests: run.requests + 1,
      current_from: from,
      current_to: to,
      left_seconds: (plan.windows.length - run.done - 1) * 0.6,
      troubles: cut ? [...run.troubles, { from, to, state, code: "CAP-1" }] : run.troubles,
    };
  }

  change(number: number, state: RunView["state"], tell: (run: RunView) => void): RunView {
    const held = this.runs.find((run) => run.run === number);
    if (!held) throw { code: "USE-2", params: {}, detail: "no such run", retry: false };
    const run = { ...held, state };
    this.runs = this.runs.map((one) => (one.run === number ? run : one));
    tell(run);
    return run;
  }
}

function fiveMinutesAfter(wall: string): string {
  return new Date(Date.parse(`${wall}Z`) + 300_000).toISOString().slice(0, 19);
}

function startedRun(run: number, request: FetchRequest, plan: PlanView): RunView {
  const { operation, report, params } = request;
  return {
    run,
    operation,
    report,
    params,
    from: plan.from,
    to: plan.to,
    state: "running",
    done: 0,
    windows: plan.windows.length,
    current_from: null,
    current_to: null,
    waiting: null,
    rows: 0,
    bytes: 0,
    requests: 0,
    rate: 182_000,
    left_seconds: null,
    troubles: [],
    error: null,
  };
}
