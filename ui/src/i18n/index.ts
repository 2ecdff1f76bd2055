// Words. The shared catalogue (errors, states, problems…) and the window's own, one language at a time:
// those of the first screen at once, the others with the work behind it.
import i18next, { type i18n as Instance } from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import {
  type Formats,
  formatsFor,
  type Language,
  languageOf,
  localesFor,
  type Region,
} from "../format";

type Catalogue = Record<string, unknown>;
const shared = import.meta.glob<Catalogue>("./*.json", { import: "default" });
const first = import.meta.glob<Catalogue>("./ui/*.json", { query: "?first", import: "default" });
const work = import.meta.glob<Catalogue>("./ui/*.json", { query: "?work", import: "default" });

/** Whether the work's words are wanted too. */
let whole = false;

async function load(language: Language): Promise<Catalogue> {
  const [common, ui, more] = await Promise.all([
    shared[`./${language}.json`]?.() ?? {},
    first[`./ui/${language}.json`]?.() ?? {},
    whole ? (work[`./ui/${language}.json`]?.() ?? {}) : {},
  ]);
  return { ...common, ui: { ...ui, ...more } };
}

let bringing: Promise<void> | null = null;

/** Brings the words of the work, in the language of the moment and any later one. */
export function wordsOfWork(): Promise<void> {
  if (whole) return bringing ?? Promise.resolve();
  whole = true;
  const language = languageOf(i18n.language);
  bringing = load(language).then((words) => {
    i18n.addResourceBundle(language, "translation", words, true, true);
  });
  return bringing;
}

export const i18n: Instance = i18next.createInstance();

/** Begins with all words, or with those of the first screen alone. */
export async function startWords(
  language: Language,
  part: "whole" | "first" = "whole",
): Promise<void> {
  whole = part === "whole";
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await load(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  // Loaded modules are kept, so that coming back costs nothing.
  i18n.addResourceBundle(language, "translation", await load(language), true, true);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Words and formats of the moment: `t("ui.…")`, `f.number(…)`, `texts(report.title)`. */
export interface Words {
  t: (key: string, values?: Record<string, unknown>) => string;
  has: (key: string) => boolean;
  f: Formats;
  language: Language;
  texts: (texts: { es: string; en: string; pt: string }) => string;
}

export function wordsOf(language: Language, region: Region = "system"): Words {
  return {
    t: (key, values) => i18n.t(key, values) as string,
    has: (key) => i18n.exists(key),
    f: formatsFor(localesFor(language, navigator.language, region)),
    language,
    texts: (texts) => texts[language] || texts.en || texts.es,
  };
}

let written: Region = "system";
const followers = new Set<() => void>();

/** The region whose way of writing digits and dates holds from now on. */
export function writeAs(region: Region): void {
  if (region === written) return;
  written = region;
  for (const follow of followers) follow();
}

function followRegion(follow: () => void): () => void {
  followers.add(follow);
  return () => followers.delete(follow);
}

const made = new Map<string, Words>();

export function useWords(): Words {
  const { i18n: instance } = useTranslation();
  const language = languageOf(instance.language);
  const region = useSyncExternalStore(followRegion, () => written);
  const key = `${language}/${region}`;
  let words = made.get(key);
  if (!words) {
    words = wordsOf(language, region);
    made.set(key, words);
  }
  return words;
}
