// The shell's own content security policy, for looking at the window outside the shell.
import { readFileSync } from "node:fs";

export const nonceToken = "__TAURI_STYLE_NONCE__";

const shell = JSON.parse(readFileSync(new URL("../../tauri.conf.json", import.meta.url), "utf8"));

/** The nonce goes where the shell puts it. */
export function policy(nonce) {
  return Object.entries(shell.app.security.csp)
    .map(([part, from]) => `${part} ${from}${part === "style-src" ? ` 'nonce-${nonce}'` : ""}`)
    .join("; ");
}
