// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Backend, Failure, type RowsRequest } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { answersCache, BackendProvider } from "../src/state/answers";
import { setSession, act as step } from "../src/state/session";
import { App } from "../src/views/frame/App";

// The machine may be busy.
configure({ asyncUtilTimeout: 8000 });
beforeAll(() => startWords("es"));
afterEach(() => {
  cleanup();
  setSession({ operation: null, opened: null, place: "report", chartsFolded: false });
});

function open(backend: Backend) {
  return render(
    <QueryClientProvider client={answersCache()}>
      <BackendProvider value={backend}>
        <App />
      </BackendProvider>
    </QueryClientProvider>,
  );
}

describe("the first start", () => {
  it("offers both doors and says whose program this is", async () => {
    open(goldenBackend({ scene: "first", delay: 0 }));
    expect(await screen.findByText("Conectar mi operación")).toBeTruthy();
    expect(screen.getByText("Explorar con datos de ejemplo")).toBeTruthy();
    expect(screen.getByText(/No es un producto de wolkvox/)).toBeTruthy();
  });

  it("walks through connecting, and says before saving that a token will not be kept", async () => {
    const user = userEvent.setup();
    open(goldenBackend({ scene: "nokeyring", delay: 0 }));
    await user.click(await screen.findByText("Conectar mi operación"));
    await user.type(await screen.findByLabelText("Nombre de la operación"), "Andina");
    await user.click(screen.getByRole("button", { name: "Continuar" }));
    await user.type(await screen.findByLabelText("Código del servidor"), "wv0015");
    expect(await screen.findByText(/https:\/\/wv0015\.wolkvox\.com/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Continuar" }));
    await user.type(await screen.findByLabelText("Token de wolkvox"), "abc");
    expect(screen.getByText("Este computador no tiene dónde guardar el token")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Continuar" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Continuar" }));
    await waitFor(() => expect(screen.getByText(/quedan 17[.,]868 consultas/)).toBeTruthy());
    expect(screen.getByRole("button", { name: "Guardar y empezar" })).toHaveProperty(
      "disabled",
      false,
    );
  }, 60_000);
});

describe("a start that fails", () => {
  it("says why, what is safe and what to do, instead of an empty window", async () => {
    const shut = new Failure({ code: "ARC-3", params: {}, detail: "taken", retry: true });
    open({ ...goldenBackend({ scene: "", delay: 0 }), call: () => Promise.reject(shut) });
    expect(await screen.findByText("Atalaya no pudo abrir sus datos")).toBeTruthy();
    expect(screen.getByText(/Otro programa está ocupando los datos/)).toBeTruthy();
    expect(screen.getByText("Lo guardado sigue intacto.")).toBeTruthy();
    expect(screen.getByText(/Espere a que termine/)).toBeTruthy();
  });
});

describe("the rows of a report", () => {
  // Their part of the program is read when it is first shown; on a busy machine that alone takes its time.
  beforeAll(
    () => Promise.all([import("../src/views/report/Report"), import("../src/views/rows/Rows")]),
    120_000,
  );

  it("are asked with one revision a question, and a greater one for the next", async () => {
    const golden = goldenBackend({ scene: "", delay: 0 });
    const asked: RowsRequest[] = [];
    open({
      ...golden,
      rows: (request) => {
        asked.push(request);
        return golden.rows(request);
      },
    });
    await screen.findByRole("button", { name: "Ajustes" });
    // Only now: what was restored unfolds them, and there is nothing here to draw them on.
    setSession({ place: "report", chartsFolded: true });
    step({ do: "open", report: "agent_13" });
    await waitFor(() => expect(asked.length).toBeGreaterThan(0), { timeout: 20_000 });
    step({ do: "search", text: "ana" });
    await waitFor(() => expect(asked.at(-1)?.narrowing.search).toBe("ana"));
    const byQuestion = new Map<string, Set<number>>();
    for (const { narrowing, revision } of asked)
      byQuestion.set(
        narrowing.search,
        (byQuestion.get(narrowing.search) ?? new Set()).add(revision),
      );
    const [before, after] = ["", "ana"].map((search) => [...(byQuestion.get(search) ?? [])]);
    expect(after?.length).toBe(1);
    expect(after?.[0]).toBeGreaterThan(Math.max(...(before ?? [])));
  }, 60_000);
});

describe("an operation that lost its token", () => {
  it("gets a new one from the settings, but never one that wolkvox refused", async () => {
    const user = userEvent.setup();
    setSession({ chartsFolded: true });
    open(goldenBackend({ scene: "tokenless", delay: 0 }));
    await user.click(await screen.findByRole("button", { name: "Ajustes" }));
    expect(await screen.findByText("Falta el token.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Cambiar el token" }));
    await user.type(await screen.findByLabelText("Token de wolkvox"), "malo");
    await user.click(screen.getByRole("button", { name: "Probar y guardar" }));
    expect(await screen.findByText(/wolkvox no aceptó el token/)).toBeTruthy();
    await user.clear(screen.getByLabelText("Token de wolkvox"));
    await user.type(screen.getByLabelText("Token de wolkvox"), "f3b1-bueno");
    await user.click(screen.getByRole("button", { name: "Probar y guardar" }));
    expect(await screen.findByText("El token está en el llavero del sistema.")).toBeTruthy();
    expect(screen.queryByText("Falta el token.")).toBeNull();
  }, 60_000);
});

describe("a big plan", () => {
  it("asks once how many calls are left, and a small one does not", async () => {
    const golden = goldenBackend({ scene: "", delay: 0 });
    const asked: string[] = [];
    const backend: Backend = {
      ...golden,
      call: (name, request) => {
        asked.push(name);
        return golden.call(name, request);
      },
    };
    open(backend);
    await screen.findAllByRole("navigation");
    step({ do: "open", report: "agent_14" });
    step({ do: "period", period: { preset: "custom", from: "2025-11-01", to: "2026-01-05" } });
    setSession({ place: "report", fetchOpen: true });
    await waitFor(() => expect(asked.filter((name) => name === "ask_quota")).toHaveLength(1));
    await screen.findByText(/Cupo|cupo|quedan/i);
    setSession({ fetchOpen: false });
    step({ do: "period", period: { preset: "custom", from: "2026-01-04", to: "2026-01-05" } });
    setSession({ fetchOpen: true });
    await waitFor(() => expect(asked.at(-1)).not.toBe("ask_quota"));
    expect(asked.filter((name) => name === "ask_quota")).toHaveLength(1);
  }, 60_000);
});
