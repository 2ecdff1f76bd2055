// The paper of a region, and the rules of its pages.
import { useEffect } from "react";

/** Regions that print on Letter; everyone else prints on A4. */
const letter = new Set("US CA MX CO CL CR GT SV NI PA PR DO HN VE PH BZ".split(" "));

export type Size = "letter" | "A4";

export function paperOf(locale: string): Size {
  return letter.has(new Intl.Locale(locale).region ?? "") ? "letter" : "A4";
}

const quoted = (text: string) => `"${text.replace(/["\\\n]/g, (sign) => `\\${sign}`)}"`;

/** The rules of a page: its size, and at its foot what it belongs to and which one it is. */
export function pageRules(page: {
  size: Size;
  wide: boolean;
  foot: string;
  /** `Página {page} de {pages}`. */
  count: string;
}): string {
  const [before = "", between = "", after = ""] = page.count.split(/\{pages?\}/);
  const font = `font: 8pt "Inter Variable", "Segoe UI", sans-serif; color: #333b47;`;
  return `@page {
  size: ${page.size} ${page.wide ? "landscape" : "portrait"};
  margin: 13mm 12mm 16mm;
  @bottom-left { content: ${quoted(page.foot)}; ${font} }
  @bottom-right { content: ${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}; ${font} }
}`;
}

/** The rules hold while the page to print is shown. */
export function usePageRules(rules: string): void {
  useEffect(() => {
    if (typeof CSSStyleSheet.prototype.replaceSync !== "function") return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((held) => held !== sheet);
    };
  }, [rules]);
}
