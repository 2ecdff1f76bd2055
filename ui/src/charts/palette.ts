// The tokens of the moment, read from the page, for a canvas that knows no custom properties.
import { useEffect, useState } from "react";
import { stateTokens } from "./states";

export interface Palette {
  text: string;
  text2: string;
  text3: string;
  border: string;
  surface: string;
  raised: string;
  accent: string;
  bad: string;
  color: (token: string) => string;
  heat: string[];
}

function read(from: Element = document.documentElement): Palette {
  const style = getComputedStyle(from);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  // Read now: the element may be gone when a colour is asked for.
  const colors = new Map(stateTokens.map((token) => [token as string, value(`data-${token}`)]));
  return {
    text: value("text"),
    text2: value("text-2"),
    text3: value("text-3"),
    border: value("border"),
    surface: value("surface"),
    raised: value("raised"),
    accent: value("accent"),
    bad: value("bad"),
    color: (token) => colors.get(token) ?? colors.get("out") ?? "",
    heat: [0, 1, 2, 3, 4].map((step) => value(`heat-${step}`)),
  };
}

/** The colours of paper, whatever the window's own are. */
export function paperPalette(): Palette {
  const paper = document.createElement("div");
  paper.className = "paper";
  document.body.append(paper);
  const palette = read(paper);
  paper.remove();
  return palette;
}

export function usePalette(): Palette {
  const [palette, setPalette] = useState(read);
  useEffect(() => {
    const observer = new MutationObserver(() => setPalette(read()));
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ["data-theme", "data-contrast"],
    });
    return () => observer.disconnect();
  }, []);
  return palette;
}
