// What was chosen the last time a workbook was written, kept as one setting.
import type {
  DetailView,
  EditionView,
  ExportPlace,
  ExportSheet,
  Look,
  WorkbookChoice,
} from "../backend";
import { type Language, languageOf } from "../format";
import { useKept } from "./answers";
import { readLook } from "./template";

export interface ExportChoice {
  /** The columns on screen, or all that the report has. */
  columns: "shown" | "all";
  language: Language;
  place: ExportPlace;
  /** Codes of the other reports that go along. */
  others: string[];
  /** Whether the scorecard goes along, as a page of its own. */
  card: boolean;
  /** For the operation itself, or for outsiders: those see no phone or identity number. */
  edition: EditionView;
  /** Whether outsiders see no agent's name either. */
  maskAgents: boolean;
  /** Where the rows go: into the workbook, into files beside it, or nowhere. */
  detail: DetailView;
  /** The template in use; null for none, absent until one decides. */
  template?: number | null;
  /** What the workbook shows and its looks, where they are not the usual ones. */
  look?: Look;
}

export const details: readonly DetailView[] = ["inside", "csv", "parquet", "none"];

export function usualChoice(language: Language): ExportChoice {
  return {
    columns: "shown",
    language,
    place: "remembered",
    others: [],
    card: false,
    edition: "internal",
    maskAgents: false,
    detail: "inside",
  };
}

/** What of the kept text can be understood. */
export function readChoice(text: string | null | undefined, language: Language): ExportChoice {
  const usual = usualChoice(language);
  if (!text) return usual;
  try {
    const held = JSON.parse(text) as Partial<Record<keyof ExportChoice, unknown>>;
    return {
      columns: held.columns === "all" ? "all" : "shown",
      language: typeof held.language === "string" ? languageOf(held.language) : language,
      place: held.place === "ask" ? "ask" : "remembered",
      others: Array.isArray(held.others)
        ? held.others.filter((code): code is string => typeof code === "string")
        : [],
      card: held.card === true,
      edition: held.edition === "client" ? "client" : "internal",
      maskAgents: held.maskAgents === true,
      detail: details.find((known) => known === held.detail) ?? "inside",
      ...(held.template === null || typeof held.template === "number"
        ? { template: held.template }
        : {}),
      ...(held.look ? { look: readLook(held.look) } : {}),
    };
  } catch {
    return usual;
  }
}

/** What a workbook was made with, as a choice for the next one. */
export function choiceOf(made: WorkbookChoice): ExportChoice {
  const language = languageOf(made.language);
  return {
    ...usualChoice(language),
    others: made.reports.slice(1),
    card: made.scorecard,
    edition: made.edition,
    maskAgents: made.mask_agents,
    detail: made.detail,
  };
}

/** The last choice and the way to keep another. */
export function useExportChoice(language: Language) {
  const [text, keep] = useKept("export");
  return {
    choice: readChoice(text, language),
    known: text !== undefined,
    keep: (choice: ExportChoice) => keep(JSON.stringify(choice)),
  };
}

/** The view's own sheet: all of a report's columns are asked for by naming none. */
export function sheetOf(
  own: Omit<ExportSheet, "columns">,
  columns: string[],
  hidden: string[],
  choice: ExportChoice,
): ExportSheet {
  const shown = columns.filter((name) => !hidden.includes(name));
  return { ...own, columns: choice.columns === "all" ? [] : shown };
}

/** Another report of the same period, whole. */
export function wholeSheet(
  operation: string,
  report: string,
  period: { from: string; to: string },
): ExportSheet {
  return {
    table: { operation, report, params: {}, ...period },
    narrowing: { filters: [], search: "", conditions: [] },
    sort: [],
    columns: [],
  };
}
