// @vitest-environment happy-dom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FetchRequest, TimelineRequest, TimelineView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { setSession, useSession } from "../src/state/session";
import { enterTimeline, openTimeline, setTimeline, useTimeline } from "../src/state/timeline";
import { opened, recorded } from "./opened";

// The machine may be busy.
configure({ asyncUtilTimeout: 8000 });
beforeAll(() => startWords("es"));
afterEach(() => {
  cleanup();
  setSession({ operation: null, opened: null, place: "report", fetchOpen: false });
  enterTimeline("another");
});

async function open(scene = "") {
  const { backend, all: requests } = recorded(goldenBackend({ scene, delay: 0 }));
  setSession({ chartsFolded: true });
  const user = opened(backend);
  await user.click(await screen.findByRole("button", { name: "Línea de tiempo" }));
  const questions = (view: string) =>
    requests<TimelineRequest>("timeline").filter((request) => request.view === view);
  return { user, requests, questions };
}

const lanes = () =>
  screen.findByRole("application", { name: /Línea de tiempo de/ }, { timeout: 25_000 });
const said = () => document.querySelector(".timeline-said")?.textContent ?? "";

describe("the timeline", () => {
  it("opens at the latest held day, walks it by keys and leads to the rows", async () => {
    const { user, questions } = await open();
    const board = await lanes();
    expect(board.getAttribute("aria-label")).toMatch(/18 agentes, 19 .*nov.*En llamada 46[.,]5 h/);
    expect(questions("timeline").at(-1)?.table).toMatchObject({
      ...{ report: "agent_14", from: "2026-11-19T00:00:00", to: "2026-11-19T23:59:59" },
    });
    board.focus();
    await user.keyboard("{ArrowRight}");
    expect(said()).toMatch(/^Ana Quintero: Disponible, de 07:.* a 07:/);
    await user.keyboard("{ArrowRight}");
    // The picture becomes finer meanwhile: not the seconds, but the state is the same.
    const state = () => said().split(",")[0];
    const second = state();
    await user.keyboard("{ArrowDown}{ArrowUp}{End}{Home}{ArrowRight}");
    expect(state()).toBe(second);
    await user.keyboard("{Enter}");
    const { place, history } = useSession.getState();
    expect([place, history.now.report]).toEqual(["report", "agent_14"]);
    expect(history.now.period).toMatchObject({ from: "2026-11-19", to: "2026-11-19" });
    expect(
      history.now.narrowing.filters.map(({ column, tests }) => [column, tests[0]?.op]),
    ).toEqual([
      ["agent_id", "in"],
      ["date_ini", "lt"],
      ["date_end", "gt"],
    ]);
  }, 60_000);

  it("asks again for what it comes near to, and says so", async () => {
    const { user, questions } = await open();
    (await lanes()).focus();
    await user.keyboard("+");
    await waitFor(() => expect(questions("timeline/near").length).toBeGreaterThan(0));
    await waitFor(() => {
      const { from, to } = questions("timeline/near").at(-1)?.table ?? { from: "", to: "" };
      expect([from, to]).toEqual(["2026-11-19T09:30:00", "2026-11-19T14:29:59"]);
    });
    expect(await screen.findByText("Horas de 09:30–14:30")).toBeTruthy();
    await user.keyboard("0");
    await waitFor(() => expect(useTimeline.getState().stretch).toBeNull());
  }, 60_000);

  it("turns days by [ and ], shows a week, and names the days that are not held", async () => {
    const { user, questions } = await open();
    await lanes();
    await user.keyboard("[[");
    await waitFor(() =>
      expect(questions("timeline").at(-1)?.table.from).toBe("2026-11-18T00:00:00"),
    );
    await user.keyboard("]]");
    await user.keyboard("]]");
    expect(await screen.findByText("Este período todavía no se ha traído")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Semana" }));
    expect(await screen.findByRole("button", { name: /falló: traer, lunes, 16/ })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /sin guardar: traer, viernes, 20/ }));
    expect(await screen.findByText("Consultas necesarias")).toBeTruthy();
  }, 60_000);
});

describe("the timeline in other shapes", () => {
  it("tells the same as a table, which sums what is shown", async () => {
    const { user } = await open();
    await lanes();
    await user.type(screen.getByRole("searchbox", { name: "Buscar agente" }), "elena");
    await user.click(screen.getByRole("button", { name: "Ver como tabla" }));
    const table = await screen.findByRole("table", { name: /Tiempo en cada estado/ });
    const rows = within(table).getAllByRole("row");
    expect(rows.map((row) => within(row).queryByRole("rowheader")?.textContent ?? "")).toEqual([
      ...["", "Toda la operación", "Elena Quintero", "Elena Ríos"],
    ]);
    const golden = goldenBackend({ scene: "", delay: 0 });
    const view: TimelineView = await golden.call("timeline", {
      table: {
        ...{ operation: "sample", report: "agent_14", params: {} },
        ...{ from: "2026-11-19T00:00:00", to: "2026-11-19T23:59:59" },
      },
      ...{ narrowing: { filters: [], search: "", conditions: [] }, agents: [] },
      ...{ width: 64, view: "", revision: 0 },
    });
    const talk = view.states.findIndex(({ state }) => state === "talk");
    const seconds = view.lanes
      .filter(({ name }) => name?.startsWith("Elena"))
      .reduce((sum, lane) => sum + (lane.seconds[talk] ?? 0), 0);
    const clock = `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")}`;
    expect(rows[1]?.textContent).toContain(clock);
  }, 60_000);

  it("hides a state, shows one alone, and never nothing", async () => {
    const { user } = await open();
    await lanes();
    await user.click(screen.getByRole("button", { name: /^Disponible/ }));
    expect(useTimeline.getState().hidden).toEqual(["ready"]);
    await user.keyboard("{Shift>}");
    await user.click(screen.getByRole("button", { name: /^En llamada/ }));
    await user.keyboard("{/Shift}");
    expect(useTimeline.getState().hidden).not.toContain("talk");
    expect(useTimeline.getState().hidden.length).toBeGreaterThan(4);
    await user.click(screen.getByRole("button", { name: "Mostrar todos" }));
    expect(useTimeline.getState().hidden).toEqual([]);
  }, 60_000);

  it("draws a few of many lanes, and never more spans than pixels", async () => {
    const { questions } = await open("crowd");
    await lanes();
    const width = questions("timeline").at(-1)?.width ?? 0;
    const golden = goldenBackend({ scene: "crowd", delay: 0 });
    const view = await golden.call("timeline", questions("timeline").at(-1) as TimelineRequest);
    expect(view.lanes.length).toBeGreaterThan(200);
    expect(Math.max(...view.lanes.map(({ spans }) => spans.length))).toBeLessThanOrEqual(width);
    expect(document.querySelectorAll(".timeline-name").length).toBeLessThan(40);
    const board = document.querySelector(".timeline-board") as HTMLElement;
    Object.defineProperty(board, "scrollTop", { value: 28 * 100, configurable: true });
    const first = document.querySelector(".timeline-name")?.textContent;
    fireEvent.scroll(board);
    expect(document.querySelector(".timeline-name")?.textContent).not.toBe(first);
  }, 60_000);
});

describe("the timeline without everything", () => {
  it("says what to fetch, and shows the price first", async () => {
    const { user, requests } = await open("empty");
    expect(await screen.findByText("Todavía no hay eventos de agentes guardados")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Traer ayer…" }));
    expect(await screen.findByText("Consultas necesarias")).toBeTruthy();
    expect(requests<FetchRequest>("plan").at(-1)).toMatchObject({
      ...{ report: "agent_14", from: "2026-11-19", to: "2026-11-19" },
    });
    expect(requests("fetch")).toEqual([]);
  }, 60_000);

  it("tells an error with what is safe, and asks again", async () => {
    const { user, questions } = await open("broken");
    expect(await screen.findByText(/Una parte de lo guardado está dañada/)).toBeTruthy();
    const before = questions("timeline").length;
    await user.click(screen.getByRole("button", { name: "Intentar de nuevo" }));
    await waitFor(() => expect(questions("timeline").length).toBeGreaterThan(before));
  }, 60_000);

  it("tells states that overlap and events without a time, and whose", async () => {
    const { user } = await open("faulty");
    await lanes();
    await user.click(await screen.findByRole("button", { name: /Estados encimados: .*sin hora/ }));
    expect(await screen.findByText(/dos estados del mismo agente a la vez/)).toBeTruthy();
  }, 60_000);

  it("opens for an agent and a day from elsewhere", async () => {
    await open();
    await lanes();
    act(() => {
      setTimeline({ search: "nadie" });
      openTimeline("1004", "2026-11-17");
    });
    await waitFor(() => expect(said()).toMatch(/^Diego Cárdenas/));
    expect((await screen.findAllByText(/17 de nov/)).length).toBeGreaterThan(0);
  }, 60_000);
});
