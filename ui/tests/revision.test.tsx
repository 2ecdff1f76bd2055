// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, configure, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { type Backend, Failure, superseded } from "../src/backend";
import { Views } from "../src/backend/golden/views";
import { answersCache, BackendProvider, useAnswer } from "../src/state/answers";
import { nextRevision } from "../src/state/revision";

configure({ asyncUtilTimeout: 8000 });
afterEach(cleanup);

describe("the count of a view's questions", () => {
  it("only grows, even within a millisecond or when the clock falls back", () => {
    const counts = [5000, 5000, 10, 6000].map((now) => nextRevision("clock", () => now));
    expect(counts).toEqual([5000, 5001, 5002, 6000]);
  });
  it("begins above whatever an earlier page of the same window had reached", () => {
    expect(nextRevision("fresh", () => 1_700_000_000_000)).toBe(1_700_000_000_000);
  });
});

interface Asked {
  search: string;
  revision: number;
  give: (n: number) => void;
}

/** A core that answers when told to, and drops what a newer question of the view took over. */
function slowCore() {
  const asked: Asked[] = [];
  const views = new Views();
  const backend = {
    call: (_: string, request: { narrowing: { search: string }; revision: number }) =>
      new Promise((resolve, reject) => {
        const wanted = views.begin(request);
        const give = (n: number) => {
          try {
            wanted();
            resolve({ kpis: [{ n }] });
          } catch (thrown) {
            reject(thrown);
          }
        };
        asked.push({ search: request.narrowing.search, revision: request.revision, give });
      }),
    rows: () => Promise.reject(new Error("not asked")),
    on: () => () => {},
  };
  return { asked, backend: backend as unknown as Backend };
}

function Probe({ search }: { search: string }) {
  const table = { operation: "o", report: "r", params: {}, from: "", to: "" };
  const narrowing = { filters: [], search, conditions: [] };
  const answer = useAnswer("kpis", { table, narrowing, kpis: [], by: null, view: "cards" });
  return (
    <p>{answer.error ? "failed" : `n ${answer.data?.kpis[0]?.n ?? "none"} ${answer.status}`}</p>
  );
}

function probing(core: ReturnType<typeof slowCore>) {
  const cache = answersCache();
  const page = (search: string) => (
    <QueryClientProvider client={cache}>
      <BackendProvider value={core.backend}>
        <Probe search={search} />
      </BackendProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(page("a"));
  return (search: string) => rerender(page(search));
}

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));

describe("a question that a newer one took over", () => {
  it("is never shown, in whatever order the answers come", async () => {
    const core = slowCore();
    const ask = probing(core);
    ask("b");
    const [first, second] = core.asked;
    expect(second?.revision).toBeGreaterThan(first?.revision ?? 0);
    second?.give(2);
    first?.give(1);
    expect(await screen.findByText("n 2 success")).toBeTruthy();
    await settled();
    expect(screen.getByText("n 2 success")).toBeTruthy();
  });

  it("is asked anew when one comes back to it, and its end is no error", async () => {
    const core = slowCore();
    const ask = probing(core);
    ask("b");
    ask("a");
    expect(core.asked.map(({ search }) => search)).toEqual(["a", "b", "a"]);
    core.asked[0]?.give(1);
    core.asked[1]?.give(2);
    await settled();
    expect(screen.queryByText("failed")).toBeNull();
    core.asked[2]?.give(3);
    expect(await screen.findByText("n 3 success")).toBeTruthy();
  });

  it("is an error of the core with a code of its own", () => {
    const views = new Views();
    const early = views.begin({ view: "v", revision: 1 });
    const same = views.begin({ view: "v", revision: 1 });
    expect(early).not.toThrow();
    views.begin({ view: "v", revision: 2 });
    expect(same).toThrow(Failure);
    const late = views.begin({ view: "v", revision: 1 });
    try {
      late();
    } catch (thrown) {
      expect((thrown as Failure).view.code).toBe(superseded);
    }
    expect(views.begin({ view: "", revision: 0 })).not.toThrow();
  });
});
