// Two settings: the language of words, and the region that shapes digits and dates.
export type Language = "es" | "en" | "pt";
export const languages: readonly Language[] = ["es", "en", "pt"];

/** How digits and dates can be written: as the system does, or as in one of these. */
export const regions = [
  "system",
  "es-CO",
  "es-MX",
  "es-AR",
  "es-UY",
  "es-CL",
  "es-ES",
  "pt-BR",
  "pt-PT",
  "en-US",
  "en-GB",
] as const;
export type Region = (typeof regions)[number];

const homeRegion: Record<Language, string> = { es: "CO", en: "US", pt: "BR" };

export interface Locales {
  /** Words: names of months and days, calendars. */
  words: string;
  /** Digits: numbers, numeric dates. */
  digits: string;
}

/** The locales for a language and a chosen region, on a system whose own locale is `system`. */
export function localesFor(language: Language, system: string, region: Region = "system"): Locales {
  const parts = parse(region === "system" ? system : region);
  const home = parts.region ?? homeRegion[language];
  return {
    words: `${language}-${home}`,
    digits: parts.region ? `${parts.language}-${parts.region}` : `${language}-${home}`,
  };
}

function parse(system: string): { language: string; region: string | null } {
  try {
    const locale = new Intl.Locale(system);
    return { language: locale.language, region: locale.region ?? null };
  } catch {
    return { language: "es", region: null };
  }
}

/** The language of `pt`, `pt-BR` or `"pt"`; Spanish for any other. */
export function languageOf(text: string | null | undefined): Language {
  const short = (text ?? "").replace(/^"/, "").slice(0, 2).toLowerCase();
  return languages.find((language) => language === short) ?? "es";
}
