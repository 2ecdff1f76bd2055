// What a workbook of the stand-in would be.
import type { ExportPreview, ExportRequest, TemplateView } from "../bindings";
import { narrowed } from "./ask";
import { type Answers, type Desk, fail } from "./scene";

/** In the scene of a large archive, each row stands for thousands. */
const many = 4_000;

export function preview(request: ExportRequest, desk: Desk): ExportPreview {
  const { options, held } = desk;
  const each = options.scene === "large" ? many : 1;
  const reports = request.sheets.map(({ table, narrowing }) => ({
    report: table.report,
    rows: narrowed(table, narrowing, held).length * each,
  }));
  const first = request.sheets[0]?.table ?? request.scorecard;
  const stem = `${first?.from.slice(0, 10)}_${first?.to.slice(0, 10)}_Muestra`;
  const { detail } = request;
  const beside = detail === "csv" || detail === "parquet" ? reports : [];
  return {
    name: `${stem}.xlsx`,
    folder: "Atalaya",
    replaces: request.place === "remembered",
    reports,
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    soft_limit: 200_000,
    sheet_limit: 1_048_575,
    beside: beside.map(({ report }) => `${stem}_${report}.${detail}`),
  };
}

const logo =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='120' height='32'%3E%3Crect width='120' height='32' fill='%230b6e5b'/%3E%3C/svg%3E";

const emptyLayout = {
  reports: [],
  scorecard: false,
  detail: "inside" as const,
  edition: "internal" as const,
  mask_agents: false,
  language: "",
  look: {
    questions: true,
    without: [],
    charts: true,
    figures: true,
    checks: true,
    definitions: true,
    tiles: [],
    logo: "",
    accent: "",
  },
};

/** Layouts of the stand-in, kept for as long as the page lives. */
export function templateAnswers(desk: Desk): Answers {
  const kept: TemplateView[] = [];
  const changed = () => desk.tell("changed", { tags: ["templates"] });
  const numbered = (id: number) => kept.find((one) => one.id === id);
  return {
    templates: () => ({ templates: kept.map((one) => ({ ...one })) }),
    save_template: ({ name, layout, replace }) => {
      const held = kept.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (held && !replace) return fail("USE-1");
      const made = { id: held?.id ?? kept.length + 1, name, usual: held?.usual ?? false, layout };
      if (held) Object.assign(held, made);
      else kept.push(made);
      changed();
      return { ...made };
    },
    rename_template: ({ id, name }) => {
      Object.assign(numbered(id) ?? {}, { name });
      changed();
      return {};
    },
    remove_template: ({ id }) => {
      const at = kept.findIndex((one) => one.id === id);
      if (at >= 0) kept.splice(at, 1);
      changed();
      return {};
    },
    set_usual_template: ({ id }) => {
      for (const one of kept) one.usual = one.id === id;
      changed();
      return {};
    },
    share_template: () => ({
      ticket: 9,
      name: "Junta.atalaya-template",
      folder: "Atalaya",
      bytes: 900,
    }),
    read_template_file: () => ({ chosen: false, name: "", layout: emptyLayout }),
    choose_logo: () => ({ chosen: true, logo }),
  };
}
