// What the answers of the stand-in share.
import { type Commands, type ErrorView, type Events, Failure, type TableKey } from "../index";
import type { Ledger } from "./fetching";

export type Answers = {
  [K in keyof Commands]?: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

export type Tell = <E extends keyof Events>(event: E, payload: Events[E]) => void;

export interface GoldenOptions {
  /**
   * `first` has no operation; `empty` holds no rows; `nokeyring` keeps no token; `broken` fails queries;
   * `slow` never ends them; `tokenless` lost a token; `waiting` fetches from a server that asks to wait, `long` from one that takes its time;
   * `crowd` has hundreds of agents, `faulty` states that overlap;
   * `unlisted` has no roster; `unread` cannot look up some reports;
   * `targets` has some set; `damaged` has files that a check finds; `copying` takes its time with a backup; `waits` has one to restore;
   * `today` holds a part of today, `lowquota` too but with few calls left; `calm` needs nothing; `firstwrong` is a first start with a file that is no view;
   * `shut` cannot open the archive; `huge` has thirty million rows.
   */
  scene: string;
  delay: number;
}

export interface Desk {
  options: GoldenOptions;
  tell: Tell;
  ledger: Ledger;
  held: (table: TableKey, date: string) => boolean;
  /** The answer, or the failure of the scene. */
  guarded: <T>(answer: () => T) => T;
}

export function errorOf(code: string, params: Record<string, string> = {}): ErrorView {
  return { code, params, detail: `golden: ${code}`, retry: code.startsWith("NET") };
}

export function fail(code: string, params: Record<string, string> = {}): never {
  throw new Failure(errorOf(code, params));
}
