// The team while it is edited: what was pasted or imported joins it, and what differs is told.
import { create } from "zustand";
import type { NamedId, RosterLine } from "../backend";
import { readDay, type Sheet, type SheetField } from "./sheet";

/** Teams being edited, by operation. They outlive the view, so that looking elsewhere loses nothing. */
export const useDrafts = create<Record<string, RosterLine[] | undefined>>(() => ({}));

export function setDraft(operation: string, lines: RosterLine[] | undefined): void {
  useDrafts.setState({ [operation]: lines });
}

export function blankLine(agent_id = "", name = ""): RosterLine {
  return { agent_id, name, aliases: [], team: "", excluded_from: null, excluded_to: null };
}

/** Names as typed in one field. */
export function readAliases(text: string): string[] {
  const names = text.split(/[;\n]/).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}

export function aliasText(aliases: string[]): string {
  return aliases.join("; ");
}

/** Without outer blanks, as it would be kept. */
export function tidy(line: RosterLine): RosterLine {
  const { agent_id, name, team } = line;
  return { ...line, agent_id: agent_id.trim(), name: name.trim(), team: team.trim() };
}

export interface Joined {
  lines: RosterLine[];
  added: number;
  changed: number;
  /** Rows, or names, that were left as they are. */
  skipped: number;
}

function join(lines: RosterLine[], news: Map<string, Partial<RosterLine>>): Joined {
  const known = new Set(lines.map((line) => line.agent_id));
  let changed = 0;
  const joined = lines.map((line) => {
    const next = { ...line, ...news.get(line.agent_id) };
    if (changesOf(line, next).length > 0) changed += 1;
    return next;
  });
  const added = [...news].filter(([id]) => !known.has(id));
  return {
    lines: [...joined, ...added.map(([id, part]) => ({ ...blankLine(id), ...part }))],
    added: added.length,
    changed,
    skipped: 0,
  };
}

/** Rows of a sheet by their id; an empty cell changes nothing. Rows without an id are left out. */
export function joinSheet(lines: RosterLine[], sheet: Sheet, monthFirst: boolean): Joined {
  const news = new Map<string, Partial<RosterLine>>();
  let skipped = 0;
  for (const row of sheet.rows) {
    const cells = sheet.fields.flatMap((field, at): [SheetField, string][] => {
      const text = row[at] ?? "";
      return field && text ? [[field, text]] : [];
    });
    const id = cells.find(([field]) => field === "agent_id")?.[1];
    const part = id ? partOf(cells, monthFirst) : null;
    if (id && part) news.set(id, { ...news.get(id), ...part });
    else skipped += 1;
  }
  return { ...join(lines, news), skipped };
}

/** Null if a day cannot be read. */
function partOf(cells: [SheetField, string][], monthFirst: boolean): Partial<RosterLine> | null {
  const part: Partial<RosterLine> = {};
  for (const [field, text] of cells) {
    if (field === "aliases") part.aliases = readAliases(text);
    else if (field === "excluded_from" || field === "excluded_to") {
      const day = readDay(text, monthFirst);
      if (day === null) return null;
      part[field] = day;
    } else part[field] = text;
  }
  return part;
}

/** People as wolkvox lists them: new ones join, missing names are filled, given ones stay. */
export function joinNames(lines: RosterLine[], names: NamedId[]): Joined {
  const held = new Map(lines.map((line) => [line.agent_id, line.name.trim()]));
  const wanted = names.filter(({ id }) => !held.get(id));
  const others = names.filter(({ id, name }) => held.get(id) && held.get(id) !== name.trim());
  const news = new Map(wanted.map(({ id, name }) => [id, { name }]));
  return { ...join(lines, news), skipped: others.length };
}

export interface Change {
  field: SheetField;
  before: string;
  after: string;
}

const shown: Record<SheetField, (line: RosterLine) => string> = {
  agent_id: (line) => line.agent_id,
  name: (line) => line.name,
  aliases: (line) => aliasText(line.aliases),
  team: (line) => line.team,
  excluded_from: (line) => line.excluded_from ?? "",
  excluded_to: (line) => line.excluded_to ?? "",
};

export function changesOf(before: RosterLine, after: RosterLine): Change[] {
  return (Object.keys(shown) as SheetField[])
    .map((field) => ({ field, before: shown[field](before), after: shown[field](after) }))
    .filter(({ before: old, after: next }) => old !== next);
}

export interface Difference {
  added: RosterLine[];
  removed: RosterLine[];
  changed: { line: RosterLine; changes: Change[] }[];
}

export function differenceOf(before: RosterLine[], draft: RosterLine[]): Difference {
  const after = draft.map(tidy);
  const held = new Map(before.map((line) => [line.agent_id, line]));
  const kept = new Set(after.map((line) => line.agent_id));
  return {
    added: after.filter((line) => !held.has(line.agent_id)),
    removed: before.filter((line) => !kept.has(line.agent_id)),
    changed: after.flatMap((line) => {
      const old = held.get(line.agent_id);
      const changes = old ? changesOf(old, line) : [];
      return changes.length > 0 ? [{ line, changes }] : [];
    }),
  };
}

export function countOf({ added, removed, changed }: Difference): number {
  return added.length + removed.length + changed.length;
}

export type Problem = "noId" | "sameId" | "order";

/** What keeps a line from being saved. */
export function problemsOf(lines: RosterLine[]): (Problem | null)[] {
  const times = new Map<string, number>();
  for (const { agent_id } of lines) {
    const id = agent_id.trim();
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return lines.map((line) => {
    const id = line.agent_id.trim();
    if (!id) return "noId";
    if ((times.get(id) ?? 0) > 1) return "sameId";
    const { excluded_from: from, excluded_to: to } = line;
    return from && to && from > to ? "order" : null;
  });
}
