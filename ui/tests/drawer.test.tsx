// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Backend, CopyRequest, OperationView, ReportView, RowsRequest } from "../src/backend";
import { Failure } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { answersCache, BackendProvider } from "../src/state/answers";
import { periodOf } from "../src/state/period";
import { setSession, useSession } from "../src/state/session";
import { emptyView, startHistory, tableOf } from "../src/state/view";
import type { Scope } from "../src/views/report/scope";
import { gridColumn } from "../src/views/rows/gridColumns";
import { RowDrawer } from "../src/views/rows/RowDrawer";
import { useCopying } from "../src/views/rows/rowsCopy";

configure({ asyncUtilTimeout: 8000 });
beforeAll(() => startWords("es"));
afterEach(cleanup);

const golden = goldenBackend({ scene: "", delay: 0 });
const texts = (all: { es: string }) => all.es;

async function scopeOf(code: string): Promise<Scope> {
  const { reports } = await golden.call("reports", {});
  const report = reports.find((held) => held.code === code) as ReportView;
  const operation = { id: "sample", zone: "America/Bogota" } as OperationView;
  const view = emptyView(code, periodOf("last7", "2026-11-20"));
  setSession({ history: startHistory(view) });
  const names = { list: () => [], of: () => null };
  return { operation, report, view, table: tableOf("sample", view), coverage: null, names };
}

function around(backend: Backend) {
  return ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={answersCache()}>
      <BackendProvider value={backend}>{children}</BackendProvider>
    </QueryClientProvider>
  );
}

async function open(backend: Backend, code = "agent_13", index = 0) {
  const scope = await scopeOf(code);
  const acts = { onMove: vi.fn(), onCopy: vi.fn(), onClose: vi.fn() };
  render(
    <RowDrawer
      scope={scope}
      columns={scope.report.columns.map((column) => gridColumn(column, texts))}
      grid={null}
      index={index}
      total={800}
      home={document.body}
      {...acts}
    />,
    { wrapper: around(backend) },
  );
  await screen.findByText("ID llamada");
  return acts;
}

describe("the detail of a row", () => {
  it("tells all fields, and the same call in this and the other reports", async () => {
    await open(golden);
    expect(screen.getByText("Fila 1 de 800")).toBeTruthy();
    expect(screen.getByText("ID llamada").getAttribute("title")).toMatch(/llamada/i);
    const heads = (await screen.findAllByRole("heading", { level: 4 })).map(
      (head) => head.textContent,
    );
    expect(heads).toContain("Evento por agente total (todos los agentes)");
    expect(await screen.findByText(/· En llamada$/)).toBeTruthy();
  }, 30_000);

  it("leads to those rows, filtered by the call", async () => {
    const user = userEvent.setup();
    await open(golden);
    const links = await screen.findAllByRole("button", { name: /^Ver \d+ filas?$/ });
    await user.click(links.at(-1) as HTMLElement);
    const { now } = useSession.getState().history;
    expect(now.report).toBe("agent_14");
    expect(now.narrowing.filters).toEqual([
      { column: "conn_id", tests: [{ op: "in", values: [expect.any(String)] }], any: false },
    ]);
  }, 30_000);

  it("asks for the call within the days of the row only", async () => {
    const asked: RowsRequest[] = [];
    const listening = {
      ...golden,
      rows: (request: RowsRequest) => {
        asked.push(request);
        return golden.rows(request);
      },
    };
    await open(listening);
    await waitFor(() => expect(asked.length).toBeGreaterThan(2));
    const related = asked.filter(({ view }) => view === "");
    expect(new Set(related.map(({ table }) => table.from.slice(0, 10)))).toEqual(
      new Set(["2026-11-13"]),
    );
    expect(related.every(({ table }) => table.to.startsWith("2026-11-13"))).toBe(true);
  }, 30_000);

  it("shows unknown as a dash, and what could not be read as it came", async () => {
    const row = [null, "1001", null, "2026-11-13T08:00:00", null, null, null];
    const kept = ['{"time":"4:3x:08"}', '{"nuevo_campo":"valor nuevo"}'];
    const rows = async (request: RowsRequest) => ({
      total: 800,
      offset: 0,
      generation: 1,
      columns: request.columns,
      rows: request.columns.includes("_unread") ? [[...row, ...kept]] : [],
    });
    await open({ ...golden, rows });
    expect(await screen.findByText("4:3x:08")).toBeTruthy();
    expect(screen.getByText("valor nuevo")).toBeTruthy();
    expect(screen.getByText("nuevo_campo")).toBeTruthy();
    expect(screen.getAllByText("—").length).toBe(5);
    expect(screen.getByText("Esta fila no es de ninguna llamada.")).toBeTruthy();
  }, 30_000);

  it("says which report could not be asked, and shows the others", async () => {
    const rows = (request: RowsRequest) =>
      request.table.report === "diagram_11"
        ? Promise.reject(new Failure({ code: "ARC-1", params: {}, detail: "", retry: false }))
        : golden.rows(request);
    await open({ ...golden, rows });
    expect(await screen.findByText("[ARC-1]")).toBeTruthy();
    expect(screen.getByText("Evento por agente total (todos los agentes)")).toBeTruthy();
  }, 30_000);

  it("goes on by arrows and closes by Escape", async () => {
    const user = userEvent.setup();
    const acts = await open(golden, "agent_13", 5);
    expect(document.activeElement?.textContent).toMatch(/Fila 6/);
    await user.keyboard("{ArrowDown}{ArrowUp}{Escape}");
    expect(acts.onMove.mock.calls).toEqual([[6], [4]]);
    expect(acts.onClose).toHaveBeenCalledOnce();
  }, 30_000);
});

describe("copying a selection", () => {
  const copying = async (backend: Backend) => {
    const scope = await scopeOf("agent_13");
    const columns = scope.report.columns.map((column) => gridColumn(column, texts));
    return renderHook(() => useCopying(scope, columns), { wrapper: around(backend) }).result;
  };
  const box = { top: 1, bottom: 3, columns: ["agent_name", "time"], allRows: false };

  it("reads the rows from the core and hands text and table to the clipboard", async () => {
    const copied: CopyRequest[] = [];
    const call = ((name: string, request: CopyRequest) => {
      if (name !== "copy_text") return golden.call(name as never, request as never);
      copied.push(request);
      return Promise.resolve({});
    }) as Backend["call"];
    const hook = await copying({ ...golden, call });
    await hook.current.copy(box, true);
    await waitFor(() => expect(hook.current.news).toEqual({ state: "copied", rows: 3 }));
    const lines = copied[0]?.text.split("\r\n") ?? [];
    expect(lines[0]).toBe("Agente\tDuración");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^\p{L}+ \p{L}+\t0:\d\d:\d\d$/u);
    expect(copied[0]?.html).toContain("<table>");
  }, 30_000);

  it("refuses more than it can hand over, and says what to do", async () => {
    const rows = vi.fn();
    const hook = await copying({ ...golden, rows });
    await hook.current.copy({ ...box, bottom: 100_001 }, false);
    await waitFor(() => expect(hook.current.news).toEqual({ state: "tooMany", rows: 100_001 }));
    expect(rows).not.toHaveBeenCalled();
  });
});
