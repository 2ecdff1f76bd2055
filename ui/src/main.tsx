import "./fonts.css";
import "./shared/tokens.css";
import "./shared/controls.css";
import "./shared/notices.css";
import "./shared/overlays.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connect } from "./backend/connect";
import { startWords } from "./i18n";
import { answersCache, BackendProvider } from "./state/answers";
import { firstLanguage, followLanguage } from "./state/language";
import { followPreferences, startPreferences } from "./state/preferences";
import { App } from "./views/frame/App";

async function start(): Promise<void> {
  startPreferences();
  const backend = await connect();
  void followPreferences(backend);
  const language = await firstLanguage(backend);
  await startWords(language, "first");
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
  void followLanguage(backend, language);
}

void start();
