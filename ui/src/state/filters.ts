// From what a form holds to the filter that the core understands, and back.
import type { FilterView, KindView, Op, TestView } from "../backend";
import { durationCell, readDuration } from "../format";

/** Which form a kind of column gets. */
export type FilterForm = "text" | "number" | "duration" | "date" | "set";

export function formOf(kind: KindView): FilterForm {
  switch (kind) {
    case "choice":
    case "id":
    case "hour":
      return "set";
    case "integer":
    case "decimal":
    case "percent":
      return "number";
    case "duration":
      return "duration";
    case "datetime":
    case "date":
      return "date";
    default:
      return "text";
  }
}

export const opsOf: Record<FilterForm, readonly Op[]> = {
  text: ["contains", "not_contains", "eq", "ne", "starts", "ends", "empty", "not_empty"],
  number: ["ge", "le", "gt", "lt", "eq", "ne", "between", "empty", "not_empty"],
  duration: ["ge", "le", "gt", "lt", "between", "empty", "not_empty"],
  date: ["ge", "le", "between", "empty", "not_empty"],
  set: ["in", "not_in"],
};

/** How many values an operator takes. */
export function arity(op: Op): 0 | 1 | 2 | "many" {
  if (op === "empty" || op === "not_empty") return 0;
  if (op === "between") return 2;
  if (op === "in" || op === "not_in") return "many";
  return 1;
}

/** A condition as typed. */
export interface Draft {
  op: Op;
  values: string[];
}

/** The value as the core reads it, or null if what was typed cannot be read. */
function sent(
  form: FilterForm,
  kind: KindView,
  op: Op,
  text: string,
  last: boolean,
): string | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  if (form === "number") return readNumber(trimmed, kind);
  if (form === "duration") {
    const seconds = readDuration(trimmed);
    return seconds === null ? null : String(seconds);
  }
  if (form === "date") return readMoment(trimmed, kind, op === "le" || op === "gt" || last);
  return trimmed;
}

function readNumber(text: string, kind: KindView): string | null {
  const percent = kind === "percent";
  const plain = text.replace(/[%\s]/g, "").replace(",", ".");
  const value = Number(plain);
  if (plain === "" || Number.isNaN(value)) return null;
  return String(percent ? value / 100 : value);
}

function readMoment(text: string, kind: KindView, end: boolean): string | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return null;
  if (kind === "date") return text.slice(0, 10);
  if (text.length > 10) return text.length === 16 ? `${text}:${end ? "59" : "00"}` : text;
  return `${text}T${end ? "23:59:59" : "00:00:00"}`;
}

/** The filter of these conditions; null if none is complete. */
export function toFilter(
  column: string,
  kind: KindView,
  drafts: Draft[],
  any: boolean,
): FilterView | null {
  const tests = drafts.flatMap((draft) => toTest(kind, draft));
  return tests.length > 0 ? { column, tests, any: any && tests.length > 1 } : null;
}

function toTest(kind: KindView, draft: Draft): TestView[] {
  const wanted = arity(draft.op);
  if (wanted === 0) return [{ op: draft.op, values: [] }];
  if (wanted === "many")
    return draft.values.length > 0 ? [{ op: draft.op, values: draft.values }] : [];
  const form = formOf(kind);
  const values = draft.values
    .slice(0, wanted)
    .map((text, index) =>
      sent(form === "set" ? "text" : form, kind, draft.op, text, wanted === 2 && index === 1),
    );
  const complete = values.length === wanted && values.every((value) => value !== null);
  return complete ? [{ op: draft.op, values: ordered(form, values as string[]) }] : [];
}

/** Between takes its ends in either order. */
function ordered(form: FilterForm, values: string[]): string[] {
  const [low, high] = values;
  if (low === undefined || high === undefined) return values;
  const swap = form === "date" ? low.slice(0, 10) > high.slice(0, 10) : Number(low) > Number(high);
  if (!swap) return values;
  return form === "date" && low.length > 10
    ? [`${high.slice(0, 10)}T00:00:00`, `${low.slice(0, 10)}T23:59:59`]
    : [high, low];
}

/** The conditions of a filter, as the form shows them. */
export function toDrafts(kind: KindView, filter: FilterView): Draft[] {
  return filter.tests.map((test) => ({
    op: test.op,
    values:
      arity(test.op) === "many" ? test.values : test.values.map((value) => shown(kind, value)),
  }));
}

function shown(kind: KindView, value: string): string {
  if (kind === "duration") return durationCell(Number(value));
  if (kind === "percent") return String(Number(value) * 100);
  if (kind === "datetime" || kind === "date") return value.slice(0, 10);
  return value;
}
