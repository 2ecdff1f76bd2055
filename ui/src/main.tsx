import "./fonts.css";
import "./shared/tokens.css";
import "./shared/controls.css";
import "./shared/notices.css";
import "./shared/overlays.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connect } from "./backend/connect";
import { languageOf } from "./format";
import { startWords } from "./i18n";
import { answersCache, BackendProvider } from "./state/answers";
import { followPreferences, startPreferences } from "./state/preferences";
import { App } from "./views/frame/App";

async function start(): Promise<void> {
  startPreferences();
  const backend = await connect();
  // An archive that cannot be opened refuses this too; the window then says why, in some language.
  const guessed = await backend.call("app_info", {}).then(
    (info) => info.language,
    () => navigator.language,
  );
  void followPreferences(backend);
  await startWords(languageOf(rememberedLanguage() ?? guessed), "first");
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={answersCache()}>
        <BackendProvider value={backend}>
          <App />
        </BackendProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

void start();
