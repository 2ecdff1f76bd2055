// @vitest-environment happy-dom
import { cleanup, configure, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Backend, ExportRequest, FetchRequest, RosterView, StatesView } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { useDrafts } from "../src/state/roster";
import { setSession, useSession } from "../src/state/session";
import { opened, recorded } from "./opened";

// The machine may be busy.
configure({ asyncUtilTimeout: 8000 });
beforeAll(() => startWords("es"));
afterEach(() => {
  cleanup();
  setSession({
    operation: null,
    opened: null,
    place: "report",
    month: null,
    fetchOpen: false,
    exportOpen: false,
  });
  useDrafts.setState({ sample: undefined });
});

/** The window at that place, and what it asked of these commands. */
async function at(place: string, scene = "") {
  const { backend, last } = recorded(goldenBackend({ scene, delay: 0 }));
  setSession({ chartsFolded: true });
  const user = opened(backend);
  await user.click(await screen.findByRole("button", { name: place }));
  return { user, last };
}

const row = async (name: string) =>
  (await screen.findByRole("rowheader", { name: new RegExp(name) })).closest("tr") as HTMLElement;

describe("the scorecard", () => {
  it("sorts with unknown last, and opens the rows behind a figure", async () => {
    const { user } = await at("Tablero de agentes");
    const line = await row("Ana Ríos");
    expect(within(line).getAllByText("sin dato").length).toBe(2);
    await user.click(within(line).getAllByRole("button")[0] as HTMLElement);
    await user.click(await screen.findByRole("button", { name: /Abrir en Evento por agente/ }));
    const { place, history } = useSession.getState();
    expect(place).toBe("report");
    expect(history.now.report).toBe("agent_14");
    expect(history.now.narrowing.filters).toEqual([
      { column: "agent_id", tests: [{ op: "in", values: ["1001"] }], any: false },
    ]);
    expect(history.now.period.preset).toBe("last7");
  }, 60_000);

  it("says which report is missing and opens its fetch with the cost first", async () => {
    const { user, last } = await at("Tablero de agentes", "empty");
    expect(await screen.findByText("Todavía no hay nada de este período")).toBeTruthy();
    await user.click(await screen.findByRole("button", { name: /7 días.*hold y mute/ }));
    expect(await screen.findByText("Consultas necesarias")).toBeTruthy();
    expect(last<FetchRequest>("plan")?.report).toBe("agent_9");
    expect(last("fetch")).toBeUndefined();
  }, 60_000);

  it("is written as a workbook of its own, by its key, with reports beside it if wanted", async () => {
    const { user, last } = await at("Tablero de agentes");
    await row("Ana Ríos");
    await user.keyboard("{Control>}e{/Control}");
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    expect(dialog.queryByRole("checkbox", { name: /Tablero de agentes/ })).toBeNull();
    expect(dialog.queryByRole("radiogroup", { name: "Columnas" })).toBeNull();
    expect(dialog.queryByText(/Ningún otro reporte/)).toBeNull();
    const ivr = await dialog.findByRole("checkbox", { name: /IVR vs\. transferido/ });
    await user.click(ivr);
    expect(dialog.getByRole("button", { name: "Escribir 2 hojas" })).toBeTruthy();
    await user.click(ivr);
    await user.click(dialog.getByRole("button", { name: "Escribir 1 hoja" }));
    await waitFor(() => expect(last("export")).toBeDefined());
    const { sheets, scorecard } = last<ExportRequest>("export") as ExportRequest;
    expect(sheets).toEqual([]);
    expect(scorecard).toEqual({ operation: "sample", from: "2026-11-13", to: "2026-11-19" });
  }, 60_000);

  it("says that nothing else is held only once every report has answered", async () => {
    const golden = goldenBackend({ scene: "", delay: 0 });
    let release = () => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    const slow: Backend = {
      ...golden,
      call: async (name, request) => {
        const waits = name === "coverage" && useSession.getState().exportOpen;
        if (waits) await held;
        const answer = await golden.call(name, request);
        const days = waits && "days" in answer && Array.isArray(answer.days) ? answer.days : [];
        for (const day of days) day.state = "never";
        return answer;
      },
    };
    const user = opened(slow);
    await user.click(await screen.findByRole("button", { name: "Tablero de agentes" }));
    await row("Ana Ríos");
    await user.keyboard("{Control>}e{/Control}");
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    expect(dialog.queryByText(/Ningún otro reporte/)).toBeNull();
    release();
    expect(await dialog.findByText(/Ningún otro reporte/)).toBeTruthy();
  }, 60_000);

  it("opens no dialog by its key while there is nothing to write", async () => {
    const { user } = await at("Tablero de agentes", "empty");
    await screen.findByText("Todavía no hay nada de este período");
    await user.keyboard("{Control>}e{/Control}");
    expect(useSession.getState().exportOpen).toBe(false);
  }, 60_000);
});

describe("the coverage calendar", () => {
  it("plans a stretch chosen with Shift, asks it when told, and turns pages by key", async () => {
    const { user, last } = await at("Cobertura");
    const line = await row("Tiempo de hold y mute");
    const days = await within(line).findAllByRole("button", { name: /sin pedir/ });
    await user.click(days[0] as HTMLElement);
    await user.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
    const go = await screen.findByRole("button", { name: "Traer con 3 consultas" });
    expect(last<FetchRequest>("plan")).toMatchObject({ from: "2026-11-11", to: "2026-11-13" });
    expect(last("fetch")).toBeUndefined();
    await user.click(go);
    await waitFor(() => expect(last<FetchRequest>("fetch")?.report).toBe("agent_9"));
    await user.click(await screen.findByRole("button", { name: "Seguir en segundo plano" }));
    await user.click(within(await row("AMD")).getAllByRole("button")[0] as HTMLElement);
    await user.keyboard("{PageUp}");
    await waitFor(() => expect(useSession.getState().month).toBe("2026-10-01"));
  }, 60_000);
});

describe("the team", () => {
  it("shows what changes before it saves what was pasted", async () => {
    const { user, last } = await at("Equipo");
    await user.click(await screen.findByRole("button", { name: /Pegar de una hoja/ }));
    await user.click(await screen.findByRole("textbox", { name: "Filas copiadas" }));
    await user.paste("id\tnombre\tequipo\n1001\t\tRetención\n2001\tMarta Solano\tSoporte");
    await user.click(await screen.findByRole("button", { name: "Pasar 2 agentes a la tabla" }));
    expect(await screen.findByText("2 cambios sin guardar")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Revisar y guardar…" }));
    expect(await screen.findByText("de Ventas mañana a Retención")).toBeTruthy();
    expect(last("set_roster")).toBeUndefined();
    await user.click(screen.getByRole("button", { name: "Guardar 2 cambios" }));
    await waitFor(() => expect(screen.queryByText("2 cambios sin guardar")).toBeNull());
    const saved = last<RosterView>("set_roster")?.people ?? [];
    expect(saved.find((line) => line.agent_id === "1001")?.team).toBe("Retención");
    expect(saved.length).toBe(17);
  }, 60_000);

  it("keeps a class as it is chosen, and the state in its place", async () => {
    const { user, last } = await at("Equipo");
    await user.click(await screen.findByRole("radio", { name: "Estados (2 sin clasificar)" }));
    await user.click(await screen.findByRole("button", { name: /^Clase: Bano|^Clase: baño/i }));
    await user.click(await screen.findByRole("menuitem", { name: "Descanso" }));
    await waitFor(() =>
      expect(last<StatesView>("set_states")?.states.find((one) => one.state === "baño")).toEqual({
        state: "baño",
        class: "break",
        color: null,
      }),
    );
    expect(await screen.findByRole("radio", { name: "Estados (1 sin clasificar)" })).toBeTruthy();
  }, 60_000);
});
