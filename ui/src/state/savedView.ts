// A view as a small text: what is kept of it, and how a text from anywhere becomes a view again.
// It holds no operation, no rows and no names but those that were typed into filters.
import type { FilterView, Narrowing, Op, ReportView, SortView, TestView } from "../backend";
import { opsOf } from "./filters";
import type { Side } from "./layout";
import { type Period, type Preset, periodOf, presets } from "./period";
import type { Place } from "./session";
import { emptyView, type View } from "./view";

/** Grows when an older program could misread what a newer one writes. */
const version = 1;
const mark = "view";
const longest = 256 * 1024;

/** Places that a view can stand at: those that look at a period. */
export const viewPlaces: readonly Place[] = ["report", "scorecard"];

export interface Opened {
  place: Place;
  view: View;
  chartsFolded: boolean;
}

/** Why a text is no view: not one of ours, of a newer program, or with a part that cannot be. */
export type Refused = { refused: "foreign" | "newer" | "damaged"; part: string };
export type Decoded = Opened | Refused;

export function isRefused(decoded: Decoded): decoded is Refused {
  return "refused" in decoded;
}

/** A period that moves with today is kept by its name, any other by its days. */
function kept(period: Period): object {
  const { preset, from, to } = period;
  return preset === "custom" ? { from, to } : { preset };
}

export function encodeView({ place, view, chartsFolded }: Opened): string {
  const { period, narrowing, ...rest } = view;
  const { filters, search } = narrowing;
  const body = {
    atalaya: mark,
    version,
    place,
    ...rest,
    period: kept(period),
    narrowing: { filters, search },
    chartsFolded,
  };
  return JSON.stringify(body);
}

class Wrong extends Error {}

type Loose = Record<string, unknown>;

function wrong(part: string): never {
  throw new Wrong(part);
}

function isRecord(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown, part: string): Loose {
  return isRecord(value) ? value : wrong(part);
}

function list(value: unknown, part: string, most = 1000): unknown[] {
  return Array.isArray(value) && value.length <= most ? value : wrong(part);
}

function text(value: unknown, part: string, most = 1000): string {
  return typeof value === "string" && value.length <= most ? value : wrong(part);
}

/** A name as report files give it. */
function name(value: unknown, part: string): string {
  const read = text(value, part, 64);
  return /^\w+$/.test(read) && read !== "__proto__" ? read : wrong(part);
}

function yes(value: unknown, part: string): boolean {
  return typeof value === "boolean" ? value : wrong(part);
}

function day(value: unknown, part: string): string {
  const read = text(value, part, 10);
  const time = Date.parse(`${read}T00:00:00Z`);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(read) && !Number.isNaN(time);
  return whole && new Date(time).toISOString().startsWith(read) ? read : wrong(part);
}

function period(value: unknown, today: string): Period {
  const read = record(value, "period");
  if (read.preset !== undefined && read.preset !== "custom") {
    const preset = presets.find((known) => known === read.preset);
    return preset ? periodOf(preset as Preset, today) : wrong("period");
  }
  const from = day(read.from, "period");
  const to = day(read.to, "period");
  return from <= to ? { preset: "custom", from, to } : wrong("period");
}

const ops = new Set<Op>(Object.values(opsOf).flat());

function test(value: unknown): TestView {
  const read = record(value, "filters");
  const op = read.op as Op;
  if (!ops.has(op)) wrong("filters");
  return { op, values: list(read.values, "filters", 10_000).map((one) => text(one, "filters")) };
}

function filter(value: unknown): FilterView {
  const read = record(value, "filters");
  return {
    column: name(read.column, "filters"),
    tests: list(read.tests, "filters").map(test),
    any: yes(read.any, "filters"),
  };
}

function narrowing(value: unknown): Narrowing {
  const read = record(value, "filters");
  const filters = list(read.filters ?? [], "filters", 200).map(filter);
  const columns = new Set(filters.map(({ column }) => column));
  if (columns.size < filters.length) wrong("filters");
  return { filters, search: text(read.search ?? "", "search"), conditions: [] };
}

function sortKey(value: unknown): SortView {
  const read = record(value, "sort");
  return { column: name(read.column, "sort"), descending: yes(read.descending, "sort") };
}

function params(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value, "params"));
  if (entries.length > 20) wrong("params");
  return Object.fromEntries(
    entries.map(([key, one]) => [name(key, "params"), text(one, "params")]),
  );
}

function columnNames(value: unknown): string[] {
  return list(value, "columns").map((one) => name(one, "columns"));
}

const sides: readonly Side[] = ["left", "right"];

/** Pixels that a column may have without hiding itself or all others. */
function width(value: unknown): number | undefined {
  const usable = typeof value === "number" && value >= 20 && value <= 4000;
  return usable ? Math.round(value) : undefined;
}

function byColumn<T>(value: unknown, read: (value: unknown) => T | undefined): Record<string, T> {
  const entries = Object.entries(record(value, "columns"));
  if (entries.length > 1000) wrong("columns");
  return Object.fromEntries(
    entries.map(([key, one]) => [name(key, "columns"), read(one) ?? wrong("columns")]),
  );
}

/** How each part of a view is read; a new part does not compile without its line. */
const readers: { [K in keyof View]-?: (value: unknown, today: string) => View[K] } = {
  report: (value) => name(value, "report"),
  params,
  period,
  narrowing,
  sort: (value) => list(value, "sort", 20).map(sortKey),
  hidden: columnNames,
  order: columnNames,
  pinned: (value) => byColumn(value, (side) => sides.find((known) => known === side)),
  widths: (value) => byColumn(value, width),
};

/** Parts that older views lack take what a fresh view has. */
function viewOf(body: Loose, today: string): View {
  const report = readers.report(body.report, today);
  const fresh = emptyView(report, readers.period(body.period, today));
  const parts = Object.entries(readers).flatMap(([part, read]) =>
    body[part] === undefined ? [] : [[part, read(body[part], today)]],
  );
  return { ...fresh, ...Object.fromEntries(parts) };
}

export function decodeView(body: string, today: string): Decoded {
  const read = parsed(body);
  if (!isRecord(read) || read.atalaya !== mark) return { refused: "foreign", part: "" };
  if (typeof read.version !== "number" || !Number.isInteger(read.version) || read.version < 1)
    return { refused: "damaged", part: "version" };
  if (read.version > version) return { refused: "newer", part: String(read.version) };
  try {
    const place = viewPlaces.find((known) => known === (read.place ?? "report")) ?? wrong("place");
    const chartsFolded = yes(read.chartsFolded ?? false, "charts");
    return { place, view: viewOf(read, today), chartsFolded };
  } catch (thrown) {
    if (thrown instanceof Wrong) return { refused: "damaged", part: thrown.message };
    throw thrown;
  }
}

function parsed(body: string): unknown {
  if (body.length > longest) return null;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The view without what its report no longer has; null if the report itself is gone. */
export function fitted(view: View, reports: ReportView[]): View | null {
  const report = reports.find((held) => held.code === view.report);
  if (!report) return null;
  const columns = new Set(report.columns.map((column) => column.name));
  const names = new Set(report.params.map((param) => param.name));
  const { filters } = view.narrowing;
  const known = ({ column }: { column: string }) => columns.has(column);
  const hidden = view.hidden.filter((column) => columns.has(column));
  const among = <T>(held: Record<string, T>, known: Set<string>): Record<string, T> =>
    Object.fromEntries(Object.entries(held).filter(([key]) => known.has(key)));
  return {
    ...view,
    params: among(view.params, names),
    order: view.order.filter((column) => columns.has(column)),
    pinned: among(view.pinned, columns),
    widths: among(view.widths, columns),
    narrowing: { ...view.narrowing, filters: filters.filter(known) },
    sort: view.sort.filter(known),
    hidden: hidden.length < columns.size ? hidden : [],
  };
}

/** Roles of columns that tell who somebody is, customers and agents alike. */
const personRoles = new Set(["agent", "agent_name", "agent_document", "phone", "customer"]);

/** Columns and parameters in the view whose filters name persons or phones, and whether text is sought. */
export function personal(view: View, report: ReportView): { columns: string[]; search: boolean } {
  const columns = view.narrowing.filters
    .map(({ column }) => report.columns.find((held) => held.name === column))
    .filter((column) => column && (column.personal || personRoles.has(column.role ?? "")))
    .map((column) => column?.name ?? "");
  const chosen = report.params
    .filter((param) => param.picker === "agents" && view.params[param.name] !== undefined)
    .map((param) => param.name);
  return { columns: [...new Set([...columns, ...chosen])], search: view.narrowing.search !== "" };
}

/** Whether two views would look the same; a period that moves equals itself on any day. */
export function sameView(left: Opened, right: Opened): boolean {
  return canonical(left) === canonical(right);
}

function canonical(opened: Opened): string {
  const { params: held, hidden, pinned, widths, ...rest } = opened.view;
  const sorted = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).sort());
  const view = {
    ...rest,
    params: sorted(held),
    pinned: sorted(pinned),
    widths: sorted(widths),
    hidden: [...hidden].sort(),
  };
  return encodeView({ ...opened, view });
}
