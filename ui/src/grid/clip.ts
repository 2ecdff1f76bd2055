// Rows as text with tabs and as an HTML table, so that a spreadsheet takes them for what they are.
//
// No cell may become a formula. Programs that take HTML get every text under the format "text" (`\@`),
// exactly as it is. Programs that take only the lines get an apostrophe before a text that begins with
// = + - @, unless it is a plain number or telephone, which cannot do anything.
import { durationCell, type Formats } from "../format";
import { cellText, type GridColumn, type Value } from "./cells";

export interface Clip {
  text: string;
  html: string;
}

const asText = "\\@";
const formats: Partial<Record<GridColumn["kind"], string>> = {
  duration: "\\[h\\]\\:mm\\:ss",
  percent: "0.00%",
};
const figures: ReadonlySet<GridColumn["kind"]> = new Set(["integer", "decimal", "percent"]);

/** A number as it is typed in a spreadsheet of the region: its decimal sign, no grouping, a plain minus. */
function typed(value: number, digits: string, percent: boolean): string {
  const format = new Intl.NumberFormat(digits, {
    style: percent ? "percent" : "decimal",
    useGrouping: false,
    maximumFractionDigits: percent ? 2 : 10,
  });
  return format.format(value).replace("\u2212", "-").replace(/\s/g, "");
}

/** The text of a cell; unknown is empty, never a dash. */
export function clipText(column: GridColumn, value: Value | undefined, f: Formats): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "number" && figures.has(column.kind))
    return typed(value, f.locales.digits, column.kind === "percent");
  if (typeof value === "number" && column.kind === "duration")
    return durationCell(value).replace("\u2212", "-");
  return cellText(column, value, f);
}

const oneLine = (text: string) => text.replace(/[\t\r\n]+/g, " ");

function guarded(text: string): string {
  const risky = /^\s*[=+\-@]/.test(text) && !/^[+-]?[\d\s.,:%()-]+$/.test(text);
  return risky ? `'${text}` : text;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Whether the value is a figure or a moment to a spreadsheet; all else is text. */
function isText(column: GridColumn, value: Value | undefined): boolean {
  const counted = figures.has(column.kind) || column.kind === "duration";
  if (counted) return typeof value !== "number";
  return column.kind !== "datetime" && column.kind !== "date";
}

function cellOf(column: GridColumn, value: Value | undefined, text: string): string {
  const format = isText(column, value) ? asText : formats[column.kind];
  const style = format ? ` style='mso-number-format:"${format}"'` : "";
  return `<td${style}>${escaped(text)}</td>`;
}

/** Gathers rows as they come; a hundred thousand are joined once. */
export class Clipping {
  private readonly lines: string[] = [];
  private readonly rows: string[] = [];
  private readonly columns: GridColumn[];
  private readonly formats: Formats;

  constructor(columns: GridColumn[], formats: Formats, headers: boolean) {
    this.columns = columns;
    this.formats = formats;
    if (headers) this.head();
  }

  private head(): void {
    this.lines.push(this.columns.map(({ header }) => guarded(oneLine(header))).join("\t"));
    const cells = this.columns.map(({ header }) => `<th>${escaped(oneLine(header))}</th>`);
    this.rows.push(`<tr>${cells.join("")}</tr>`);
  }

  /** Values in the order of the columns. */
  add(values: (Value | undefined)[]): void {
    const texts = this.columns.map((column, at) =>
      oneLine(clipText(column, values[at], this.formats)),
    );
    const shown = texts.map((text, at) => {
      const column = this.columns[at];
      return column && isText(column, values[at]) ? guarded(text) : text;
    });
    this.lines.push(shown.join("\t"));
    const cells = this.columns.map((column, at) => cellOf(column, values[at], texts[at] ?? ""));
    this.rows.push(`<tr>${cells.join("")}</tr>`);
  }

  done(): Clip {
    const meta = '<meta charset="utf-8">';
    return {
      text: this.lines.join("\r\n"),
      html: `${meta}<table>${this.rows.join("")}</table>`,
    };
  }
}
