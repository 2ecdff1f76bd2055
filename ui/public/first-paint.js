// Theme and language before the first paint, so that nothing flashes.
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
  root.lang = kept("language") || (navigator.language || "es").slice(0, 2);
})();
