import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("..", import.meta.url));

/**
 * ECharts copies the names of a prototype, `constructor` among them, onto a plain object by assignment.
 * The window's `Object.prototype` is frozen, so that throws: such a name is defined instead.
 */
function onFrozenPrototypes(): Plugin {
  const assigned = "target[name_1] = noop;";
  const defined = "Object.defineProperty(target, name_1, { value: noop, writable: true });";
  return {
    name: "on-frozen-prototypes",
    transform(code, id) {
      if (!id.endsWith("/echarts/lib/core/Scheduler.js")) return null;
      if (!code.includes(assigned)) throw new Error("ECharts changed: is this still needed?");
      return { code: code.replace(assigned, defined), map: null };
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [
    { ...optimizeLocales.vite({ locales: ["es-ES", "en-US", "pt-BR"] }), enforce: "pre" },
    onFrozenPrototypes(),
    react(),
  ],
  build: {
    target: ["safari16.4", "chrome105"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: { port: 5183, strictPort: true, fs: { allow: [repository] } },
  test: {
    environment: "node",
    include: ["tests/**/*.test.{ts,tsx}"],
  },
});
