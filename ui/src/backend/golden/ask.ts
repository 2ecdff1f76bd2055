// Filters, sorts and sums rows in memory, by the same meaning as the core's queries.
import type {
  AggregateRequest,
  AggregateView,
  DistinctRequest,
  DistinctView,
  FilterView,
  MeasureView,
  Narrowing,
  ReportView,
  RowsRequest,
  RowsView,
  TableKey,
  TestView,
} from "../bindings";
import { type Cell, type Row, reports, rowsOfDay, shiftDay } from "./world";

export type Held = (table: TableKey, date: string) => boolean;

export function reportOf(code: string): ReportView {
  const report = reports.reports.find((held) => held.code === code);
  if (!report)
    throw { code: "USE-2", params: { what: code }, detail: `no report ${code}`, retry: false };
  return report;
}

function compare(left: Cell, right: Cell): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right));
}

function valueLike(text: string, cell: Cell): Cell {
  return typeof cell === "number" ? Number(text) : text;
}

function passesTest(cell: Cell, test: TestView): boolean {
  const [first = "", second = ""] = test.values;
  const lower = String(cell ?? "").toLowerCase();
  const sought = first.toLowerCase();
  switch (test.op) {
    case "empty":
      return cell === null;
    case "not_empty":
      return cell !== null;
    case "in":
      return cell !== null && test.values.some((value) => value.toLowerCase() === lower);
    case "not_in":
      return !test.values.some((value) => value.toLowerCase() === lower);
    case "ne":
      return lower !== sought;
    case "not_contains":
      return !lower.includes(sought);
  }
  if (cell === null) return false;
  switch (test.op) {
    case "eq":
      return lower === sought;
    case "contains":
      return lower.includes(sought);
    case "starts":
      return lower.startsWith(sought);
    case "ends":
      return lower.endsWith(sought);
    case "lt":
      return compare(cell, valueLike(first, cell)) < 0;
    case "le":
      return compare(cell, valueLike(first, cell)) <= 0;
    case "gt":
      return compare(cell, valueLike(first, cell)) > 0;
    case "ge":
      return compare(cell, valueLike(first, cell)) >= 0;
    default:
      return (
        compare(cell, valueLike(first, cell)) >= 0 && compare(cell, valueLike(second, cell)) <= 0
      );
  }
}

export function place(report: ReportView, column: string): number {
  const name = column === "_at" ? report.time : column;
  return report.columns.findIndex((held) => held.name === name);
}

function passes(report: ReportView, row: Row, filter: FilterView): boolean {
  const cell = row[place(report, filter.column)] ?? null;
  return filter.any
    ? filter.tests.some((test) => passesTest(cell, test))
    : filter.tests.every((test) => passesTest(cell, test));
}

/** Conditions as typed are the command line's; a window that sends some has made a mistake. */
function typed(conditions: string[]) {
  return { code: "USE-1", params: {}, detail: `golden: typed ${conditions.join()}`, retry: false };
}

function holds(row: Row, search: string): boolean {
  return (
    !search || row.some((cell) => typeof cell === "string" && cell.toLowerCase().includes(search))
  );
}

/** Held rows of the table that pass. */
export function narrowed(table: TableKey, narrowing: Narrowing, held: Held): Row[] {
  if (narrowing.conditions.length > 0) throw typed(narrowing.conditions);
  const report = reportOf(table.report);
  const rows: Row[] = [];
  const search = narrowing.search.toLowerCase();
  const time = report.time === null ? -1 : place(report, report.time);
  const outside = (row: Row) => {
    const moment = row[time];
    return typeof moment === "string" && (moment < table.from || moment > table.to);
  };
  const params = Object.entries(table.params).filter(([, value]) => value !== "all");
  for (
    let date = table.from.slice(0, 10);
    date <= table.to.slice(0, 10);
    date = shiftDay(date, 1)
  ) {
    if (!held(table, date)) continue;
    for (const row of rowsOfDay(report, date)) {
      if (table.to.length > 10 && outside(row)) continue;
      if (!params.every(([name, value]) => row[place(report, name)] === value)) continue;
      if (narrowing.filters.every((filter) => passes(report, row, filter)) && holds(row, search))
        rows.push(row);
    }
  }
  return rows;
}

export function rows(request: RowsRequest, held: Held, generation: number): RowsView {
  const report = reportOf(request.table.report);
  const found = narrowed(request.table, request.narrowing, held);
  const keys = request.sort.map((key) => ({
    at: place(report, key.column),
    sign: key.descending ? -1 : 1,
  }));
  if (keys.length > 0) {
    found.sort((left, right) => {
      for (const { at, sign } of keys) {
        const order = compare(left[at] ?? null, right[at] ?? null);
        if (order !== 0) return left[at] === null || right[at] === null ? order : order * sign;
      }
      return 0;
    });
  }
  const columns =
    request.columns.length > 0 ? request.columns : report.columns.map((column) => column.name);
  const places = columns.map((column) => place(report, column));
  return {
    total: found.length,
    offset: request.offset,
    columns,
    generation,
    rows: found
      .slice(request.offset, request.offset + request.limit)
      .map((row) => places.map((at) => row[at] ?? null)),
  };
}

export function distinct(request: DistinctRequest, held: Held): DistinctView {
  const report = reportOf(request.table.report);
  const filters = request.narrowing.filters.filter((filter) => filter.column !== request.column);
  const at = place(report, request.column);
  const counts = new Map<Cell, number>();
  for (const row of narrowed(request.table, { ...request.narrowing, filters }, held)) {
    const cell = row[at] ?? null;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const sought = request.search.toLowerCase();
  const values = [...counts]
    .filter(
      ([value]) =>
        !sought ||
        String(value ?? "")
          .toLowerCase()
          .includes(sought),
    )
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => right.count - left.count);
  return { values: values.slice(0, request.limit), more: values.length > request.limit };
}

function bucketOf(bucket: AggregateRequest["bucket"], moment: Cell): Cell[] {
  const text = String(moment ?? "");
  const date = text.slice(0, 10);
  const hour = Number(text.slice(11, 13) || 0);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  switch (bucket) {
    case "day":
      return [date];
    case "hour":
      return [`${date}T${String(hour).padStart(2, "0")}:00:00`];
    case "week":
      return [shiftDay(date, 1 - weekday)];
    case "month":
      return [date.slice(0, 7)];
    case "hour_of_day":
      return [hour];
    case "weekday":
      return [weekday];
    case "weekday_hour":
      return [weekday, hour];
    default:
      return [];
  }
}

function folded(measure: MeasureView, at: number, rows: Row[]): number | string | null {
  if (measure.column === null) return rows.length;
  const known = rows.map((row) => row[at] ?? null).filter((cell) => cell !== null);
  if (measure.fold === "count") return known.length;
  if (measure.fold === "distinct") return new Set(known).size;
  if (known.length === 0) return null;
  const moments = known.filter((cell) => typeof cell === "string").sort();
  if (moments.length === known.length && (measure.fold === "min" || measure.fold === "max"))
    return moments.at(measure.fold === "min" ? 0 : -1) ?? null;
  const numbers = known.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (measure.fold === "sum") return sum;
  if (measure.fold === "avg") return sum / numbers.length;
  if (measure.fold === "min") return Math.min(...numbers);
  return Math.max(...numbers);
}

export function aggregate(request: AggregateRequest, held: Held): AggregateView {
  const report = reportOf(request.table.report);
  const time = report.time === null ? -1 : place(report, report.time);
  const dimensions = request.dimensions.map((column) => place(report, column));
  const groups = new Map<string, { key: Cell[]; rows: Row[] }>();
  for (const row of narrowed(request.table, request.narrowing, held)) {
    const key = [
      ...bucketOf(request.bucket, row[time] ?? null),
      ...dimensions.map((at) => row[at] ?? null),
    ];
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  const measured = [...groups.values()].map(({ key, rows: members }) => [
    ...key,
    ...request.measures.map((measure) =>
      folded(measure, place(report, measure.column ?? ""), members),
    ),
  ]);
  const width = measured[0] ? measured[0].length - request.measures.length : 0;
  if (request.top !== null)
    measured.sort((left, right) => Number(right[width] ?? 0) - Number(left[width] ?? 0));
  else measured.sort((left, right) => compare(left[0] ?? null, right[0] ?? null));
  const buckets =
    request.bucket === null
      ? []
      : request.bucket === "weekday_hour"
        ? ["weekday", "hour"]
        : ["bucket"];
  return {
    columns: [
      ...buckets,
      ...request.dimensions,
      ...request.measures.map((_, index) => `m${index}`),
    ],
    rows: request.top === null ? measured : measured.slice(0, request.top),
    carried: request.measures.map(() => 0),
  };
}
