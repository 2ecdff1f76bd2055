// Stands in for the core in a plain browser and in tests. Never part of a production bundle.
// What tests/golden/ipc holds is answered from there; rows and runs come from an invented operation.

import { dataAnswers, fetchAnswers, fileAnswers, listAnswers } from "./golden/answers";
import { rows } from "./golden/ask";
import { templateAnswers } from "./golden/exporting";
import { Ledger } from "./golden/fetching";
import { homeAnswers } from "./golden/home";
import { operationAnswers } from "./golden/operations";
import { type Answers, type Desk, fail, type GoldenOptions, type Tell } from "./golden/scene";
import { Team, teamAnswers } from "./golden/team";
import { upkeepAnswers } from "./golden/upkeep";
import { Views } from "./golden/views";
import type { Backend, Events, RowsRequest, RowsView } from "./index";

export type { GoldenOptions } from "./golden/scene";

type Handlers = { [E in keyof Events]: Set<(payload: Events[E]) => void> };

function optionsOf(search: string): GoldenOptions {
  const params = new URLSearchParams(search);
  return { scene: params.get("scene") ?? "", delay: Number(params.get("delay") ?? 60) };
}

/** Answers after the delay, so that waiting can be seen. */
function later<T>(delay: number, make: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(make());
      } catch (thrown) {
        reject(thrown);
      }
    }, delay);
  });
}

/** The scene of thirty million rows shows the same few over and over. */
function stretch(desk: Desk, request: RowsRequest): RowsView {
  if (desk.options.scene !== "huge") return rows(request, desk.held, desk.ledger.generation);
  const few = rows({ ...request, offset: 0, limit: 200 }, desk.held, desk.ledger.generation);
  return { ...few, offset: request.offset, total: 30_000_000 };
}

/** The scorecard is the only other question of rows; it has neither report nor table. */
const waits = (request: object) => "from" in request && !("report" in request);

/** What the home screen waits for. */
const ofHome = new Set(["overview", "export_log", "history"]);

export function goldenBackend(options: GoldenOptions = optionsOf(window.location.search)): Backend {
  const handlers: Handlers = {
    run: new Set(),
    export: new Set(),
    copying: new Set(),
    changed: new Set(),
  };
  const tell: Tell = (event, payload) => {
    for (const handler of handlers[event]) handler(payload);
  };
  const ledger = new Ledger(options.scene);
  const team = new Team(options.scene);
  const views = new Views();
  const desk: Desk = {
    options,
    tell,
    ledger,
    held: (table, date) => ledger.held(table.report, date),
    guarded: (answer) => (options.scene === "broken" ? fail("ARC-1") : answer()),
  };
  const answers: Answers = {
    ...operationAnswers(desk),
    ...listAnswers(),
    ...fetchAnswers(desk),
    ...dataAnswers(desk, team),
    ...teamAnswers(desk, team),
    ...fileAnswers(desk),
    ...templateAnswers(desk),
    ...upkeepAnswers(desk),
    ...homeAnswers(desk),
  };
  // A question of the held rows takes long in the scene that looks at waiting.
  const delayOf = (request: object, name: string) =>
    options.scene === "slow" && ("table" in request || waits(request) || ofHome.has(name))
      ? 3_600_000
      : options.delay;
  const asked = <T>(request: object, answer: () => T, name = ""): Promise<T> => {
    const stillWanted = views.begin(request);
    return later(delayOf(request, name), () => {
      stillWanted();
      return answer();
    });
  };
  return {
    call: (name, request) =>
      asked(
        request,
        () => {
          if (options.scene === "shut") fail("ARC-2");
          const answer = answers[name] as ((request: unknown) => never) | undefined;
          return answer ? answer(request) : fail("INT-1");
        },
        name,
      ),
    rows: (request) => asked(request, () => desk.guarded(() => stretch(desk, request))),
    on: (event, handler) => {
      handlers[event].add(handler);
      return () => handlers[event].delete(handler);
    },
  };
}
