import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReportView, WorkbookChoice } from "../src/backend";
import { choiceOf } from "../src/state/exportChoice";
import { periodOf } from "../src/state/period";
import { decodeSpot, encodeSpot, type Spot } from "../src/state/restore";
import {
  decodeView,
  encodeView,
  fitted,
  isRefused,
  type Opened,
  personal,
  sameView,
} from "../src/state/savedView";
import { emptyView, type View } from "../src/state/view";
import { freeName } from "../src/state/views";

const golden = join(import.meta.dirname, "../../tests/golden/ipc/reports.json");
const { answer } = JSON.parse(readFileSync(golden, "utf8")) as {
  answer: { reports: ReportView[] };
};
const { reports } = answer;
const today = "2026-11-20";

const view: View = {
  ...emptyView("agent_14", periodOf("last7", today)),
  params: { agent_id: "1001" },
  narrowing: {
    filters: [{ column: "time", tests: [{ op: "ge", values: ["900"] }], any: false }],
    search: "ana",
    conditions: [],
  },
  sort: [{ column: "time", descending: true }],
  hidden: ["campaign_id"],
};
const opened: Opened = { place: "report", view, chartsFolded: true };
const body = (parts: object) =>
  JSON.stringify({
    atalaya: "view",
    version: 1,
    report: "agent_14",
    period: { preset: "last7" },
    ...parts,
  });
const refused = (text: string) => {
  const decoded = decodeView(text, today);
  return isRefused(decoded) ? `${decoded.refused} ${decoded.part}`.trim() : "opened";
};

describe("a saved view", () => {
  it("comes back as it was", () => {
    expect(decodeView(encodeView(opened), today)).toEqual(opened);
  });
  it("moves with the date where its period has a name, and stays where it has days", () => {
    const later = decodeView(encodeView(opened), "2026-12-03") as Opened;
    expect(later.view.period).toEqual(periodOf("last7", "2026-12-03"));
    const period = { preset: "custom" as const, from: "2026-10-01", to: "2026-10-05" };
    const fixed = { ...opened, view: { ...view, period } };
    expect((decodeView(encodeView(fixed), "2027-01-01") as Opened).view.period).toEqual(period);
  });
  it("holds no operation and no conditions as typed on a command line", () => {
    const typed = { ...view, narrowing: { ...view.narrowing, conditions: ["time > 5"] } };
    const text = encodeView({ ...opened, view: typed });
    expect(text).not.toContain("operation");
    expect(text).not.toContain("time > 5");
  });
  it("of an older program takes what a fresh view has for the parts that it lacks", () => {
    const old = decodeView(body({}), today) as Opened;
    expect(old).toEqual({
      place: "report",
      chartsFolded: false,
      view: emptyView("agent_14", periodOf("last7", today)),
    });
  });
  it("of a newer program is refused as such, whatever else is in it", () => {
    expect(refused(body({ version: 2, period: 7 }))).toBe("newer 2");
  });
  it("leaves out what nobody knows", () => {
    const decoded = decodeView(body({ operation: "op1", extra: { a: 1 } }), today) as Opened;
    expect(Object.keys(decoded.view)).toEqual(Object.keys(emptyView("", view.period)));
  });
});

describe("a hostile text", () => {
  const filters = (one: object) => ({ narrowing: { filters: [one] } });
  it.each([
    ["", "foreign"],
    ["not JSON", "foreign"],
    ["[]", "foreign"],
    ["null", "foreign"],
    ['"view"', "foreign"],
    [`{"atalaya":"view","version":1,"x":"${"y".repeat(300_000)}"}`, "foreign"],
    [JSON.stringify({ atalaya: "views" }), "foreign"],
    [body({ version: "1" }), "damaged version"],
    [body({ version: 0 }), "damaged version"],
    [body({ place: "settings" }), "damaged place"],
    [body({ report: "../../etc" }), "damaged report"],
    [body({ report: 14 }), "damaged report"],
    [body({ period: { preset: "ever" } }), "damaged period"],
    [body({ period: { from: "2026-02-30", to: "2026-03-01" } }), "damaged period"],
    [body({ period: { from: "2026-03-02", to: "2026-03-01" } }), "damaged period"],
    [body({ params: ["a"] }), "damaged params"],
    [body({ params: { "a b": "1" } }), "damaged params"],
    [body({ params: { a: 1 } }), "damaged params"],
    [body({}).replace('"report"', '"params":{"__proto__":"x"},"report"'), "damaged params"],
    [
      body(filters({ column: "time", tests: [{ op: "drop", values: [] }], any: false })),
      "damaged filters",
    ],
    [
      body(filters({ column: "time", tests: [{ op: "in", values: [{}] }], any: false })),
      "damaged filters",
    ],
    [body(filters({ column: "time", tests: {}, any: false })), "damaged filters"],
    [body(filters({ column: "time", tests: [], any: "no" })), "damaged filters"],
    [body({ narrowing: { filters: [], search: 5 } }), "damaged search"],
    [body({ sort: [{ column: "time" }] }), "damaged sort"],
    [body({ hidden: [null] }), "damaged columns"],
    [body({ chartsFolded: "yes" }), "damaged charts"],
  ])("%.60s is refused with its part", (text, why) => {
    expect(refused(text)).toBe(why);
  });
  it("with two filters of one column is refused: only one would be shown", () => {
    const one = { column: "time", tests: [{ op: "ge", values: ["1"] }], any: false };
    expect(refused(body({ narrowing: { filters: [one, one] } }))).toBe("damaged filters");
  });
});

describe("a view and the reports of the moment", () => {
  it("loses what its report no longer has, and is gone with its report", () => {
    const odd = {
      ...view,
      hidden: ["time", "gone"],
      sort: [{ column: "gone", descending: false }],
    };
    expect(fitted(odd, reports)).toMatchObject({ hidden: ["time"], sort: [], params: {} });
    expect(fitted({ ...view, report: "survey_3" }, reports)).toBeNull();
  });
  it("never hides every column", () => {
    const all = reports.find(({ code }) => code === "agent_14")?.columns.map(({ name }) => name);
    expect(fitted({ ...view, hidden: all ?? [] }, reports)?.hidden).toEqual([]);
  });
  it("tells which filters name persons or phones", () => {
    const report = reports.find(({ code }) => code === "agent_2") as ReportView;
    const test = { tests: [{ op: "in" as const, values: ["300"] }], any: false };
    const named: View = {
      ...view,
      narrowing: {
        filters: [
          { column: "telephone", ...test },
          { column: "agent_status", ...test },
        ],
        search: "",
        conditions: [],
      },
    };
    expect(personal(named, report)).toEqual({ columns: ["telephone", "agent_id"], search: false });
  });
  it("is unchanged on another day and in another order of hidden columns", () => {
    const tomorrow: Opened = {
      ...opened,
      view: { ...view, period: periodOf("last7", "2026-11-21") },
    };
    expect(sameView(opened, tomorrow)).toBe(true);
    expect(sameView(opened, { ...opened, view: { ...view, sort: [] } })).toBe(false);
  });
  it("gets a name that is free, compared without case and accents", () => {
    const views = ["Pérdidas", "Perdidas (2)"].map((name, id) => ({ id, name, body: "" }));
    expect([freeName("PERDIDAS", views), freeName("Otra", views)]).toEqual([
      "PERDIDAS (3)",
      "Otra",
    ]);
  });
});

describe("the view inside a workbook", () => {
  const file = join(import.meta.dirname, "../../tests/golden/bookmark.json");
  const made = JSON.parse(readFileSync(file, "utf8")) as { body: object; workbook: WorkbookChoice };
  it("is one that the window can show, with all that the core put into it", () => {
    const decoded = decodeView(JSON.stringify(made.body), today) as Opened;
    expect(isRefused(decoded)).toBe(false);
    const shown = fitted(decoded.view, reports);
    expect(shown?.period).toEqual({ preset: "custom", from: "2026-03-18", to: "2026-03-18" });
    expect(shown?.narrowing.filters.map(({ column }) => column)).toEqual([
      "type_interaction",
      "telephone",
      "agent_id",
    ]);
    expect(shown?.narrowing.search).toBe("Persona Tres");
    expect(shown?.sort).toEqual([{ column: "time", descending: true }]);
    expect([shown?.order, shown?.hidden.includes("telephone")]).toEqual([
      ["time", "type_interaction"],
      true,
    ]);
  });
  it("brings along what was chosen for the workbook", () => {
    const reports = ["agent_13", "agent_9"];
    const choice = choiceOf({ ...made.workbook, reports, edition: "client", detail: "csv" });
    expect(choice).toMatchObject({ others: ["agent_9"], edition: "client", detail: "csv" });
    expect(choice.language).toBe("es");
  });
});

describe("the last place", () => {
  const spot: Spot = {
    place: "scorecard",
    view: { ...view, params: {} },
    chartsFolded: true,
    saved: 7,
  };
  it("comes back with its view", () => {
    expect(decodeSpot(encodeSpot(spot), today, reports)).toEqual(spot);
  });
  it.each([
    ["nothing kept", null],
    ["no JSON", "{"],
    ["another shape", "[1]"],
    ["a place that is none", encodeSpot(spot).replace("scorecard", "attic")],
    ["the way to connect", encodeSpot({ ...spot, place: "connect" })],
    ["a report that was deleted", encodeSpot({ ...spot, view: { ...view, report: "gone_1" } })],
  ])("is forgotten: %s", (_, text) => {
    expect(decodeSpot(text, today, reports)).toBeNull();
  });
});
