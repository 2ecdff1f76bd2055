import { describe, expect, it } from "vitest";
import {
  arranged,
  canMove,
  type Layout,
  layoutOf,
  ownLayout,
  withHidden,
  withMoved,
  withPinned,
} from "../src/state/layout";
import { periodOf } from "../src/state/period";
import { decodeView, encodeView, isRefused } from "../src/state/savedView";
import { emptyView, type Step, startHistory, step } from "../src/state/view";

const names = ["a", "b", "c", "d"];
const layout = (part: Partial<Layout>): Layout => ({ ...ownLayout, ...part });
const period = periodOf("last7", "2026-11-20");
const run = (...steps: Step[]) => steps.reduce(step, startHistory(emptyView("agent_14", period)));

describe("the places of columns", () => {
  it("are the report's own until something is said", () => {
    expect(arranged(names, ownLayout)).toEqual(names);
  });
  it("put what is pinned at the sides, each side in its order", () => {
    const pinned = { c: "left", a: "right" } as const;
    expect(arranged(names, layout({ pinned }))).toEqual(["c", "b", "d", "a"]);
  });
  it("keep a column that an older layout does not know beside its neighbour", () => {
    expect(arranged(names, layout({ order: ["d", "b", "a"] }))).toEqual(["d", "b", "c", "a"]);
  });
  it("forget a column that the report no longer has", () => {
    expect(arranged(names, layout({ order: ["x", "b", "a", "c", "d"] }))).toEqual([
      "b",
      "a",
      "c",
      "d",
    ]);
  });
  it("move within their part, past those that are hidden", () => {
    const part = layout({ pinned: { a: "left" }, hidden: ["c"] });
    expect(canMove(names, part, "b", -1)).toBe(false);
    const { order } = withMoved(names, part, "b", 1);
    expect(arranged(names, layout({ ...part, order }))).toEqual(["a", "c", "d", "b"]);
  });
});

describe("steps of the layout", () => {
  const view = () => run({ do: "layout", layout: { widths: { a: 200 } } }).now;
  it("can each be undone", () => {
    const order = ["b", "a", "c", "d"];
    const history = run(
      { do: "layout", layout: { order } },
      { do: "layout", layout: withPinned(ownLayout, "a", "left") },
      { do: "layout", layout: { widths: { a: 200 } } },
      { do: "layout", layout: withHidden(ownLayout, "c", true) },
    );
    expect(layoutOf(history.now)).toEqual({
      order,
      pinned: { a: "left" },
      widths: { a: 200 },
      hidden: ["c"],
    });
    const undone = [1, 2, 3, 4].reduce((held) => step(held, { do: "undo" }), history);
    expect(layoutOf(undone.now)).toEqual(ownLayout);
    const redone = [1, 2].reduce((held) => step(held, { do: "redo" }), undone);
    expect(redone.now.pinned).toEqual({ a: "left" });
    expect(redone.now.widths).toEqual({});
  });
  it("do not count where nothing changes, whatever the order of names", () => {
    const history = run(
      { do: "layout", layout: { hidden: ["a", "b"] } },
      { do: "layout", layout: { hidden: ["b", "a"] } },
    );
    expect(history.past).toHaveLength(1);
  });
  it("leave filters and sort alone", () => {
    const { narrowing, sort } = view();
    expect({ narrowing, sort }).toEqual({
      narrowing: { filters: [], search: "", conditions: [] },
      sort: [],
    });
  });
  it("are kept with a saved view, and not missed in one of an earlier version", () => {
    const kept = run({
      do: "layout",
      layout: { order: names, pinned: { b: "right" }, widths: { a: 200 } },
    }).now;
    const opened = { place: "report" as const, view: kept, chartsFolded: false };
    expect(decodeView(encodeView(opened), "2026-11-20")).toEqual(opened);
    const { order, pinned, widths, ...older } = JSON.parse(encodeView(opened));
    const read = decodeView(JSON.stringify(older), "2026-11-20");
    expect(isRefused(read) ? null : layoutOf(read.view)).toEqual(ownLayout);
  });
  it("are refused where they cannot be", () => {
    const opened = { place: "report" as const, view: view(), chartsFolded: false };
    const body = JSON.parse(encodeView(opened));
    const refused = (part: object) =>
      isRefused(decodeView(JSON.stringify({ ...body, ...part }), "2026-11-20"));
    expect(refused({ pinned: { a: "top" } })).toBe(true);
    expect(refused({ widths: { a: -5 } })).toBe(true);
    expect(refused({ widths: { "__proto__ x": 90 } })).toBe(true);
    expect(refused({ order: "a" })).toBe(true);
  });
});
