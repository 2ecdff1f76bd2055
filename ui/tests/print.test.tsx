// @vitest-environment happy-dom
import { cleanup, configure, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Backend, ExportRequest, RowsRequest } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { prefer } from "../src/state/preferences";
import { setSession } from "../src/state/session";
import { emptyView, startHistory } from "../src/state/view";
import { pageRules, paperOf } from "../src/views/print/paper";
import { opened } from "./opened";

// There is no canvas here: a picture of one point stands for each chart.
vi.mock("../src/charts/picture", () => ({
  heightOf: () => 1,
  chartCanvas: () => ({ toDataURL: () => "data:image/png;base64,AA==" }),
}));
configure({ asyncUtilTimeout: 30_000 });
beforeAll(async () => {
  await startWords("es");
  prefer({ region: "es-CO" });
});
afterEach(() => {
  cleanup();
  setSession({
    operation: null,
    opened: null,
    place: "report",
    printing: false,
    exportOpen: false,
    exporting: null,
  });
});

const period = { preset: "custom", from: "2026-11-13", to: "2026-11-19" } as const;

/** A report with one filter, and what was asked of the core. */
async function report(failing: string[] = [], scene = "") {
  const golden = goldenBackend({ scene, delay: 0 });
  const asked: { name: string; request: unknown }[] = [];
  const rows: RowsRequest[] = [];
  const backend: Backend = {
    ...golden,
    call: (name, request) => {
      asked.push({ name, request });
      return failing.includes(name) ? Promise.reject(new Error(name)) : golden.call(name, request);
    },
    rows: (request) => {
      rows.push(request);
      return golden.rows(request);
    },
  };
  const user = opened(backend);
  await screen.findByRole("button", { name: "Ajustes" });
  const view = emptyView("agent_13", period);
  const filter = {
    column: "type_interaction",
    tests: [{ op: "in" as const, values: ["transfer"] }],
    any: false,
  };
  const narrowing = { ...view.narrowing, filters: [filter] };
  setSession({
    place: "report",
    chartsFolded: true,
    history: startHistory({ ...view, narrowing, hidden: ["conn_id"] }),
  });
  const last = <T,>(name: string) =>
    asked.filter((one) => one.name === name).at(-1)?.request as T | undefined;
  return { user, asked, rows, last, narrowing };
}

describe("the page to print", () => {
  it("says what it shows, with n and counts, and prints", async () => {
    const print = vi.fn();
    window.print = print;
    const { user, rows, asked } = await report(["print"]);
    await screen.findByRole("button", { name: /^Imprimir o guardar/ });
    setSession({ printing: true });
    const page = within(await screen.findByRole("dialog", { name: "Imprimir" }));
    await waitFor(() =>
      expect(page.getByRole("button", { name: "Imprimir…" })).toHaveProperty("disabled", false),
    );
    expect(page.getByRole("heading", { level: 1 }).textContent).toMatch(/Transferencias/);
    expect(page.getByText("13 a 19 de nov de 2026")).toBeTruthy();
    expect(page.getByText(/^Tipo.*: Transferencia/)).toBeTruthy();
    expect(page.getByText("14 de nov, 16 de nov")).toBeTruthy();
    expect(page.getByText(/Hora de Bogota/)).toBeTruthy();
    expect(page.getAllByText(/\d+ traspasos/).length).toBeGreaterThan(0);
    expect(page.getAllByRole("img").length).toBe(2);
    expect(page.getByText(/^Primeras 50 de 6\d\d filas · por orden de tiempo$/)).toBeTruthy();
    expect(page.getAllByRole("row").length).toBe(51);
    expect(page.queryByRole("columnheader", { name: /llamada/i })).toBeNull();
    await user.click(page.getByRole("radio", { name: "1.000" }));
    expect(await page.findByText(/^6\d\d filas/)).toBeTruthy();
    expect(rows.at(-1)).toMatchObject({ limit: 1000, offset: 0 });
    await user.click(page.getByRole("button", { name: "Imprimir…" }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(asked.some(({ name }) => name === "print")).toBe(true);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Imprimir" })).toBeNull());
  }, 120_000);

  it("takes the paper of the region, and counts its pages", () => {
    expect(["es-CO", "es-MX", "en-US"].map(paperOf)).toEqual(["letter", "letter", "letter"]);
    expect(["es-ES", "es-AR", "pt-BR", "en-GB"].map(paperOf)).toEqual(["A4", "A4", "A4", "A4"]);
    const rules = pageRules({
      size: "A4",
      wide: true,
      foot: 'Reporte "uno"',
      count: "Página {page} de {pages}",
    });
    expect(rules).toContain("size: A4 landscape");
    expect(rules).toContain('content: "Página " counter(page) " de " counter(pages) ""');
    expect(rules).toContain('"Reporte \\"uno\\""');
  });
});

describe("the export dialog", () => {
  it("makes the request of what is chosen, and keeps it for the next time", async () => {
    const { user, last, narrowing } = await report();
    await screen.findByRole("button", { name: /^Imprimir o guardar/ });
    setSession({ exportOpen: true });
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    expect(await dialog.findByText("Faltan días del período; el libro lo dirá")).toBeTruthy();
    expect(dialog.queryByRole("checkbox", { name: /hold y mute/ })).toBeNull();
    const ivr = await dialog.findByRole("checkbox", { name: /IVR vs\. transferido/ });
    expect(dialog.getByText("4.000 filas")).toBeTruthy();
    await user.click(ivr);
    await user.click(dialog.getByRole("checkbox", { name: /Tablero de agentes/ }));
    await user.click(dialog.getByRole("radio", { name: "Para el cliente" }));
    await user.click(dialog.getByRole("checkbox", { name: /nombres de los agentes/ }));
    await user.click(dialog.getByRole("radio", { name: "English" }));
    await user.click(await dialog.findByRole("button", { name: "Elegir otra…" }));
    await user.click(dialog.getByRole("button", { name: "Escribir 3 hojas" }));
    await waitFor(() => expect(last("export")).toBeDefined());
    const { sheets, language, place, ...more } = last<ExportRequest>("export") as ExportRequest;
    expect(more).toEqual({
      scorecard: { operation: "sample", from: "2026-11-13", to: "2026-11-19" },
      edition: "client",
      mask_agents: true,
    });
    expect([language, place, sheets.length]).toEqual(["en", "remembered", 2]);
    expect(sheets[0]?.narrowing).toEqual(narrowing);
    expect(sheets[0]?.columns).not.toContain("conn_id");
    expect(sheets[0]?.table).toMatchObject({ report: "agent_13", from: "2026-11-13T00:00:00" });
    expect(sheets[1]?.table).toMatchObject({ report: "diagram_11", to: "2026-11-19T23:59:59" });
    expect([sheets[1]?.columns, sheets[1]?.narrowing.filters]).toEqual([[], []]);
    const kept = last<{ key: string; value: string }>("set_setting");
    expect([kept?.key, JSON.parse(kept?.value ?? "")]).toEqual([
      "export",
      {
        columns: "shown",
        language: "en",
        place: "remembered",
        others: ["diagram_11"],
        card: true,
        edition: "client",
        maskAgents: true,
        detail: "inside",
      },
    ]);
    await user.click(await screen.findByRole("button", { name: "Exportar" }));
    await user.click(await screen.findByRole("menuitem", { name: "Como la última vez" }));
    await waitFor(() =>
      expect(last<ExportRequest>("export")?.sheets.map(({ table }) => table.report)).toEqual([
        "agent_13",
        "diagram_11",
      ]),
    );
  }, 120_000);
});

describe("what of a workbook is chosen", () => {
  it("leaves out the pages of some questions, and has room for ten tiles", async () => {
    const { user, last } = await report();
    await screen.findByRole("button", { name: /^Imprimir o guardar/ });
    setSession({ exportOpen: true });
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    await user.click(await dialog.findByText("Contenido y aspecto"));
    const group = (name: RegExp) => within(dialog.getByRole("group", { name }));
    const names = (name: RegExp) =>
      group(name)
        .getAllByRole("checkbox")
        .map((one) => one.closest("label")?.textContent ?? "");
    expect(names(/Páginas de preguntas/)).toEqual(["Transferencias"]);
    await user.click(await dialog.findByRole("checkbox", { name: /IVR vs\. transferido/ }));
    await user.click(dialog.getByRole("checkbox", { name: /Tablero de agentes/ }));
    expect(names(/Páginas de preguntas/)).toEqual([
      "Hold y AHT",
      "Transferencias",
      "Llamadas por hora",
      "Embudo de llamadas",
    ]);
    await user.click(dialog.getByRole("checkbox", { name: "Embudo de llamadas" }));
    const tiles = group(/Cifras de la primera página \(hasta 10\)/).getAllByRole("checkbox");
    expect(tiles.length).toBeGreaterThan(10);
    for (const tile of tiles.slice(0, 10)) await user.click(tile);
    expect(tiles.slice(10).every((tile) => (tile as HTMLInputElement).disabled)).toBe(true);
    await user.click(dialog.getByRole("button", { name: "Escribir 3 hojas" }));
    await waitFor(() => expect(last("export")).toBeDefined());
    const { look } = last<ExportRequest>("export") as ExportRequest;
    expect([look?.without, look?.tiles.length]).toEqual([["funnel"], 10]);
  }, 120_000);
});

describe("what the export dialog tells and keeps", () => {
  it("tells rows and names before anything is written, and puts the rows beside", async () => {
    const { user, last } = await report([], "large");
    setSession({ exportOpen: true });
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    expect(await dialog.findByText(/^[\d.]{7,} filas hacen un libro pesado$/)).toBeTruthy();
    expect(dialog.getByText(/ocuparían \d hojas/)).toBeTruthy();
    expect(dialog.getByText(/_Muestra\.xlsx$/)).toBeTruthy();
    expect(dialog.getByText("Hay un archivo con ese nombre y se reemplazará.")).toBeTruthy();
    await user.click(dialog.getByRole("radio", { name: "CSV aparte" }));
    expect(await dialog.findByText(/_Muestra_agent_13\.csv$/)).toBeTruthy();
    expect(dialog.queryByText(/libro pesado/)).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Escribir el libro" }));
    await waitFor(() => expect(last<ExportRequest>("export")?.detail).toBe("csv"));
  }, 120_000);

  it("keeps what is chosen as a template, and takes it again", async () => {
    const { user, last, asked } = await report();
    setSession({ exportOpen: true });
    const dialog = within(await screen.findByRole("dialog", { name: "Exportar a Excel" }));
    await user.click(dialog.getByText("Contenido y aspecto"));
    await user.click(dialog.getByRole("checkbox", { name: "Gráficos" }));
    await user.click(dialog.getByRole("button", { name: "Elegir un logotipo…" }));
    expect(await dialog.findByRole("img", { name: "Logotipo" })).toBeTruthy();
    await user.click(dialog.getByRole("radio", { name: "Para el cliente" }));
    await user.click(dialog.getByRole("button", { name: "Qué hacer con plantillas" }));
    await user.click(await screen.findByRole("menuitem", { name: "Guardar como…" }));
    await user.type(
      dialog.getByRole("textbox", { name: "Nombre de la plantilla" }),
      "Junta{Enter}",
    );
    const chosen = await dialog.findByRole("button", { name: /^Junta/ });
    const kept = last<{ layout: { edition: string; look: { charts: boolean } } }>("save_template");
    expect([kept?.layout.edition, kept?.layout.look.charts]).toEqual(["client", false]);
    await user.click(chosen);
    await user.click(await screen.findByRole("menuitem", { name: "Sin plantilla" }));
    expect(dialog.queryByRole("img", { name: "Logotipo" })).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Sin plantilla" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Junta/ }));
    expect(await dialog.findByRole("img", { name: "Logotipo" })).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: /^Escribir/ }));
    await waitFor(() => expect(last<ExportRequest>("export")?.look?.charts).toBe(false));
    const again = last<{ key: string; value: string }>("set_setting");
    expect(JSON.parse(again?.value ?? "").template).toBe(1);
    await user.click(await screen.findByRole("button", { name: "Exportar" }));
    await user.click(await screen.findByRole("menuitem", { name: "Como la última vez" }));
    await waitFor(() => expect(asked.filter(({ name }) => name === "export").length).toBe(2));
    expect(last<ExportRequest>("export")?.look).toMatchObject({ charts: false, questions: true });
  }, 120_000);
});
