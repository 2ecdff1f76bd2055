import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { chunkName, wordsInTwo } from "./scripts/words.ts";

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

/**
 * A pixel in our own CSS is a sixteenth of the root's text size: the whole window grows with the zoom of
 * the settings. Lines of up to three pixels stay as thin as they are.
 */
function growingPixels(): Plugin {
  const grown = (css: string) =>
    css.replace(/(?<![\w#.-])(-?\d*\.?\d+)px\b/g, (all, size: string) =>
      Math.abs(Number(size)) > 3 ? `${Number(size) / 16}rem` : all,
    );
  return {
    name: "growing-pixels",
    enforce: "pre",
    transform(code, id) {
      const own = id.includes("/ui/src/") && /\.css(\?|$)/.test(id);
      return own ? { code: grown(code), map: null } : null;
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [
    { ...optimizeLocales.vite({ locales: ["es-ES", "en-US", "pt-BR"] }), enforce: "pre" },
    onFrozenPrototypes(),
    growingPixels(),
    wordsInTwo(),
    react(),
  ],
  build: {
    target: ["safari16.4", "chrome105"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }) => chunkName(facadeModuleId),
        // An icon in a file of its own is smaller than what it costs to name it.
        codeSplitting: { groups: [{ name: "icons", test: /lucide-react/, minShareCount: 2 }] },
      },
    },
  },
  server: { port: 5183, strictPort: true, fs: { allow: [repository] } },
  test: {
    environment: "node",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/quiet.ts"],
  },
});
