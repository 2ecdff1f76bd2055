import { describe, expect, it } from "vitest";
import type { Lane, TimelineView } from "../src/backend";
import { beside, lastHeld, weekOf } from "../src/state/timeline";
import { arranged, teamsIn } from "../src/timeline/arrange";
import { dayRoom, daysIn, missingIn, ticksOf } from "../src/timeline/axis";
import { moved } from "../src/timeline/cursor";
import { type Ground, laneAt, neighbour, secondAt, segmentAt } from "../src/timeline/hit";
import { fitted, momentAt, type Span, sharpened } from "../src/timeline/model";
import { contrast, inkOn, paintsOf, pixelOf } from "../src/timeline/paint";
import { type Ink, raster, type Scene } from "../src/timeline/raster";
import { linesOf, nextTwinSort, sortedTwin, sumOf } from "../src/timeline/twin";
import { dragged, panned, showing, within, zoomed } from "../src/timeline/zoom";
import { pressed } from "../src/views/timeline/TimelineLegend";
import { touching } from "../src/views/timeline/timelineRows";

const hour = 3600;
const day = 24 * hour;
const compare = (a: string, b: string) => a.localeCompare(b);

const states: TimelineView["states"] = [
  { state: "ready", label: "READY", class: "ready", color: null },
  { state: "talk", label: "TALK", class: "talk", color: null },
  { state: "out", label: "LOGOUT", class: "logged_out", color: null },
];

function lane(agent_id: string, spans: Span[], part: Partial<Lane> = {}): Lane {
  const seconds = states.map((_, at) =>
    spans.reduce((sum, span) => (span[2] === at ? sum + span[1] - span[0] : sum), 0),
  );
  const rest = { name: agent_id, team: null, events: spans.length, overlap: 0, unread: 0 };
  return { agent_id, spans, seconds, ...rest, ...part };
}

function view(lanes: Lane[], part: Partial<TimelineView> = {}): TimelineView {
  const to = { from: "2026-11-19T00:00:00", to: "2026-11-19T23:59:59", seconds: day };
  return { ...to, states, lanes, missing: [], open: [], generation: 1, ...part };
}

const ana = lane("ana", [
  [8 * hour, 9 * hour, 0, 1],
  [9 * hour, 10 * hour, 1, 1],
  [11 * hour, 12 * hour, 0, 3],
]);
const bruno = lane("bruno", [
  [6 * hour, 7 * hour, 2, 1],
  [9 * hour, 13 * hour, 1, 1],
]);
const whole = { from: 0, to: day };
const ground: Ground = { whole, missing: [], grain: 1 };

describe("the picture", () => {
  it("takes finer spans in place of the coarse, and makes one of what the borders cut", () => {
    const part = view(
      [
        lane("ana", [
          [0, 1800, 1, 1],
          [1800, 3600, 0, 1],
        ]),
      ],
      // Another order of the states, as the part has other sums.
      {
        from: "2026-11-19T08:30:00",
        seconds: hour,
        states: [states[1], states[0]] as typeof states,
      },
    );
    const spans = sharpened(view([ana, bruno]), part).lanes.map((one) => one.spans);
    expect(spans[0]).toEqual([
      [8 * hour, 9 * hour, 0, 1],
      [9 * hour, 10 * hour, 1, 1],
      [11 * hour, 12 * hour, 0, 3],
    ]);
    expect(spans[1]).toEqual(bruno.spans);
  });
  it("is not touched by a part of another day", () => {
    const base = view([ana]);
    expect(sharpened(base, view([], { from: "2026-11-18T08:00:00", seconds: hour }))).toBe(base);
  });
  it("fits the hours in which something happened", () => {
    expect(fitted(view([ana, bruno]))).toEqual({ from: 5 * hour, to: 14 * hour });
    expect(fitted(view([]))).toEqual(whole);
  });
});

const white = pixelOf("#ffffff");
const inks: Ink[] = [1, 2, 3].map((pixel, at) => ({
  pixel,
  hatched: at === 1,
  thin: at === 2,
  hatch: 9,
}));

function drawn(spans: Span[], part: Partial<Scene> = {}): (x: number, y: number) => number {
  const scene: Scene = {
    ...{ width: 100, height: 10, stretch: { from: 0, to: 1000 }, laneHeight: 10, barHeight: 8 },
    lanes: [{ top: 0, spans, now: false }],
    ...{ inks, ticks: [], missing: [], ratio: 1 },
    grounds: { surface: white, line: 5, midnight: 6, now: 7, hatch: 8 },
    ...part,
  };
  const pixels = new Uint32Array(scene.width * scene.height);
  raster(pixels, scene);
  return (x, y) => pixels[y * scene.width + x] as number;
}

describe("the raster", () => {
  it("paints a span over its pixels, leaves gaps as ground, and keeps the edge of the lane free", () => {
    const at = drawn([[100, 300, 0, 1]]);
    expect([9, 10, 29, 30].map((x) => at(x, 5))).toEqual([white, 1, 1, white]);
    expect([0, 1, 8, 9].map((y) => at(15, y))).toEqual([white, 1, 1, white]);
  });
  it("gives the shortest span a pixel, also between two long ones", () => {
    const at = drawn(
      [
        [0, 500, 0, 1],
        [500, 501, 2, 1],
        [510, 900, 0, 1],
      ],
      { inks: inks.map((ink) => ({ ...ink, thin: false, hatched: false })) },
    );
    expect([49, 50, 51].map((x) => at(x, 5))).toEqual([1, 3, 1]);
  });
  it("leaves no hole between spans that were cut to the same pixels", () => {
    // As the core cuts 36,000 seconds to 800 pixels: borders are whole seconds, each pixel has one owner.
    const stretch = { from: 0, to: 36_000 };
    const border = (pixel: number) => Math.floor((pixel * 36_000) / 800);
    for (let pixel = 1; pixel < 799; pixel += 1) {
      const spans: Span[] = [
        // The first one ends within its last pixel, the second begins with the next.
        [0, border(pixel) - 3, 0, 1],
        [border(pixel), 36_000, 0, 1],
      ];
      const at = drawn(spans, { width: 800, stretch });
      expect([at(pixel - 1, 5), at(pixel, 5)], String(pixel)).toEqual([1, 1]);
    }
  });
  it("draws only what is seen of a span, and only the part of the stretch", () => {
    const at = drawn([[0, 5000, 0, 1]], { stretch: { from: 4000, to: 6000 } });
    expect([0, 49, 50].map((x) => at(x, 5))).toEqual([1, 1, white]);
  });
  it("draws who is logged out as a line, and hatches a colour that serves twice", () => {
    const thin = drawn([[0, 1000, 2, 1]]);
    expect(
      Array.from({ length: 10 }, (_, y) => thin(50, y)).filter((one) => one === 3).length,
    ).toBe(1);
    const hatched = drawn([[0, 1000, 1, 1]]);
    const seen = new Set(Array.from({ length: 100 }, (_, x) => hatched(x, 5)));
    expect([...seen].sort()).toEqual([2, 9]);
  });
  it("hatches days that are not held, and tints the lane of the cursor", () => {
    const at = drawn([], { missing: [{ from: 0, to: 500 }] });
    const left = new Set(Array.from({ length: 50 }, (_, x) => at(x, 3)));
    expect(left.has(8)).toBe(true);
    expect(new Set(Array.from({ length: 50 }, (_, x) => at(x + 50, 3)))).toEqual(new Set([white]));
    expect(drawn([], { lanes: [{ top: 0, spans: [], now: true }] })(3, 0)).toBe(7);
  });
  it("cuts lanes that begin above the sight", () => {
    const at = drawn([], { lanes: [{ top: -6, spans: [[0, 1000, 0, 1]], now: true }] });
    expect([at(5, 0), at(5, 2), at(5, 3), at(5, 4)]).toEqual([1, 1, 7, white]);
  });
});

describe("colours", () => {
  it("are those of the charts: fixed, by class, then hatched where they serve twice", () => {
    const more = (state: string, of: string, color: string | null = null) => ({
      ...{ state, label: state, class: of, color },
    });
    const paints = paintsOf([
      ...states,
      more("almuerzo", "meal"),
      more("refrigerio", "meal"),
      more("soporte", "unclassified", "hold"),
    ]);
    expect(paints.map(({ token, hatched, thin }) => [token, hatched, thin])).toEqual([
      ["ready", false, false],
      ["talk", false, false],
      ["out", false, true],
      ["aux2", false, false],
      ["aux2", true, false],
      ["hold", false, false],
    ]);
    expect(paints.map(({ mark }) => mark)).toEqual(["R", "T", "·", "2", "2", "H"]);
  });
  it("carry letters that can be read, light and dark", () => {
    const all = "048d66 0053dc 59248e c18a1b 005f74 be5b16 791f41 754d18 87909f".split(" ");
    const dark = "3ae39f 4578fa c5b4ff eab91d b2f0f7 ae4303 ec62b3 b18b55 66696e".split(" ");
    for (const color of [...all, ...dark]) {
      const pixel = pixelOf(`#${color}`);
      const ink = pixelOf(inkOn(pixel) === "#000" ? "#000000" : "#ffffff");
      expect(contrast(pixel, ink), color).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("what lies under a moment", () => {
  it("is a state, or the gap around it", () => {
    expect(segmentAt(ana.spans, 8 * hour, ground)).toMatchObject({ from: 8 * hour, state: 0 });
    expect(segmentAt(ana.spans, 10 * hour, ground)).toMatchObject({
      ...{ from: 10 * hour, to: 11 * hour, state: null },
    });
    expect(segmentAt(ana.spans, 0, ground)).toMatchObject({ from: 0, to: 8 * hour, state: null });
    expect(segmentAt(ana.spans, day - 1, ground)).toMatchObject({ from: 12 * hour, to: day });
  });
  it("finds a long state under a short one that overlaps it", () => {
    const spans: Span[] = [
      [0, 100, 0, 1],
      [10, 20, 1, 1],
    ];
    expect(segmentAt(spans, 15, ground).state).toBe(1);
    expect(segmentAt(spans, 50, ground).state).toBe(0);
  });
  it("takes for no gap what the pixels cut off between two states", () => {
    const spans: Span[] = [
      [0, 100, 0, 1],
      [130, 300, 1, 1],
    ];
    const rough = { ...ground, grain: 45 };
    expect(segmentAt(spans, 110, rough)).toMatchObject({ from: 0, state: 0 });
    const next = neighbour(spans, segmentAt(spans, 0, rough), 1, rough, () => false);
    expect(next).toMatchObject({ from: 130, state: 1 });
    expect(neighbour(spans, next, -1, rough, () => false)).toMatchObject({ from: 0, state: 0 });
    expect(segmentAt(spans, 110, ground).state).toBeNull();
  });
  it("never calls a day that is not held a gap of the agent's", () => {
    const two = { from: "2026-11-18T00:00:00", seconds: 2 * day, missing: ["2026-11-18"] };
    const away = { whole: { from: 0, to: 2 * day }, missing: missingIn(two), grain: 1 };
    const spans: Span[] = [[day + 8 * hour, day + 9 * hour, 0, 1]];
    expect(segmentAt(spans, hour, away)).toMatchObject({ from: 0, to: day, unheld: true });
    const morning = segmentAt(spans, day + hour, away);
    expect([morning.from, morning.to, morning.unheld]).toEqual([day, day + 8 * hour, undefined]);
  });
  it("is found by place on the screen", () => {
    expect([0, 27, 28, 90].map((y) => laneAt(y, 0, 28, 3))).toEqual([0, 0, 1, null]);
    expect(laneAt(0, 60, 28, 3)).toBe(2);
    expect(secondAt(250, 1000, { from: 100, to: 500 })).toBe(200);
  });
});

describe("the cursor", () => {
  const field = { ...ground, lanes: [ana, bruno], hidden: () => false };
  const go = (key: string, place: ReturnType<typeof moved>, control = false) =>
    moved(key, control, place, field);
  it("begins at the first state of the first agent, and walks states and gaps", () => {
    const first = go("ArrowRight", null);
    expect(first).toMatchObject({ lane: 0, segment: { from: 8 * hour, state: 0 } });
    const third = go("ArrowRight", go("ArrowRight", first));
    expect(third?.segment).toMatchObject({ from: 10 * hour, state: null });
    expect(go("ArrowLeft", third)?.segment).toMatchObject({ from: 9 * hour, state: 1 });
  });
  it("crosses the lanes at the same moment, and stays at the ends", () => {
    const place = go("ArrowDown", go("ArrowRight", go("ArrowRight", null)));
    expect(place).toMatchObject({ lane: 1, segment: { from: 9 * hour, state: 1 } });
    expect(go("PageDown", place)?.lane).toBe(1);
    expect(go("ArrowUp", go("PageUp", place))?.lane).toBe(0);
    expect(go("End", place)?.segment.to).toBe(13 * hour);
    expect(go("Home", place, true)).toMatchObject({ lane: 0, segment: { from: 8 * hour } });
    const end = go("ArrowRight", go("End", place));
    expect(go("ArrowRight", end)?.segment).toEqual(end?.segment);
    expect(go("a", place)).toBeNull();
  });
  it("passes by hidden states", () => {
    const here = segmentAt(ana.spans, 8 * hour, ground);
    expect(neighbour(ana.spans, here, 1, ground, (state) => state === 1).from).toBe(10 * hour);
  });
});

describe("zoom", () => {
  it("keeps what is under the pointer in its place", () => {
    const near = zoomed({ from: 0, to: 8 * hour }, 0.5, 2 * hour, whole);
    expect(near).toEqual({ from: hour, to: 5 * hour });
    expect(zoomed(near, 2, 2 * hour, whole)).toEqual({ from: 0, to: 8 * hour });
  });
  it("ends at the whole and at two minutes, in whole seconds", () => {
    expect(zoomed({ from: hour, to: 23 * hour }, 4, 12 * hour, whole)).toEqual(whole);
    const least = zoomed({ from: 600, to: 733 }, 0.1, 650, whole);
    expect(least.to - least.from).toBe(120);
    expect(Number.isInteger(least.from)).toBe(true);
    expect(within({ from: -50, to: 150 }, whole)).toEqual({ from: 0, to: 200 });
  });
  it("pans to the borders and no further", () => {
    expect(panned({ from: hour, to: 2 * hour }, -2 * hour, whole)).toEqual({ from: 0, to: hour });
    expect(panned({ from: 22 * hour, to: 23 * hour }, day, whole).to).toBe(day);
  });
  it("takes what was dragged over from either side", () => {
    expect(dragged(5000, 1000, whole)).toEqual({ from: 1000, to: 5000 });
    expect(dragged(1000, 1010, whole)).toEqual({ from: 945, to: 1065 });
  });
  it("moves only as far as the cursor needs", () => {
    const seen = { from: 8 * hour, to: 10 * hour };
    expect(showing(seen, { from: 9 * hour, to: 9 * hour + 60 }, whole)).toBe(seen);
    expect(showing(seen, { from: 10 * hour, to: 10 * hour + 60 }, whole).to).toBe(10 * hour + 660);
    expect(showing(seen, { from: 7 * hour, to: 7 * hour + 60 }, whole).from).toBe(7 * hour - 600);
  });
});

describe("the axis", () => {
  it("sets marks as the zoom allows, on round moments", () => {
    const labels = ticksOf({ from: 7 * hour, to: 17 * hour }, 800).map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(["07:00", "08:00", "09:00"]);
    const near = ticksOf({ from: 7 * hour + 50, to: 7 * hour + 250 }, 800);
    expect(near.slice(0, 2).map(({ label }) => label)).toEqual(["07:01:00", "07:01:30"]);
    const close = ticksOf({ from: 0, to: 120 }, 1000);
    expect(close[1]?.label).toBe("00:00:10");
  });
  it("marks the midnights of a week, and names days as far as there is room", () => {
    const marks = ticksOf({ from: 0, to: 7 * day }, 800);
    expect(marks.filter(({ midnight }) => midnight).length).toBe(8);
    const bands = daysIn("2026-11-16T00:00:00", { from: hour, to: day + hour });
    expect(bands).toEqual([
      { date: "2026-11-16", from: hour, to: day },
      { date: "2026-11-17", from: day, to: day + hour },
    ]);
    expect([300, 100, 30, 10].map(dayRoom)).toEqual(["long", "short", "number", "none"]);
    expect(momentAt("2026-11-16T00:00:00", day + 61)).toBe("2026-11-17T00:01:01");
  });
});

describe("lanes", () => {
  const lanes = [
    lane("3", bruno.spans, { name: "Bruno", team: "Soporte" }),
    lane("1", ana.spans, { name: "Ana", team: "Ventas" }),
    lane("2", [], { name: null }),
  ];
  const names = (order: "name" | "first" | "talk", search = "", team?: string | null) =>
    arranged(view(lanes), { search, team, order }, compare).map((one) => one.agent_id);
  it("come by name, by first log-in without the logged-out, by talk; unknown last", () => {
    expect(names("name")).toEqual(["2", "1", "3"]);
    expect(names("first")).toEqual(["1", "3", "2"]);
    expect(names("talk")).toEqual(["3", "1", "2"]);
  });
  it("are found by name, number and team", () => {
    expect(names("name", "BRÚ")).toEqual(["3"]);
    expect(names("name", "ventas")).toEqual(["1"]);
    expect(names("name", "", null)).toEqual(["2"]);
    expect(teamsIn(lanes, compare)).toEqual(["Soporte", "Ventas", null]);
  });
});

describe("the table", () => {
  const whole = view([ana, bruno, lane("nadie", [])]);
  it("sums what each lane says, without the logged-out, and a share of sums", () => {
    const [first, second, third] = linesOf(whole, whole.lanes);
    expect([first?.logged, first?.talk]).toEqual([3 * hour, 1 / 3]);
    expect([second?.logged, second?.seconds]).toEqual([4 * hour, [0, 4 * hour, hour]]);
    expect(third?.talk).toBeNull();
    expect(sumOf(whole, whole.lanes)).toMatchObject({
      ...{ logged: 7 * hour, talk: 5 / 7, seconds: [2 * hour, 5 * hour, hour] },
    });
    expect(sumOf(whole, []).talk).toBeNull();
  });
  it("sorts with unknown last, either way", () => {
    const lines = linesOf(whole, whole.lanes);
    const by = (descending: boolean) =>
      sortedTwin(lines, { by: "talk", descending }, compare).map(({ name }) => name);
    expect(by(true)).toEqual(["bruno", "ana", "nadie"]);
    expect(by(false)).toEqual(["ana", "bruno", "nadie"]);
    expect(nextTwinSort({ by: "name", descending: false }, 1)).toEqual({ by: 1, descending: true });
    expect(nextTwinSort({ by: 1, descending: false }, 1).by).toBe("name");
  });
});

describe("days and states chosen", () => {
  it("are a week from Monday, as far as days have come", () => {
    expect(weekOf("2026-11-18", "2026-11-20")).toMatchObject({
      ...{ from: "2026-11-16", to: "2026-11-20" },
    });
    const week = weekOf("2026-11-18", "2026-11-20");
    expect(beside(week, "week", -1, "2026-11-20")).toMatchObject({
      ...{ from: "2026-11-09", to: "2026-11-15" },
    });
    expect(beside(week, "week", 1, "2026-11-20")).toBeNull();
  });
  it("begin at the last day with rows", () => {
    const of = (date: string, state: "held" | "open" | "empty") => ({
      ...{ date, state, rows: null, fetched: null, reason: null },
    });
    expect(lastHeld([of("2026-11-18", "open"), of("2026-11-19", "empty")])).toBe("2026-11-18");
    expect(lastHeld([])).toBeNull();
  });
  it("never hide every state, and show one alone", () => {
    expect(pressed([], "a", false, ["a", "b"])).toEqual(["a"]);
    expect(pressed(["a"], "b", false, ["a", "b"])).toEqual(["a"]);
    expect(pressed([], "a", true, ["a", "b", "c"])).toEqual(["b", "c"]);
    expect(pressed(["b", "c"], "a", true, ["a", "b", "c"])).toEqual([]);
  });
  it("lead to the events that touch the stretch, not to their neighbours", async () => {
    const { reports } = (await import("../src/backend/golden/world")).reports;
    const report = reports.find(({ code }) => code === "agent_14");
    expect(touching(report as never, "2026-11-19T08:00:00", "2026-11-19T09:00:00")).toEqual([
      { column: "date_ini", tests: [{ op: "lt", values: ["2026-11-19T09:00:00"] }], any: false },
      { column: "date_end", tests: [{ op: "gt", values: ["2026-11-19T08:00:00"] }], any: false },
    ]);
  });
});
