// The language of the words, kept by the core and remembered for the next start.
import type { Backend } from "../backend";
import type { Language } from "../format";
import { speak } from "../i18n";
import { remember } from "./preferences";

export async function chooseLanguage(backend: Backend, language: Language): Promise<void> {
  remember("language", language);
  await speak(language);
  // The core reads this one itself, as it is written.
  await backend.call("set_setting", { key: "language", value: language }).catch(() => {});
}
