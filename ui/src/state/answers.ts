// Answers of the core, cached by request and made stale by the tags that commands declare.
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, useContext, useEffect } from "react";
import {
  asErrorView,
  type Backend,
  type Commands,
  freshness,
  type RowsRequest,
  type RunList,
  type RunView,
  superseded,
  type Tag,
} from "../backend";
import { copyingNews } from "./copying";
import { nextRevision } from "./revision";
import { setSession } from "./session";

const BackendContext = createContext<Backend | null>(null);
export const BackendProvider = BackendContext.Provider;

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Error("no backend");
  return backend;
}

export function answersCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

type Name = keyof Commands;

/** A request as the views write it: its revision is given when it is sent. */
export type Question<K extends Name> = Commands[K]["request"] extends { revision: number }
  ? Omit<Commands[K]["request"], "revision">
  : Commands[K]["request"];

function sent<K extends Name>(question: Question<K>): Commands[K]["request"] {
  const view = (question as { view?: string }).view;
  return view === undefined
    ? (question as Commands[K]["request"])
    : ({ ...question, revision: nextRevision(view) } as Commands[K]["request"]);
}

/** The answer to a question; null asks nothing. The old answer stays until the new one is there. */
export function useAnswer<K extends Name>(name: K, question: Question<K> | null) {
  const backend = useBackend();
  return useQuery({
    queryKey: [name, question],
    queryFn: ({ signal }) => {
      // Looking at the signal makes the cache forget a question that nobody asks any more: coming back
      // to it asks anew, instead of waiting for an answer that the core was told to drop.
      signal.throwIfAborted();
      return backend.call(name, sent(question as Question<K>));
    },
    enabled: question !== null,
    // Somebody still wants this answer, so it was not superseded by anything that is shown.
    retry: (count, thrown) => count < 2 && asErrorView(thrown).code === superseded,
    retryDelay: 50,
    placeholderData: keepPreviousData,
  });
}

/** Answers to several questions of one kind that belong to no view. */
export function useAnswers<K extends Name>(name: K, questions: Question<K>[]) {
  const backend = useBackend();
  return useQueries({
    queries: questions.map((question) => ({
      queryKey: [name, question],
      queryFn: () => backend.call(name, sent(question)),
    })),
  });
}

/** A stretch of rows, for what is not the grid; null asks nothing. */
export function useRows(question: Omit<RowsRequest, "revision"> | null) {
  const backend = useBackend();
  return useQuery({
    queryKey: ["rows", question],
    queryFn: ({ signal }) => {
      signal.throwIfAborted();
      const { view } = question as RowsRequest;
      return backend.rows({ ...(question as RowsRequest), revision: nextRevision(view) });
    },
    enabled: question !== null,
    retry: (count, thrown) => count < 2 && asErrorView(thrown).code === superseded,
    retryDelay: 50,
  });
}

/** A command that changes something. */
export function useAct<K extends Name>(name: K) {
  const backend = useBackend();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: Commands[K]["request"]) => backend.call(name, request),
    onSettled: () => spoil(cache, freshness[name].spoils),
  });
}

/** A setting of the window: its text, and the way to keep another. */
export function useKept(key: string): [string | null | undefined, (value: string | null) => void] {
  const { data } = useAnswer("setting", { key });
  const keep = useAct("set_setting");
  return [data?.value, (value) => keep.mutate({ key, value })];
}

/** Makes every answer stale that is made of these. */
export function spoil(cache: QueryClient, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return Promise.resolve();
  if (tags.includes("archive")) setSession((session) => ({ rowsChanged: session.rowsChanged + 1 }));
  return cache.invalidateQueries({
    predicate: ({ queryKey }) => {
      const reads = freshness[queryKey[0] as Name]?.reads ?? [];
      return reads.some((tag) => tags.includes(tag));
    },
  });
}

/** Puts a run's news into the list of runs. */
export function withRun(list: RunList | undefined, run: RunView): RunList {
  const runs = list?.runs ?? [];
  const known = runs.some((held) => held.run === run.run);
  return { runs: known ? runs.map((held) => (held.run === run.run ? run : held)) : [run, ...runs] };
}

/** Listens to the core for as long as the window lives. */
export function useNews(): void {
  const backend = useBackend();
  const cache = useQueryClient();
  useEffect(() => {
    const late = collected((tags) => void spoil(cache, tags));
    const stops = [
      backend.on("run", (run) =>
        cache.setQueryData<RunList>(["runs", {}], (list) => withRun(list, run)),
      ),
      backend.on("changed", ({ tags }) => late(tags)),
      backend.on("copying", copyingNews),
      backend.on("export", (news) =>
        setSession((session) =>
          session.exporting?.state === "writing"
            ? { exporting: { state: "writing", ...news } }
            : {},
        ),
      ),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [backend, cache]);
}

/** Gathers tags for a moment: a run spoils the archive with every window. */
function collected(then: (tags: Tag[]) => void): (tags: Tag[]) => void {
  const waiting = new Set<Tag>();
  let timed = false;
  return (tags) => {
    for (const tag of tags) waiting.add(tag);
    if (timed) return;
    timed = true;
    setTimeout(() => {
      timed = false;
      const gathered = [...waiting];
      waiting.clear();
      then(gathered);
    }, 600);
  };
}
