// The desktop shell behind the border. The only file that imports @tauri-apps/*.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type Backend, Failure, isErrorView, type RowsView } from "./index";

function failed(thrown: unknown): never {
  if (isErrorView(thrown)) throw new Failure(thrown);
  throw new Failure({ code: "INT-1", params: {}, detail: String(thrown), retry: false });
}

function decoded(answer: ArrayBuffer | Uint8Array | number[]): RowsView {
  const bytes = answer instanceof ArrayBuffer ? new Uint8Array(answer) : Uint8Array.from(answer);
  return JSON.parse(new TextDecoder().decode(bytes)) as RowsView;
}

export const tauri: Backend = {
  call: (name, payload) =>
    invoke<never>("call", { name, payload: payload as Record<string, unknown> }).catch(failed),
  rows: (request) => invoke<ArrayBuffer>("rows", { request }).then(decoded, failed),
  on: (event, handler) => {
    let stopped = false;
    let stop = () => {};
    void listen(event, ({ payload }) => handler(payload as never)).then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
    return () => {
      stopped = true;
      stop();
    };
  },
};
