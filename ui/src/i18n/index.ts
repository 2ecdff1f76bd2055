// Words. The shared catalogue (errors, states, problems…) and the window's own, one language at a time.
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
const own = import.meta.glob<Catalogue>("./ui/*.json", { import: "default" });

async function load(language: Language): Promise<Catalogue> {
  const [common, ui] = await Promise.all([
    shared[`./${language}.json`]?.() ?? {},
    own[`./ui/${language}.json`]?.() ?? {},
  ]);
  return { ...common, ui };
}

export const i18n: Instance = i18next.createInstance();

export async function startWords(language: Language): Promise<void> {
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
  if (!i18n.hasResourceBundle(language, "translation")) {
    i18n.addResourceBundle(language, "translation", await load(language));
  }
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
