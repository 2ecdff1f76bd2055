// The language of the words, kept by the core and remembered for the next start.
import type { Backend } from "../backend";
import { type Language, languageOf } from "../format";
import { speak } from "../i18n";
import { recall, remember } from "./preferences";

/** The language of the last start; nothing needs to be asked before the first words. */
function rememberedLanguage(): Language | null {
  const kept = recall("language");
  return kept === null ? null : languageOf(kept);
}

/** The core's word: what was chosen, or the system's; null where the archive cannot be opened. */
async function told(backend: Backend): Promise<Language | null> {
  const info = await backend.call("app_info", {}).catch(() => null);
  if (!info) return null;
  const language = languageOf(info.language);
  remember("language", language);
  return language;
}

/** The language of the first words. */
export async function firstLanguage(backend: Backend): Promise<Language> {
  return rememberedLanguage() ?? (await told(backend)) ?? languageOf(navigator.language);
}

/** Corrects the language of the last start where the core knows another. */
export async function followLanguage(backend: Backend, spoken: Language): Promise<void> {
  const language = await told(backend);
  if (language && language !== spoken) await speak(language);
}

export async function chooseLanguage(backend: Backend, language: Language): Promise<void> {
  remember("language", language);
  await speak(language);
  // The core reads this one itself, as it is written.
  await backend.call("set_setting", { key: "language", value: language }).catch(() => {});
}
