// How a key is written: ⌘ on a Mac, Ctrl elsewhere.
import type { Words } from "../../i18n";
import { keyRows, type Press } from "./keyTable";

const isMac = /mac/i.test(globalThis.navigator?.platform ?? "");

export function keyText({ t, has }: Words, press: Press): string {
  const named = has(`ui.keys.named.${press.key}`) ? t(`ui.keys.named.${press.key}`) : press.key;
  const key = named.length === 1 ? named.toUpperCase() : named;
  if (press.afterG) return `G ${key}`;
  const parts = [
    ...(press.alt ? [isMac ? "⌥" : "Alt"] : []),
    ...(press.control ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(press.shift ? [isMac ? "⇧" : t("ui.keys.shift")] : []),
    key,
  ];
  return parts.join(isMac ? "" : "+");
}

const rowOfCommand: Record<string, string> = {
  "act.save": "save",
  "act.export": "export",
  "act.period": "period",
  "act.print": "print",
  "act.undo": "undo",
  "act.redo": "redo",
  "act.rail": "rail",
  "act.keys": "list",
};

/** The keys that do what a command does. */
export function pressesOf(command: string): Press[] {
  const id = rowOfCommand[command] ?? command.replace(/^place\./, "go.");
  return keyRows.find((row) => row.id === id)?.presses() ?? [];
}
