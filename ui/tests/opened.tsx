// The window in a test: drawn over a core, with a record of what it asked.
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Backend } from "../src/backend";
import { answersCache, BackendProvider } from "../src/state/answers";
import { App } from "../src/views/frame/App";

/** A core that remembers what it was asked. */
export function recorded(core: Backend) {
  const asked: { name: string; request: unknown }[] = [];
  const backend: Backend = {
    ...core,
    call: (name, request) => {
      asked.push({ name, request });
      return core.call(name, request);
    },
  };
  const all = <T,>(name: string) =>
    asked.filter((one) => one.name === name).map((one) => one.request as T);
  const last = <T,>(name: string) => all<T>(name).at(-1);
  return { backend, all, last };
}

/** Draws the whole window over that core. */
export function opened(backend: Backend) {
  render(
    <QueryClientProvider client={answersCache()}>
      <BackendProvider value={backend}>
        <App />
      </BackendProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}
