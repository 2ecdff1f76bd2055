// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import type { KindView, ReportView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { formatsFor, localesFor } from "../src/format";
import { rowAtTop } from "../src/grid/bars";
import { type GridColumn, widthOf } from "../src/grid/cells";
import { Clipping, clipText } from "../src/grid/clip";
import { fillingColumn, numbersWidth } from "../src/grid/columns";
import { boxOf, covers, everything, isSingle, moved, rowsIn, single } from "../src/grid/ranges";
import { labelPlace } from "../src/grid/totals";
import { Changed, readStretch } from "../src/state/copy";
import { ownLayout } from "../src/state/layout";
import { dateOrder, readGoal, rowsBefore, timeOrder } from "../src/views/common/goals";
import { byValue } from "../src/views/rows/byValue";
import { figureColumns, figuresOf } from "../src/views/rows/rowsSelection";
import { addsUp, totalValues } from "../src/views/rows/totals";

const column = (kind: KindView, name = kind, role: string | null = null): GridColumn => ({
  name,
  header: name,
  meaning: "",
  kind,
  role,
  choices: new Map(kind === "choice" ? [["talk", { label: "En llamada", color: null }]] : []),
});
const colombian = formatsFor(localesFor("es", "es-CO"));
const american = formatsFor(localesFor("en", "en-US"));

let reports: ReportView[] = [];
beforeAll(async () => {
  const answer = await goldenBackend({ scene: "", delay: 0 }).call("reports", {});
  reports = answer.reports;
});
const report = (code: string) => reports.find((held) => held.code === code) as ReportView;

describe("ranges", () => {
  const extent = { columns: ["a", "b", "c"], total: 1000, page: 20 };
  const spot = (row: number, name: string) => ({ row, column: name });
  it("cover from the beginning to the end, whichever way they were drawn", () => {
    const range = { ...single(spot(5, "c")), head: spot(2, "b") };
    const box = boxOf(range, extent);
    expect(box).toEqual({ top: 2, bottom: 5, columns: ["b", "c"], allRows: false });
    expect(box && [covers(box, 3, "b"), covers(box, 3, "a"), covers(box, 6, "b")]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it("follow the columns that are shown now", () => {
    const range = { ...single(spot(0, "a")), head: spot(0, "c") };
    expect(boxOf(range, { ...extent, columns: ["c", "a", "b"] })?.columns).toEqual(["c", "a"]);
    expect(boxOf(range, { ...extent, columns: ["b", "c"] })).toBeNull();
  });
  it("of whole rows and columns take all that there is", () => {
    const rows = boxOf({ ...single(spot(3, "b")), rows: true }, extent);
    expect(rows?.columns).toEqual(["a", "b", "c"]);
    const columns = boxOf({ ...single(spot(3, "b")), columns: true }, extent);
    expect(columns && [rowsIn(columns), columns.allRows]).toEqual([1000, true]);
  });
  it("of everything are a statement about the rows, not a list of them", () => {
    const thirty = { ...extent, total: 30_000_000 };
    const all = everything(thirty);
    expect(all && boxOf(all, thirty)).toEqual({
      top: 0,
      bottom: 29_999_999,
      columns: ["a", "b", "c"],
      allRows: true,
    });
    expect(everything({ ...extent, total: 0 })).toBeNull();
  });
  it("know a single cell, which is no selection to sum", () => {
    const box = boxOf(single(spot(1, "a")), extent);
    expect(box && isSingle(box)).toBe(true);
  });
  it("end where the keys lead, never outside", () => {
    const from = spot(10, "b");
    const to = (key: string, control = false) => moved(from, key, control, extent);
    expect(to("ArrowDown")).toEqual(spot(11, "b"));
    expect(to("End")).toEqual(spot(10, "c"));
    expect(to("End", true)).toEqual(spot(999, "c"));
    expect(to("ArrowUp", true)).toEqual(spot(0, "b"));
    expect(to("PageUp")).toEqual(spot(0, "b"));
    expect(to("PageDown")).toEqual(spot(30, "b"));
    expect(moved(spot(0, "a"), "ArrowLeft", false, extent)).toEqual(spot(0, "a"));
    expect(to("x")).toBeNull();
  });
});

describe("what is copied", () => {
  const columns = [
    column("id"),
    column("text"),
    column("duration"),
    column("decimal"),
    column("datetime"),
  ];
  const lines = (rows: unknown[][], headers = false, formats = colombian) => {
    const clipping = new Clipping(columns, formats, headers);
    for (const row of rows) clipping.add(row as never);
    return clipping.done();
  };
  it("is typed as the region types it, so that a spreadsheet reads values", () => {
    const { text } = lines([["0003507326", "Ana", 3723, 1234.5, "2026-11-20T17:05:09"]]);
    expect(text).toBe("0003507326\tAna\t1:02:03\t1234,5\t20/11/2026 17:05:09");
    expect(clipText(column("decimal"), -1234.5, american)).toBe("-1234.5");
    expect(clipText(column("percent"), 0.814, colombian)).toBe("81,4%");
    expect(clipText(column("integer"), 1_234_567, colombian)).toBe("1234567");
    expect(clipText(column("duration"), 100_000, colombian)).toBe("27:46:40");
    expect(clipText(column("choice"), "TALK", colombian)).toBe("En llamada");
  });
  it("leaves unknown empty", () => {
    expect(lines([[null, "", null, undefined, null]]).text).toBe("\t\t\t\t");
  });
  it("says text for ids and texts, and hours for durations", () => {
    const { html } = lines([["007", "Ana", 90, 1, null]]);
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>007</td>`);
    expect(html).toContain(`<td style='mso-number-format:"\\[h\\]\\:mm\\:ss"'>0:01:30</td>`);
    expect(html).toContain("<td>1</td>");
  });
  it("has headers only when they are asked for", () => {
    const row = ["1", "a", 1, 1, null];
    expect(lines([row]).text.split("\r\n")).toHaveLength(1);
    const { text, html } = lines([row], true);
    expect(text.split("\r\n")[0]).toBe("id\ttext\tduration\tdecimal\tdatetime");
    expect(html).toContain("<th>id</th>");
  });
  it("keeps a cell a cell, whatever is in it", () => {
    const { text, html } = lines([["a\tb", 'x\r\n<b>"&', 1, 1, null]]);
    expect(text.split("\r\n")).toHaveLength(1);
    expect(text.split("\t")).toHaveLength(5);
    expect(html).toContain("x &lt;b&gt;&quot;&amp;");
    expect(html).not.toContain("<b>");
  });
  it("lets no text become a formula", () => {
    const hostile = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1"];
    for (const value of hostile) {
      const { text, html } = lines([["1", value, 1, 1, null]]);
      const told = text.split("\t")[1];
      const harmless = /^[+-]?[\d\s.,:%()-]+$/.test(value);
      expect(told).toBe(harmless ? value : `'${value}`);
      // Exactly as it is, as text.
      const quoted = value.replaceAll("&", "&amp;").replaceAll("'", "'");
      expect(html).toContain(`mso-number-format:"\\@"'>${quoted}</td>`);
    }
  });
  it("leaves telephones and negative numbers alone", () => {
    const { text } = lines([["+573001234567", "-15", -15, -1.5, null]]);
    expect(text).toBe("+573001234567\t-15\t-0:00:15\t-1,5\t");
  });
});

describe("reading for a copy", () => {
  const answer = (generation: number, offset: number, limit: number, total: number) => ({
    total,
    offset,
    columns: ["a"],
    generation,
    rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => [
      offset + at,
    ]),
  });
  const request = {
    table: { operation: "o", report: "r", params: {}, from: "", to: "" },
    narrowing: { filters: [], search: "", conditions: [] },
    sort: [],
    columns: ["a"],
  };
  const reading = async (rows: (offset: number, limit: number) => unknown, last: number) => {
    const read: unknown[] = [];
    const told: number[] = [];
    const backend = {
      rows: async ({ offset, limit }: { offset: number; limit: number }) => rows(offset, limit),
    };
    await readStretch(
      backend as never,
      request,
      { first: 5, last },
      (values) => read.push(values[0]),
      (count) => told.push(count),
      new AbortController().signal,
    );
    return { read, told };
  };
  it("goes in stretches and tells how far it is", async () => {
    const { read, told } = await reading(
      (offset, limit) => answer(1, offset, limit, 50_000),
      25_004,
    );
    expect([read.length, read[0], read.at(-1)]).toEqual([25_000, 5, 25_004]);
    expect(told).toEqual([10_000, 20_000, 25_000]);
  });
  it("copies nothing if the data changed on the way", async () => {
    const changing = (offset: number, limit: number) =>
      answer(offset > 5 ? 2 : 1, offset, limit, 50_000);
    await expect(reading(changing, 25_004)).rejects.toBeInstanceOf(Changed);
  });
  it("ends where the rows end", async () => {
    const { read } = await reading((offset, limit) => answer(1, offset, limit, 100), 500);
    expect(read.length).toBe(95);
  });
});

describe("totals", () => {
  it("add up durations of events, and amounts of a day", () => {
    const summed = (code: string) =>
      report(code)
        .columns.filter((held) => addsUp(report(code), held))
        .map((held) => held.name);
    expect(summed("agent_14")).toEqual(["time"]);
    expect(summed("agent_9")).toEqual(["count", "hold_time", "mute_time", "total_time"]);
    expect(summed("campaign_7")).toEqual([]);
  });
  it("never add up averages, shares or exact figures", () => {
    expect(addsUp({ grain: "daily" }, { kind: "duration", role: null })).toBe(false);
    expect(addsUp({ grain: "daily" }, { kind: "percent", role: "count" })).toBe(false);
    expect(addsUp({ grain: "event" }, { kind: "integer", role: "count" })).toBe(false);
    expect(addsUp({ grain: "exact" }, { kind: "duration", role: "duration" })).toBe(false);
  });
  it("stand under their columns and leave the others empty", () => {
    const values = totalValues(report("agent_9"), [12, 3600, null, 90]);
    expect(values).toEqual([null, null, 12, 3600, null, 90]);
  });
  it("are named where there is room", () => {
    const part = "middle";
    const id = { name: "id", width: 100, part, summed: false };
    const name = { name: "name", width: 100, part, summed: false };
    const sum = { name: "sum", width: 100, part, summed: true };
    expect(labelPlace([id, name, sum])).toEqual({ name: "id", width: 200 });
    expect(labelPlace([id, sum, { ...name, width: 180 }])).toEqual({ name: "name", width: 180 });
    expect(labelPlace([{ ...id, part: "left" }, name])).toEqual({ name: "id", width: 100 });
    expect(labelPlace([sum])).toBeNull();
  });
});

describe("figures of a selection", () => {
  it("sum durations and leave unknown out of the average", () => {
    const columns = figureColumns(report("agent_14"), ["time", "agent_id"]);
    const figures = figuresOf(report("agent_14"), columns, [[60], [null], [120]]);
    expect(figures).toMatchObject({ known: 2, sum: 180, average: 90 });
  });
  it("do not mix kinds", () => {
    expect(figureColumns(report("agent_9"), ["count", "hold_time"])).toEqual([]);
  });
  it("say nothing where nothing is known", () => {
    const columns = figureColumns(report("agent_14"), ["time"]);
    expect(figuresOf(report("agent_14"), columns, [[null]])).toBeNull();
  });
});

describe("where to go", () => {
  const period = { preset: "custom", from: "2026-11-13", to: "2026-11-19" } as const;
  const goal = (text: string, order = "dmy") => readGoal(text, order, period, "2026-11-14");
  const moment = (from: string, until: string, exact: boolean) => ({
    to: "moment",
    from,
    until,
    exact,
  });
  it("is a row's number, grouped or not", () => {
    expect([goal("1500"), goal("1.500"), goal("30,000,000"), goal("1 500")]).toEqual(
      [1500, 1500, 30_000_000, 1500].map((row) => ({ to: "row", row })),
    );
    expect(
      [goal("0"), goal(""), goal("abc"), goal("1.50")].filter((one) => one?.to === "row"),
    ).toEqual([]);
  });
  it("is a day in the region's order", () => {
    const day = moment("2026-11-12T00:00:00", "2026-11-12T23:59:59", false);
    expect(goal("12/11/2026")).toEqual(day);
    expect(goal("11/12/2026", "mdy")).toEqual(day);
    expect(goal("2026-11-12")).toEqual(day);
    expect(goal("12-11-26")).toEqual(day);
    expect([dateOrder("es-CO"), dateOrder("en-US")]).toEqual(["dmy", "mdy"]);
  });
  it("is a moment, of the day at hand if none is said", () => {
    expect(goal("16/11 10:30")).toEqual(moment("2026-11-16T10:30:00", "2026-11-16T10:30:59", true));
    expect(goal("7:05:09")).toEqual(moment("2026-11-14T07:05:09", "2026-11-14T07:05:09", true));
    expect(goal("2026-11-16T10:30")).toEqual(goal("16/11 10:30"));
  });
  it("is nothing that does not exist", () => {
    expect(["31/11", "12/13/2026", "25:00", "10:75", "1/1 x"].map((text) => goal(text))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  it("takes the year of the period", () => {
    const over = { preset: "custom", from: "2025-12-20", to: "2026-01-10" } as const;
    expect(readGoal("24/12", "dmy", over, "2026-01-01")).toMatchObject({
      from: "2025-12-24T00:00:00",
    });
  });
  it("counts the rows before it, in either order of time", () => {
    const agents = report("agent_14");
    const at = goal("16/11 10:30");
    if (at?.to !== "moment") throw new Error("no moment");
    const [up, down] = [false, true].map((descending) => [{ column: "date_ini", descending }]);
    expect(timeOrder(agents, [])).toBe("up");
    expect(timeOrder(agents, down ?? [])).toBe("down");
    expect(timeOrder(agents, [{ column: "time", descending: false }])).toBeNull();
    expect(rowsBefore(agents, [], at)).toMatchObject({
      column: "_at",
      tests: [{ op: "lt", values: ["2026-11-16T10:30:00"] }],
    });
    expect(rowsBefore(agents, up ?? [], at)).toMatchObject({ column: "date_ini" });
    expect(rowsBefore(agents, down ?? [], at).tests).toEqual([
      { op: "gt", values: ["2026-11-16T10:30:59"] },
    ]);
  });
});

describe("filters by a value", () => {
  const of = (code: string, name: string) => {
    const held = report(code).columns.find((one) => one.name === name);
    if (!held) throw new Error(name);
    return held;
  };
  it("keep or leave out what is under the pointer", () => {
    const tests = (name: string, value: string | number | null, keep: boolean) =>
      byValue(of("agent_14", name), value, keep)?.tests[0];
    expect(tests("agent_id", "1016", true)).toEqual({ op: "in", values: ["1016"] });
    expect(tests("agent_id", "1016", false)).toEqual({ op: "not_in", values: ["1016"] });
    expect(tests("agent_name", "Ana Ríos", false)).toEqual({ op: "ne", values: ["Ana Ríos"] });
    expect(tests("time", 90, true)).toEqual({ op: "eq", values: ["90"] });
    expect(tests("conn_id", null, true)).toEqual({ op: "empty", values: [] });
    expect(tests("date_ini", "2026-11-16T10:30:00", true)).toEqual({
      op: "between",
      values: ["2026-11-16T00:00:00", "2026-11-16T23:59:59"],
    });
    expect(byValue(of("agent_14", "date_ini"), "2026-11-16T10:30:00", false)).toBeNull();
  });
});

describe("columns", () => {
  it("are wide enough for a header on two lines, not for one", () => {
    const long = { ...column("duration"), header: "Tiempo con el agente en llamada" };
    expect(widthOf(long)).toBeLessThan(long.header.length * 7.4);
    expect(widthOf({ ...column("duration"), header: "Identificación" })).toBeGreaterThan(150);
  });
  it("give the room that is left to the last that scrolls, unless it was given a width", () => {
    const names = ["a", "b", "c"];
    expect(fillingColumn(names, { ...ownLayout, pinned: { c: "right" } })).toBe("b");
    expect(
      fillingColumn(names, { ...ownLayout, hidden: ["c"], widths: { b: 90 } }),
    ).toBeUndefined();
  });
  it("of numbers have room for the last of them", () => {
    expect(numbersWidth(30_000_000)).toBeGreaterThan(numbersWidth(10_000));
  });
});

it("the bubble tells the row on top, however the height is compressed", () => {
  const view = { scrollTop: 16_000_000, scrollHeight: 32_000_280, clientHeight: 280 };
  expect(rowAtTop(view, 30_000_000, 28)).toBe(14_999_995);
  expect(rowAtTop({ ...view, scrollTop: 32_000_000 }, 30_000_000, 28)).toBe(29_999_990);
});
