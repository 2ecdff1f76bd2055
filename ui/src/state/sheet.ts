// People pasted from a spreadsheet: columns told by their heads, or guessed from what is in them.
import { normalForm } from "../format/normal";

export const sheetFields = [
  "agent_id",
  "name",
  "aliases",
  "team",
  "excluded_from",
  "excluded_to",
] as const;
export type SheetField = (typeof sheetFields)[number];

export interface Sheet {
  /** What each column holds; null is left out. */
  fields: (SheetField | null)[];
  /** The heads, if the first row was one. */
  heads: string[] | null;
  rows: string[][];
}

/** How heads are written, in the three languages and as wolkvox writes them. */
const heads: Record<SheetField, RegExp> = {
  agent_id:
    /^(id|agent[ _]?id|id[ _](del )?(agente|agent)|(numero|number|codigo|code|extension|ramal|nro|no\.?)( (del? |of )?(agente|agent))?|agente id)$/,
  name: /^(nombre|name|nome|agent[ _]?name|(nombre|nome) (completo|del? agente)|full name|agente|agent)$/,
  aliases: /^(alias(es)?|apelidos?|otros nombres|other names|outros nomes)$/,
  team: /^(equipo|team|equipe|grupo|group|celula|area)$/,
  excluded_from:
    /^(excluido desde|excluded from|excluido a partir de|fuera desde|out from|fora desde|desde|from|de)$/,
  excluded_to:
    /^(excluido hasta|excluded (to|until)|excluido ate|fuera hasta|out to|out until|fora ate|hasta|to|until|ate)$/,
};

function fieldOfHead(text: string): SheetField | null {
  const plain = normalForm(text).replace(/[_\s]+/g, " ");
  return sheetFields.find((field) => heads[field].test(plain)) ?? null;
}

/** The cells of a pasted text; a spreadsheet's quotes keep tabs and line ends within a cell. */
export function cellsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const first = clean.split("\n", 1)[0] ?? "";
  const between = ["\t", ";", ","].find((mark) => first.includes(mark)) ?? "\t";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const close = () => {
    rows.at(-1)?.push(cell.trim());
    cell = "";
  };
  for (let at = 0; at < clean.length; at += 1) {
    const sign = clean[at] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[at + 1] === '"') {
        cell += sign;
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (sign === between) close();
    else if (sign === "\n") {
      close();
      rows.push([]);
    } else cell += sign;
  }
  close();
  return rows.filter((row) => row.some(Boolean));
}

/** Numbers are ids; then the first column of words is the name, the next the team. */
function guessed(rows: string[][]): (SheetField | null)[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const fields: (SheetField | null)[] = Array.from({ length: width }, () => null);
  const share = (column: number, test: RegExp) => {
    const filled = rows.map((row) => row[column] ?? "").filter(Boolean);
    return filled.length > 0 ? filled.filter((text) => test.test(text)).length / filled.length : 0;
  };
  const columns = fields.map((_, column) => column);
  const ids = columns.find((column) => share(column, /^\d{1,12}$/) > 0.8);
  if (ids !== undefined) fields[ids] = "agent_id";
  const words = columns.filter((column) => column !== ids && share(column, /\p{L}/u) > 0.8);
  const [name, team] = words;
  if (name !== undefined) fields[name] = "name";
  if (team !== undefined) fields[team] = "team";
  return fields;
}

export function readSheet(text: string): Sheet {
  const rows = cellsOf(text);
  const [first = [], ...rest] = rows;
  const named = first.map(fieldOfHead);
  // A first row with two known heads, or with one and no number, is a head.
  const known = named.filter((field) => field !== null).length;
  const isHead = known > 1 || (known === 1 && !first.some((cell) => /\d/.test(cell)));
  if (!isHead) return { fields: guessed(rows), heads: null, rows };
  const once = named.map((field, at) => (named.indexOf(field) === at ? field : null));
  return { fields: once, heads: first, rows: rest };
}

/** ISO of `2026-11-02`, `02/11/2026`, `2-11-26`; month first where the region writes so. */
export function readDay(text: string, monthFirst: boolean): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text.trim());
  const other = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text.trim());
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : other
      ? [other[3], ...(monthFirst ? [other[1], other[2]] : [other[2], other[1]])]
      : null;
  if (!parts) return null;
  const [year = "", month = "", day = ""] = parts.map((part) => part ?? "");
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(full) ? full : null;
}

/** Whether the region writes the month before the day. */
export function writesMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type);
  return parts.indexOf("month") < parts.indexOf("day");
}
