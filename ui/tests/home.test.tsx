// @vitest-environment happy-dom
import { cleanup, configure, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Backend, FetchRequest, NewView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { setOverlays } from "../src/state/overlays";
import { setSession, useSession } from "../src/state/session";
import { setViews } from "../src/state/viewDesk";
import { opened, recorded } from "./opened";

// The machine may be busy.
configure({ asyncUtilTimeout: 25_000 });
beforeAll(() => startWords("es"));
afterEach(() => {
  cleanup();
  setSession({ operation: null, opened: null, restored: null, place: "home", fetchOpen: false });
  setSession({ settingsDialog: null, runsOpen: false, teamPart: "people" });
  setOverlays({ open: null, about: null, wanted: null, told: null, filterOf: null });
  setViews({ held: null, waiting: null, unopened: null });
});

const golden = (scene = "") => goldenBackend({ scene, delay: 0 });

function open(core: Backend) {
  const { backend, last } = recorded(core);
  setSession({ chartsFolded: true });
  return { user: opened(backend), last };
}

const attention = async () => await screen.findByRole("region", { name: "Requiere atención" });

describe("the home screen", () => {
  it("is where one starts, and tells in words how fresh a report is", async () => {
    open(golden());
    const table = await screen.findByRole("table");
    const line = within(table).getByRole("row", { name: /Tiempo de hold y mute/ });
    expect(within(line).getByRole("img").getAttribute("aria-label")).toMatch(
      /^21 de oct.*: 21 días guardados, 10 sin pedir/,
    );
  }, 60_000);

  it("offers the first good step where nothing was fetched, with its cost before anything", async () => {
    const { user, last } = open(golden("empty"));
    await user.click(await screen.findByRole("button", { name: /^Traer 13/ }));
    expect(await screen.findByText("Consultas necesarias")).toBeTruthy();
    expect(last<FetchRequest>("plan")).toMatchObject({ report: "agent_14", from: "2026-11-13" });
    expect(last("fetch")).toBeUndefined();
  }, 60_000);

  it("settles each thing that needs attention with one act", async () => {
    const { user, last } = open(golden());
    await user.click(
      await within(await attention()).findByRole("button", { name: "Traer de nuevo…" }),
    );
    await waitFor(() =>
      expect(last<FetchRequest>("plan")).toMatchObject({
        report: "agent_14",
        from: "2026-11-16",
        to: "2026-11-16",
        reread: false,
      }),
    );
    await user.keyboard("{Escape}");
    await user.click(
      await within(await attention()).findByRole("button", { name: "Ver las columnas" }),
    );
    expect(await screen.findByText("transfer_reason")).toBeTruthy();
    await user.keyboard("{Escape}");
    await user.click(await within(await attention()).findByRole("button", { name: "Clasificar" }));
    expect(useSession.getState()).toMatchObject({ place: "team", teamPart: "states" });
    setSession({ place: "home" });
    await user.click(
      await within(await attention()).findByRole("button", { name: "Abrir el equipo" }),
    );
    expect(useSession.getState()).toMatchObject({ place: "team", teamPart: "people" });
    setSession({ place: "home" });
    await user.click(
      await within(await attention()).findByRole("button", { name: "Ver esos días" }),
    );
    const { place, history } = useSession.getState();
    expect([place, history.now.report, history.now.period.from]).toEqual([
      "report",
      "campaign_7",
      "2026-11-10",
    ]);
  }, 60_000);

  it("leads a missing token to its field", async () => {
    const { user } = open(golden("tokenless"));
    await user.click(
      await within(await attention()).findByRole("button", { name: "Dar el token" }),
    );
    expect(useSession.getState()).toMatchObject({ place: "settings", settingsDialog: "token" });
  }, 60_000);

  it("says that a workbook is gone, and offers nothing to do with it", async () => {
    open(golden());
    const panel = await screen.findByRole("region", { name: "Últimas exportaciones" });
    await within(panel).findByText("ya no está ahí");
    expect(within(panel).getAllByRole("button", { name: /^Abrir / }).length).toBe(2);
  }, 60_000);
});

describe("a saved view", () => {
  it("is taken away at once and brought back by its toast", async () => {
    const { user, last } = open(golden());
    await user.click(
      await screen.findByRole("button", { name: "Más acciones de Pausas de más de 15 min" }),
    );
    await user.click(await screen.findByRole("menuitem", { name: "Eliminar" }));
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Pausas de más de 15 min" })).toBeNull(),
    );
    await user.click(await screen.findByRole("button", { name: "Deshacer" }));
    expect(await screen.findByRole("button", { name: "Pausas de más de 15 min" })).toBeTruthy();
    expect(last<NewView>("save_view")).toMatchObject({ name: "Pausas de más de 15 min" });
  }, 60_000);

  it("of a newer program says so, and changes nothing on screen", async () => {
    const { user } = open(golden());
    await user.click(await screen.findByRole("button", { name: "Vista de una versión futura" }));
    expect(await screen.findByText(/versión más nueva de Atalaya \(formato 9\)/)).toBeTruthy();
    expect(useSession.getState().place).toBe("home");
  }, 60_000);

  it("out of a file waits at the first start until there is an operation to show it with", async () => {
    const { user } = open(golden("first"));
    await user.click(await screen.findByRole("button", { name: /Abrir una vista guardada/ }));
    expect(await screen.findByText("«Pérdidas en cola» está lista")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Explorar con datos/ }));
    await waitFor(() => expect(useSession.getState().history.now.report).toBe("diagram_11"));
    expect(useSession.getState().history.now.period.preset).toBe("lastMonth");
  }, 60_000);
});

describe("the next start", () => {
  it("finds the place and the view again, and starts at home where the report is gone", async () => {
    const backend = golden();
    const first = open(backend);
    await screen.findByRole("table");
    await first.user.click(screen.getByRole("button", { name: "Pausas de más de 15 min" }));
    await waitFor(
      () => expect(first.last<{ value: string }>("set_setting")?.value).toContain("agent_14"),
      { timeout: 4000 },
    );
    cleanup();
    const forgotten = { operation: null, restored: null, place: "home" } as const;
    setSession(forgotten);
    setViews({ held: null });
    open(backend);
    const name = await screen.findByRole("button", {
      name: /^Pausas de más de 15 min( cambiada)?$/,
    });
    expect(name).toBeTruthy();
    const { place, history } = useSession.getState();
    expect([place, history.now.report, history.now.sort]).toEqual([
      "report",
      "agent_14",
      [{ column: "time", descending: true }],
    ]);
    cleanup();
    setSession(forgotten);
    const reports = await backend.call("reports", {});
    open({
      ...backend,
      call: (asked, request) =>
        asked === "reports"
          ? (Promise.resolve({
              ...reports,
              reports: reports.reports.filter(({ code }) => code !== "agent_14"),
            }) as never)
          : backend.call(asked, request),
    });
    await waitFor(() => expect(useSession.getState().restored).not.toBeNull());
    expect(useSession.getState().place).toBe("home");
  }, 90_000);
});
