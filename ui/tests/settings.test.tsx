// @vitest-environment happy-dom
import { cleanup, configure, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ForgetRequest, Setting } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { usual } from "../src/state/choices";
import { followPreferences, prefer } from "../src/state/preferences";
import { setSession } from "../src/state/session";
import { opened, recorded } from "./opened";

// The machine may be busy.
configure({ asyncUtilTimeout: 30_000 });
beforeAll(() => startWords("es"));
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  setSession({ ...usual, operation: null, opened: null, place: "report", copying: null });
});

/** The settings of the window, and what was asked of the core. */
async function settings(scene = "") {
  const { backend, all } = recorded(goldenBackend({ scene, delay: 0 }));
  await followPreferences(backend);
  prefer({ region: "es-CO" });
  const user = opened(backend);
  await user.click(await screen.findByRole("button", { name: "Ajustes" }));
  const part = (name: string) => screen.findByRole("region", { name });
  const kept = (key: string) => all<Setting>("set_setting").findLast((one) => one.key === key);
  return { user, part, all, kept };
}

describe("the looks", () => {
  it("are kept at once and in force at once, each of them", async () => {
    const { user, part, kept } = await settings();
    const look = within(await part("Apariencia"));
    await user.click(look.getByRole("radio", { name: "Cómoda" }));
    await user.click(look.getByRole("radio", { name: "Activado" }));
    await user.click(look.getByRole("radio", { name: "Oscuro" }));
    await user.click(look.getByRole("button", { name: "Más grande (Ctrl +)" }));
    expect(document.documentElement.dataset).toMatchObject({
      density: "comfortable",
      contrast: "more",
      theme: "dark",
    });
    expect(document.documentElement.style.fontSize).toBe("110%");
    expect(["density", "contrast", "theme", "zoom"].map((key) => kept(key)?.value)).toEqual([
      '"comfortable"',
      '"on"',
      '"dark"',
      "110",
    ]);
    const computer = within(await part("Este computador"));
    const letters = within(computer.getByRole("radiogroup", { name: /una sola letra/ }));
    await user.click(letters.getByRole("radio", { name: "No" }));
    const graphics = within(computer.getByRole("radiogroup", { name: "Gráficos seguros" }));
    await user.click(graphics.getByRole("radio", { name: "Sí" }));
    expect(kept("letters")?.value).toBe("false");
    expect(kept("safe_graphics")?.value).toBe("true");
    expect(await computer.findByText("Vale desde el próximo inicio")).toBeTruthy();
  }, 120_000);

  it("rewrite the examples as the chosen region does", async () => {
    const { user, part, kept } = await settings();
    const language = within(await part("Idioma y formatos"));
    await user.click(language.getByRole("button", { name: /Formato regional/ }));
    await user.click(await screen.findByRole("menuitem", { name: "español de México" }));
    expect(await language.findByText("1,234,567.89")).toBeTruthy();
    expect(kept("region")?.value).toBe('"es-MX"');
  }, 120_000);
});

describe("a target", () => {
  it("is kept once it makes sense, and says what is wrong until then", async () => {
    const { user, part, kept } = await settings();
    const targets = within(await part("Metas"));
    await user.click(targets.getByRole("button", { name: "Agregar meta" }));
    await user.click(await screen.findByRole("menuitem", { name: "ACW promedio" }));
    const line = within(await targets.findByRole("group", { name: "ACW promedio" }));
    await user.type(line.getByRole("textbox", { name: "Meta" }), "1:00");
    await user.type(line.getByRole("textbox", { name: "Límite de alerta" }), "0:30{Enter}");
    expect(await line.findByText("Debe quedar por encima de la meta.")).toBeTruthy();
    expect(kept("targets")?.value ?? "").not.toContain("30");
    await user.clear(line.getByRole("textbox", { name: "Límite de alerta" }));
    await user.type(line.getByRole("textbox", { name: "Límite de alerta" }), "1:30{Enter}");
    expect(JSON.parse(kept("targets")?.value ?? "")).toEqual({
      avg_acw: { target: 60, warn: 90, higher: false },
    });
    await user.click(line.getByRole("button", { name: "Quitar la meta de ACW promedio" }));
    await waitFor(() => expect(kept("targets")?.value).toBeNull());
  }, 120_000);
});

describe("deleting old days", () => {
  it("shows what would go, asks, and deletes only when sure", async () => {
    const { user, part, all } = await settings();
    const forget = within(await part("Conservación"));
    expect(await forget.findByText(/no hay nada guardado/)).toBeTruthy();
    const open = forget.getByRole("button", { name: "Borrar…" });
    expect(open).toHaveProperty("disabled", true);
    const year = (await forget.findAllByRole("spinbutton")).find(
      (part) => part.getAttribute("data-type") === "year",
    );
    await user.click(year as HTMLElement);
    await user.keyboard("2026");
    expect(await forget.findByText(/186 tramos/)).toBeTruthy();
    await user.click(open);
    const ask = within(await screen.findByRole("alertdialog"));
    expect(ask.getByText(/no se puede deshacer\. Lo que está/)).toBeTruthy();
    expect(ask.getByRole("button", { name: "Borrar" })).toHaveProperty("disabled", true);
    expect(all<ForgetRequest>("forget").every(({ dry }) => dry)).toBe(true);
    await user.click(ask.getByRole("checkbox"));
    await user.click(ask.getByRole("button", { name: "Borrar" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(all<ForgetRequest>("forget").filter(({ dry }) => !dry)).toEqual([
      { operation: "sample", before: "2026-11-01", dry: false },
    ]);
    expect(await forget.findByText("Borrado")).toBeTruthy();
  }, 120_000);
});

describe("the archive", () => {
  it("tells what a check found, in words, and what to do", async () => {
    const { user, part } = await settings("damaged");
    const archive = within(await part("Archivo local"));
    await user.click(archive.getByRole("button", { name: "Revisión completa" }));
    expect(await archive.findByText("Se encontraron 2 problemas")).toBeTruthy();
    expect(archive.getByText(/el archivo tiene otro contenido/)).toBeTruthy();
    expect(archive.getByText(/Tráigalos de nuevo desde la cobertura/)).toBeTruthy();
  }, 120_000);

  it("is restored from a backup only after a restart, which is offered", async () => {
    const { user, part, all } = await settings();
    const copies = within(await part("Copias de seguridad"));
    await user.click(copies.getByRole("button", { name: "Hacer copia…" }));
    expect(await copies.findByText(/Copia hecha/)).toBeTruthy();
    await user.click(copies.getByRole("button", { name: "Elegir copia…" }));
    expect(await copies.findByText("Falta reiniciar")).toBeTruthy();
    expect(copies.getByRole("button", { name: "Reiniciar ahora" })).toBeTruthy();
    expect(all("restart")).toEqual([]);
  }, 120_000);

  it("lets a backup that waits be withdrawn, and what was replaced be deleted once asked", async () => {
    const { user, part, all } = await settings("waits");
    const copies = within(await part("Copias de seguridad"));
    await user.click(await copies.findByRole("button", { name: "No usar la copia" }));
    await waitFor(() => expect(copies.queryByText("Falta reiniciar")).toBeNull());
    expect(all("withdraw_restore")).toEqual([{}]);
    expect(copies.getByText(/^2 archivos · 4\d/)).toBeTruthy();
    await user.click(copies.getByRole("button", { name: "Borrar…" }));
    const ask = within(await screen.findByRole("alertdialog"));
    expect(all("delete_replaced")).toEqual([]);
    await user.click(ask.getByRole("button", { name: "Borrar" }));
    await waitFor(() => expect(copies.queryByText(/^2 archivos/)).toBeNull());
    expect(all("delete_replaced")).toEqual([{}]);
  }, 120_000);
});
