// Theme, contrast, sizes and language before the first paint, so that nothing flashes or jumps.
(() => {
  const root = document.documentElement;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be switched off; the system's choice holds.
    }
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = kept("theme");
  root.dataset.theme = theme === "light" || theme === "dark" ? theme : dark ? "dark" : "light";
  const contrast = kept("contrast");
  const asked =
    window.matchMedia("(prefers-contrast: more)").matches ||
    window.matchMedia("(forced-colors: active)").matches;
  const more = contrast === "on" || (contrast !== "off" && asked);
  root.dataset.contrast = more ? "more" : "usual";
  root.dataset.density = kept("density") || "normal";
  root.style.fontSize = `${Number(kept("zoom")) || 100}%`;
  root.lang = kept("language") || (navigator.language || "es").slice(0, 2);
})();
