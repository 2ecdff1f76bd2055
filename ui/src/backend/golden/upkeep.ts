// The archive's upkeep, and what leaves the window: backups, checks, pictures, text files.
import type { ArchivePart, BackupView, SavedFile, VerifyView } from "../bindings";
import { reportOf } from "./ask";
import { today } from "./people";
import { type Answers, type Desk, fail } from "./scene";
import { reports, rowsOfDay, shiftDay } from "./world";

const firstDay = "2026-10-01";
const bytesOfRow = 42;
const ledgerBytes = 1_400_000;

interface HeldDay {
  report: string;
  date: string;
  rows: number;
}

/** Every day that is kept, a file each. */
function heldDays({ ledger }: Desk): HeldDay[] {
  return reports.reports.flatMap(({ code }) => {
    const days: HeldDay[] = [];
    for (let date = firstDay; date <= today; date = shiftDay(date, 1))
      if (ledger.held(code, date))
        days.push({ report: code, date, rows: rowsOfDay(reportOf(code), date).length });
    return days;
  });
}

function partsOf(days: HeldDay[]): ArchivePart[] {
  return reports.reports.flatMap(({ code }) => {
    const own = days.filter((day) => day.report === code);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const rows = own.reduce((sum, day) => sum + day.rows, 0);
    const range = { from: first.date, to: last.date };
    return [{ operation: "sample", report: code, ...range, rows, bytes: rows * bytesOfRow }];
  });
}

const damaged: VerifyView["findings"] = [
  {
    kind: "contents",
    report: "diagram_11",
    from: "2026-11-03T00:00:00",
    to: "2026-11-03T23:59:59",
  },
  { kind: "missing", report: "agent_14", from: "2026-10-22T00:00:00", to: "2026-10-22T23:59:59" },
];

/** Copies file after file; a cancel is heard between two of them. */
class Copying {
  private stopped = false;
  stop(): void {
    this.stopped = true;
  }
  async run(desk: Desk, total: number): Promise<boolean> {
    this.stopped = false;
    const slow = desk.options.scene === "copying";
    const steps = 5;
    for (let step = 0; step <= steps && !this.stopped; step += 1) {
      desk.tell("copying", { done: Math.round((total * step) / steps), total });
      await new Promise((next) => setTimeout(next, slow ? 60_000 : desk.options.delay));
    }
    return !this.stopped;
  }
}

function copyAnswers(desk: Desk): Answers {
  const copying = new Copying();
  let waits = desk.options.scene === "waits";
  let replaced = waits ? { archives: 2, bytes: 48_300_000 } : { archives: 0, bytes: 0 };
  const copied = async (name: string): Promise<BackupView> => {
    const days = heldDays(desk);
    if (!(await copying.run(desk, days.length))) return fail("CAN-1");
    const bytes = days.reduce((sum, day) => sum + day.rows * bytesOfRow, 0);
    return { done: true, name, ticket: 7, files: days.length, bytes, damaged: 0 };
  };
  return {
    archive_facts: () => {
      const days = heldDays(desk);
      const parts = partsOf(days);
      const bytes = parts.reduce((sum, part) => sum + part.bytes, ledgerBytes);
      const restore_waits = waits;
      return { folder: "atalaya", files: days.length, bytes, parts, restore_waits, replaced };
    },
    show_archive: () => ({}),
    backup: () => copied(`atalaya-${today}`),
    restore: async () => {
      const view = await copied("atalaya-2026-11-01");
      waits = true;
      return view;
    },
    cancel_copying: () => {
      copying.stop();
      return {};
    },
    withdraw_restore: () => {
      waits = false;
      return {};
    },
    delete_replaced: () => {
      const gone = replaced;
      replaced = { archives: 0, bytes: 0 };
      return gone;
    },
    restart: () => {
      window.location.reload();
      return {};
    },
  };
}

function saved(name: string, bytes: number): SavedFile {
  return { ticket: 8, name, folder: "Atalaya", bytes };
}

export function upkeepAnswers(desk: Desk): Answers {
  const { ledger, options } = desk;
  return {
    ...copyAnswers(desk),
    verify: ({ full }) => {
      const files = heldDays(desk).length;
      const findings = options.scene === "damaged" ? damaged : [];
      return { windows: files + 6, files: full ? files : 0, findings, orphans: 0 };
    },
    forget: ({ before, dry }) => {
      const days = heldDays(desk).filter(({ date }) => date < before);
      const rows = days.reduce((sum, day) => sum + day.rows, 0);
      if (!dry) for (const { report, date } of days) ledger.forget(report, date);
      return { windows: days.length, rows, bytes: rows * bytesOfRow };
    },
    diagnostics: () => saved("atalaya-diagnostico.zip", 18_200),
    export_folder: () => ({ name: "Atalaya" }),
    choose_export_folder: () => ({ name: "Reuniones" }),
    copy_text: () => ({}),
    copy_picture: () => ({}),
    save_picture: ({ name, png }) => saved(`${name}.png`, Math.round(png.length * 0.75)),
    save_text: ({ name, text }) => saved(name, text.length),
    print: () => {
      window.print();
      return {};
    },
  };
}
