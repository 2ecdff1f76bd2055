// Light, dark or the system's. The root element carries the one in force.
import type { Backend } from "../backend";
import type { Language } from "../format";
import { speak } from "../i18n";
import { setSession, type Theme, useSession } from "./session";

const system = () => window.matchMedia("(prefers-color-scheme: dark)");

function apply(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && system().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Only the first paint of the next start suffers.
  }
}

/** Takes the remembered theme and follows the system where nothing was chosen. */
export function followTheme(): void {
  const kept = (() => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  })();
  const theme: Theme = kept === "light" || kept === "dark" ? kept : "system";
  setSession({ theme });
  apply(theme);
  system().addEventListener("change", () => apply(useSession.getState().theme));
}

export function chooseTheme(backend: Backend, theme: Theme): void {
  setSession({ theme });
  remember("theme", theme);
  apply(theme);
  void backend.call("set_setting", { key: "theme", value: JSON.stringify(theme) }).catch(() => {});
}

export async function chooseLanguage(backend: Backend, language: Language): Promise<void> {
  remember("language", language);
  await speak(language);
  // The core reads this one itself, as it is written.
  await backend.call("set_setting", { key: "language", value: language }).catch(() => {});
}
