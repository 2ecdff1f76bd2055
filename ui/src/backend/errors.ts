// From code to weight and next step. Exhaustive: a new code does not compile without a line here.
import type { Code } from "./bindings";

/** `stop`: the user must act; `wait`: time heals it; `note`: done, with a remark. */
export type Severity = "stop" | "wait" | "note";

/** What the button of the error does. */
export type Remedy =
  | "retry"
  | "token"
  | "server"
  | "free_disk"
  | "close_other"
  | "save_as"
  | "narrow"
  | "fetch"
  | "report_bug"
  | "none";

export const errorTable: Record<Code, { severity: Severity; action: Remedy }> = {
  "SRV-1": { severity: "stop", action: "server" },
  "TOK-1": { severity: "stop", action: "token" },
  "TOK-2": { severity: "stop", action: "token" },
  "TOK-3": { severity: "stop", action: "token" },
  "NET-RED": { severity: "stop", action: "server" },
  "NET-HTML": { severity: "wait", action: "retry" },
  "NET-DNS": { severity: "wait", action: "retry" },
  "NET-5": { severity: "wait", action: "retry" },
  "NET-CUT": { severity: "wait", action: "retry" },
  "NET-SLOW": { severity: "wait", action: "retry" },
  "NET-TIME": { severity: "wait", action: "retry" },
  "NET-HDR": { severity: "stop", action: "report_bug" },
  "TLS-1": { severity: "stop", action: "server" },
  "PRX-1": { severity: "stop", action: "retry" },
  "QUO-1": { severity: "wait", action: "retry" },
  "QUO-2": { severity: "wait", action: "none" },
  "QUO-3": { severity: "wait", action: "close_other" },
  "NET-MNT": { severity: "wait", action: "retry" },
  "API-1": { severity: "wait", action: "retry" },
  "API-2": { severity: "wait", action: "retry" },
  "API-3": { severity: "note", action: "retry" },
  "API-4": { severity: "stop", action: "none" },
  "API-5": { severity: "stop", action: "none" },
  "CAP-1": { severity: "note", action: "narrow" },
  "CAP-2": { severity: "note", action: "narrow" },
  "DSK-1": { severity: "stop", action: "free_disk" },
  "DSK-2": { severity: "stop", action: "retry" },
  "FIL-1": { severity: "stop", action: "none" },
  "SYS-1": { severity: "stop", action: "retry" },
  "ARC-1": { severity: "stop", action: "report_bug" },
  "ARC-2": { severity: "stop", action: "none" },
  "ARC-3": { severity: "wait", action: "close_other" },
  "KEY-1": { severity: "stop", action: "token" },
  "KEY-2": { severity: "stop", action: "retry" },
  "KEY-3": { severity: "stop", action: "retry" },
  "KEY-4": { severity: "stop", action: "token" },
  "XLS-1": { severity: "stop", action: "retry" },
  "XLS-2": { severity: "stop", action: "save_as" },
  "REP-1": { severity: "stop", action: "none" },
  "USE-1": { severity: "stop", action: "none" },
  "USE-2": { severity: "stop", action: "none" },
  "KPI-1": { severity: "note", action: "fetch" },
  "CAN-1": { severity: "note", action: "retry" },
  "INT-1": { severity: "stop", action: "report_bug" },
};

export function remedyOf(code: string): { severity: Severity; action: Remedy } {
  return errorTable[code as Code] ?? { severity: "stop", action: "report_bug" };
}
