// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Backend, FetchRequest } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { answersCache, BackendProvider, useNews } from "../src/state/answers";
import { useToday } from "../src/state/today";
import Today from "../src/views/today/Today";

beforeAll(() => startWords("es"));
// A quarter past ten of the invented day, in Bogota.
beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-20T15:15:00Z") }));
afterEach(() => {
  cleanup();
  useToday.setState({ on: false, chosen: {} });
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Second by second, so that the screen is drawn anew in between. */
async function pass(seconds: number) {
  for (let left = seconds; left > 0; left -= 1)
    await act(async () => void (await vi.advanceTimersByTimeAsync(Math.min(left, 1) * 1000)));
}

/** The screen in a window that hears the core's news. */
function Listening(props: Parameters<typeof Today>[0]) {
  useNews();
  return <Today {...props} />;
}

async function open(scene: string) {
  const golden = goldenBackend({ scene, delay: 0 });
  const fetched: FetchRequest[] = [];
  const backend: Backend = {
    ...golden,
    call: (name, request) => {
      if (name === "fetch") fetched.push(request as FetchRequest);
      return golden.call(name, request);
    },
  };
  const [operations, reports] = [golden.call("operations", {}), golden.call("reports", {})];
  await vi.advanceTimersByTimeAsync(10);
  const operation = (await operations).operations[0];
  if (!operation) throw new Error("no operation");
  render(
    <QueryClientProvider client={answersCache()}>
      <BackendProvider value={backend}>
        <Listening operation={operation} reports={(await reports).reports} />
      </BackendProvider>
    </QueryClientProvider>,
  );
  await pass(1);
  return fetched;
}

const turn = () => fireEvent.click(screen.getByLabelText("Leer de nuevo cada 5 minutos"));

it("counts down to the first that may be read, and reads one at a time", async () => {
  const fetched = await open("today");
  expect(screen.getByText(/4 consultas por vuelta, hasta 48 por hora/)).toBeTruthy();
  await pass(3);
  expect(fetched).toEqual([]);
  cleanup();
  vi.setSystemTime(new Date("2026-11-20T15:15:00Z"));
  const again = await open("today");
  turn();
  await pass(1);
  expect(screen.getByRole("timer").textContent).toMatch(/^1:0\d para IVR vs\. transferido/);
  await pass(70);
  expect(again.map(({ report }) => report)).toEqual(["diagram_11"]);
  expect(again[0]).toMatchObject({ from: "2026-11-20", to: "2026-11-20", reread: false });
  // Each of the others is asked once when its own five minutes are over.
  await pass(50);
  expect(again.map(({ report }) => report)).toEqual(["diagram_11", "agent_14"]);
}, 60_000);

it("asks nothing while the window is not seen, and goes on when it is", async () => {
  const fetched = await open("today");
  turn();
  const seen = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  act(() => void document.dispatchEvent(new Event("visibilitychange")));
  expect(screen.getByText(/la ventana no se ve/)).toBeTruthy();
  await pass(75);
  expect(fetched).toEqual([]);
  seen.mockReturnValue("visible");
  act(() => void document.dispatchEvent(new Event("visibilitychange")));
  await pass(0.5);
  expect(fetched.length).toBe(1);
}, 60_000);

it("stops by itself where few calls are left, and says so", async () => {
  const fetched = await open("lowquota");
  turn();
  await pass(75);
  expect(screen.getByText(/detenida: quedan pocas consultas/)).toBeTruthy();
  expect(fetched).toEqual([]);
}, 60_000);

it("reads what was ticked, even if it was never read today, and says what it costs", async () => {
  const fetched = await open("");
  expect(screen.getByText(/ningún reporte marcado/)).toBeTruthy();
  fireEvent.click(screen.getByRole("checkbox", { name: /AMD: detalle/ }));
  await pass(1);
  expect(screen.getByText(/1 consulta por vuelta/)).toBeTruthy();
  turn();
  await pass(2);
  expect(fetched.map(({ report }) => report)).toEqual(["campaign_7"]);
}, 60_000);

it("tells the last known state as such, and what cannot be known", async () => {
  await open("today");
  await pass(1);
  expect(screen.getByText(/No es su estado actual/)).toBeTruthy();
  expect(screen.getByText(/el estado actual no está en los datos/)).toBeTruthy();
  expect(screen.getByText("Ana Quintero")).toBeTruthy();
}, 60_000);
