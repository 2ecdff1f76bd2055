import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [
    { ...optimizeLocales.vite({ locales: ["es-ES", "en-US", "pt-BR"] }), enforce: "pre" },
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
