// The tokens of the moment, read from the page, for a canvas that knows no custom properties.
import { useEffect, useState } from "react";

export interface Palette {
  text: string;
  text2: string;
  text3: string;
  border: string;
  surface: string;
  raised: string;
  accent: string;
  color: (token: string) => string;
  heat: string[];
}

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: value("text"),
    text2: value("text-2"),
    text3: value("text-3"),
    border: value("border"),
    surface: value("surface"),
    raised: value("raised"),
    accent: value("accent"),
    color: (token) => value(`data-${token}`) || value("data-out"),
    heat: [0, 1, 2, 3, 4].map((step) => value(`heat-${step}`)),
  };
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
