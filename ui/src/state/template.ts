// Layouts of workbooks: what of an export is kept under a name, and how it is put over a choice.
import type { Layout, Look } from "../backend";
import { languageOf } from "../format";
import type { ExportChoice } from "./exportChoice";

export const usualLook: Look = {
  questions: true,
  without: [],
  charts: true,
  figures: true,
  checks: true,
  definitions: true,
  tiles: [],
  logo: "",
  accent: "",
};

/** What of kept looks can be understood. */
export function readLook(held: object): Look {
  const same = ([name, value]: [string, unknown]) => {
    const usual = usualLook[name as keyof Look];
    return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual);
  };
  return { ...usualLook, ...Object.fromEntries(Object.entries(held).filter(same)) };
}

export function isUsual(look: Look): boolean {
  return JSON.stringify({ ...usualLook, ...look }) === JSON.stringify(usualLook);
}

/** `report` is the one on screen; null for the scorecard. */
export function layoutOf(choice: ExportChoice, look: Look, report: string | null): Layout {
  return {
    reports: [...(report === null ? [] : [report]), ...choice.others],
    scorecard: choice.card || report === null,
    detail: choice.detail,
    edition: choice.edition,
    mask_agents: choice.maskAgents,
    language: choice.language,
    look,
  };
}

/** The choice as a layout has it; the view at hand stays the first sheet. */
export function laidOut(choice: ExportChoice, layout: Layout, report: string | null): ExportChoice {
  return {
    ...choice,
    others: layout.reports.filter((code) => code !== report),
    card: layout.scorecard,
    detail: layout.detail,
    edition: layout.edition,
    maskAgents: layout.mask_agents,
    language: layout.language ? languageOf(layout.language) : choice.language,
  };
}

/** How clear white letters are on a colour, from 1 to 21, as WCAG reckons it. */
function contrastWithWhite(color: string): number {
  const parts = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = parts;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** Whether white letters are hard to read on the chosen colour. */
export function tooLight({ accent }: Look): boolean {
  return accent !== "" && contrastWithWhite(accent) < 4.5;
}
