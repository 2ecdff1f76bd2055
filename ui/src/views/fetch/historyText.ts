// An earlier fetch in words: how it ended, what that means, and what to do next.
import type { PastRun } from "../../backend";
import type { Words } from "../../i18n";
import { secondsBetween, wallOfUtc } from "../../state/moments";
import { errorPart } from "../common/Trouble";

export const outcomes = [
  "done",
  "incomplete",
  "cancelled",
  "parked",
  "failed",
  "running",
  "lost",
] as const;
export type Outcome = (typeof outcomes)[number];

/** An outcome that a newer core may add reads as one that failed: it asks for a look. */
export function outcomeOf(run: PastRun): Outcome {
  return outcomes.find((known) => known === run.outcome) ?? "failed";
}

const tones: Record<Outcome, "good" | "warn" | "bad" | "quiet" | undefined> = {
  done: "good",
  incomplete: "warn",
  parked: "warn",
  lost: "warn",
  failed: "bad",
  cancelled: "quiet",
  running: undefined,
};

export function toneOfOutcome(run: PastRun) {
  return tones[outcomeOf(run)];
}

/** What may be done next: what is whole can only be read again, what runs is left alone. */
export function nextOf(run: PastRun): "reread" | "again" | null {
  const outcome = outcomeOf(run);
  if (outcome === "running") return null;
  return outcome === "done" ? "reread" : "again";
}

/** `7 consultas · 9.780 filas · 2:10`. */
export function factsText({ t, f }: Words, run: PastRun): string {
  const lasted = run.finished ? secondsBetween(run.started, run.finished) : null;
  return [
    t("ui.history.calls", { count: run.requests, n: f.number(run.requests) }),
    t("ui.coverage.rows", { count: run.rows, n: f.number(run.rows) }),
    lasted === null ? "" : f.duration(lasted),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What happened, sentence by sentence. */
export function diagnosis(words: Words, run: PastRun): string[] {
  const { t, f } = words;
  const troubles = { count: run.troubles, n: f.number(run.troubles) };
  return [
    t(`ui.history.means.${outcomeOf(run)}`),
    run.troubles > 0 ? t("ui.history.troubles", troubles) : "",
    run.error
      ? `${errorPart(words, run.error, "title")} [${run.error.code}]. ${errorPart(words, run.error, "cause")}`
      : "",
  ].filter(Boolean);
}

/** What to do, by the error if there is one. */
export function adviceText(words: Words, run: PastRun): string {
  return run.error
    ? errorPart(words, run.error, "next")
    : words.t(`ui.history.next.${outcomeOf(run)}`);
}

/** Everything as text to send to whoever helps; no token, no rows, no persons. */
export function diagnosisText(words: Words, run: PastRun, title: string, zone: string): string {
  const { t, f } = words;
  return [
    `Atalaya · ${title} (${run.report})`,
    f.range(run.from, run.to),
    `${t("ui.history.began")}: ${f.dateTime(wallOfUtc(run.started, zone))}`,
    `${t("ui.history.ended")}: ${run.finished ? f.dateTime(wallOfUtc(run.finished, zone)) : "—"}`,
    `${t(`ui.history.outcome.${outcomeOf(run)}`)} · ${factsText(words, run)}`,
    ...diagnosis(words, run),
    ...(run.error ? [`[${run.error.code}] ${run.error.detail}`] : []),
    ...Object.entries(run.error?.params ?? {}).map(([name, value]) => `${name}: ${value}`),
    adviceText(words, run),
  ].join("\n");
}
