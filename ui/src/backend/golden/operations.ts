// Operations of the stand-in: one real, one of sample data; and the settings of the window.
import type { OperationView } from "../index";
import { today } from "./people";
import { type Answers, type Desk, errorOf, fail } from "./scene";

const sample: OperationView = {
  id: "sample",
  name: "Operación de ejemplo",
  address: "",
  zone: "America/Bogota",
  sample: true,
  token: "not_needed",
  today,
};
const real: OperationView = {
  id: "op1",
  name: "Contacto Andino",
  address: "https://wv0015.wolkvox.com",
  zone: "America/Bogota",
  sample: false,
  token: "keyring",
  today,
};

function startingWith(scene: string): OperationView[] {
  if (scene.startsWith("first") || scene === "nokeyring") return [];
  return scene === "tokenless" ? [{ ...real, token: "absent" }, sample] : [sample, real];
}

/** The test of a connection; the token `malo` is refused. */
function tried(
  desk: Desk,
  token: string | null,
): ReturnType<NonNullable<Answers["try_connection"]>> {
  const refused = token === "malo";
  const reached = refused ? null : true;
  return {
    steps: [
      { step: "address", ok: true, error: null },
      { step: "token", ok: !refused, error: refused ? errorOf("TOK-2") : null },
      { step: "quota", ok: reached, error: null },
      { step: "names", ok: reached, error: null },
    ],
    quota: refused ? null : desk.ledger.quota(),
    names: refused ? 0 : 31,
  };
}

/** Targets of somebody who is hard to please. */
const targets = {
  aux_share: { target: 0.12, warn: 0.2, higher: false },
  occupancy: { target: 0.7, warn: null, higher: true },
  avg_acw: { target: 60, warn: 75, higher: false },
  aht: { target: 300, warn: null, higher: false },
  queue_loss: { target: 0.15, warn: 0.2, higher: false },
  containment: { target: 0.6, warn: 0.5, higher: true },
};

function settingAnswers(desk: Desk): Answers {
  const settings = new Map<string, string>();
  if (desk.options.scene === "targets") settings.set("targets", JSON.stringify(targets));
  return {
    app_info: () => ({
      version: "0.1.0",
      language: navigator.language.slice(0, 2),
      keyring: desk.options.scene !== "nokeyring",
    }),
    setting: ({ key }) => ({ key, value: settings.get(key) ?? null }),
    set_setting: ({ key, value }) => {
      if (value === null) settings.delete(key);
      else settings.set(key, value);
      return {};
    },
  };
}

export function operationAnswers(desk: Desk): Answers {
  let operations = startingWith(desk.options.scene);
  const changed = () => desk.tell("changed", { tags: ["archive", "quota", "runs"] });
  const change = (id: string, part: Partial<OperationView>): OperationView => {
    const held = operations.find((operation) => operation.id === id) ?? fail("USE-2");
    const next = { ...held, ...part };
    operations = operations.map((operation) => (operation.id === id ? next : operation));
    return next;
  };
  return {
    ...settingAnswers(desk),
    operations: () => ({ operations }),
    check_server: ({ text }) => {
      const pattern = /^(?:https?:\/\/)?(?:wv)?(\d{3,5})(?:\.wolkvox\.com.*)?$/i;
      const code = pattern.exec(text.trim())?.[1];
      return code ? { code, address: `https://wv${code}.wolkvox.com` } : fail("SRV-1", { text });
    },
    try_connection: ({ token }) => tried(desk, token),
    add_operation: ({ name, server, zone, session_only }) => {
      const added: OperationView = {
        ...real,
        id: `op${operations.length + 1}`,
        name,
        address: `https://wv${server.replace(/\D/g, "")}.wolkvox.com`,
        zone: zone ?? "America/Bogota",
        token: session_only ? "session" : "keyring",
      };
      operations = [...operations, added];
      return added;
    },
    set_token: ({ operation, session_only }) =>
      change(operation, { token: session_only ? "session" : "keyring" }),
    remove_operation: ({ operation }) => {
      operations = operations.filter((held) => held.id !== operation);
      changed();
      return {};
    },
    open_sample: () => {
      if (!operations.includes(sample)) operations = [...operations, sample];
      return sample;
    },
    wipe_sample: () => {
      operations = operations.filter((operation) => !operation.sample);
      changed();
      return {};
    },
  };
}
