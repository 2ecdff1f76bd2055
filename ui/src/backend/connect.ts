// Chooses what is behind the border. The development stand-in is dropped from production builds.
import type { Backend } from "./index";

export async function connect(): Promise<Backend> {
  if (import.meta.env.MODE === "production") return (await import("./tauri")).tauri;
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  return (await import("./golden")).goldenBackend();
}
