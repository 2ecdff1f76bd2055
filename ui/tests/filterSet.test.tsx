// @vitest-environment happy-dom
import { cleanup, configure, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, it } from "vitest";
import { goldenBackend } from "../src/backend/golden";
import { startWords } from "../src/i18n";
import { periodOf } from "../src/state/period";
import { setSession } from "../src/state/session";
import { emptyView, startHistory } from "../src/state/view";
import { opened } from "./opened";

// The machine may be busy.
configure({ asyncUtilTimeout: 30_000 });
beforeAll(() => startWords("es"));
afterEach(() => {
  cleanup();
  setSession({ operation: null, opened: null, place: "report" });
});

it("finds values by the words on screen, not only as they are held", async () => {
  const user = opened(goldenBackend({ scene: "", delay: 0 }));
  await screen.findByRole("button", { name: "Ajustes" });
  const view = emptyView("campaign_7", periodOf("last7", "2026-11-20"));
  setSession({ place: "report", chartsFolded: true, history: startHistory(view) });
  await user.click(await screen.findByRole("button", { name: "Filtro" }));
  await user.click(await screen.findByRole("menuitem", { name: "Resultado" }));
  const values = await screen.findByRole("group", { name: "Valores" });
  await within(values).findByRole("checkbox", { name: /Máquina/ });
  await user.type(screen.getByRole("searchbox", { name: "Buscar valores" }), "PÉRS");
  await waitFor(() =>
    expect(within(values).queryByRole("checkbox", { name: /Máquina/ })).toBeNull(),
  );
  expect(within(values).getByRole("checkbox", { name: /Persona/ })).toBeTruthy();
}, 60_000);
