// How a fetch goes, and how it ended, in words.
import { Pause, Play, Square } from "lucide-react";
import { useEffect, useState } from "react";
import type { RunView, WindowTrouble } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Button, Meter, Notice } from "../../shared/controls";
import { useAct } from "../../state/answers";
import { errorPart, Trouble } from "../common/Trouble";
import { isGoing } from "./runState";

export function RunProgress({ run }: { run: RunView }) {
  const words = useWords();
  const { t, f } = words;
  const going = isGoing(run.state);
  return (
    <div className="run-progress">
      <Meter
        share={run.windows > 0 ? run.done / run.windows : 0}
        label={t("ui.runs.windows", { done: f.number(run.done), all: f.number(run.windows) })}
      />
      <dl className="run-facts">
        <Fact
          name={t("ui.runs.fact.windows")}
          value={`${f.number(run.done)} / ${f.number(run.windows)}`}
        />
        <Fact name={t("ui.runs.fact.rows")} value={f.number(run.rows)} />
        <Fact name={t("ui.runs.fact.bytes")} value={f.bytes(run.bytes)} />
        <Fact name={t("ui.runs.fact.rate")} value={`${f.bytes(run.rate)}/s`} />
        {going && run.left_seconds !== null ? (
          <Fact name={t("ui.runs.fact.left")} value={f.duration(run.left_seconds)} />
        ) : null}
      </dl>
      {going ? <Now run={run} /> : <Diagnosis run={run} />}
      {going ? <RunButtons run={run} /> : null}
    </div>
  );
}

function Fact(props: { name: string; value: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function span({ f }: Words, window: { from: string; to: string }): string {
  const wholeDay =
    window.from.endsWith("T00:00:00") &&
    window.to.endsWith("T23:59:59") &&
    window.from.slice(0, 10) === window.to.slice(0, 10);
  return wholeDay
    ? f.dayShort(window.from)
    : `${f.dateTime(window.from)} – ${f.dateTime(window.to)}`;
}

/** The seconds left since the core told them; told again, it starts anew. */
function useCountdown(seconds: number, told: unknown): number {
  const [left, setLeft] = useState(seconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same number told again starts anew.
  useEffect(() => {
    setLeft(seconds);
    if (seconds <= 0) return;
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, (end - Date.now()) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [seconds, told]);
  return left;
}

function Now({ run }: { run: RunView }) {
  const words = useWords();
  const { t, f } = words;
  const left = useCountdown(run.waiting?.seconds ?? 0, run.waiting);
  if (run.waiting) {
    const error = { code: run.waiting.code, params: {}, detail: "", retry: true };
    return (
      <Notice tone="warn" title={t("ui.runs.waiting", { time: f.duration(left) })}>
        <span>
          {errorPart(words, error, "title")} [{run.waiting.code}]
        </span>
        <span className="quiet">{errorPart(words, error, "safe")}</span>
        <span>{errorPart(words, error, "next")}</span>
      </Notice>
    );
  }
  const current =
    run.state !== "paused" && run.current_from && run.current_to
      ? { from: run.current_from, to: run.current_to }
      : null;
  return (
    <p className="quiet">
      {current
        ? t("ui.runs.current", { window: span(words, current) })
        : t(`ui.runs.state.${run.state}`)}
    </p>
  );
}

function RunButtons({ run }: { run: RunView }) {
  const { t } = useWords();
  const pause = useAct("pause_run");
  const resume = useAct("resume_run");
  const cancel = useAct("cancel_run");
  const key = { run: run.run };
  return (
    <div className="row">
      {run.state === "paused" ? (
        <Button onPress={() => resume.mutate(key)}>
          <Play aria-hidden /> {t("ui.runs.resume")}
        </Button>
      ) : (
        <Button onPress={() => pause.mutate(key)}>
          <Pause aria-hidden /> {t("ui.runs.pause")}
        </Button>
      )}
      <Button onPress={() => cancel.mutate(key)}>
        <Square aria-hidden /> {t("ui.runs.cancel")}
      </Button>
    </div>
  );
}

/** The end of a run in words: what is kept, what is not, and why. */
function Diagnosis({ run }: { run: RunView }) {
  const words = useWords();
  const { t, f } = words;
  const tone = run.state === "done" ? "good" : run.state === "failed" ? "bad" : "warn";
  const facts = { count: run.rows, n: f.number(run.rows), calls: f.number(run.requests) };
  return (
    <>
      {run.error ? <Trouble error={run.error} /> : null}
      <Notice tone={tone} title={t(`ui.runs.end.${run.state}`)}>
        <span>{run.rows > 0 ? t("ui.runs.kept", facts) : t("ui.runs.keptNone")}</span>
        {run.troubles.length > 0 ? (
          <ul className="troubles">
            {run.troubles.slice(0, 8).map((trouble) => (
              <li key={trouble.from}>{troubleText(words, trouble)}</li>
            ))}
            {run.troubles.length > 8 ? (
              <li>
                {t("ui.runs.more", {
                  count: run.troubles.length - 8,
                  n: f.number(run.troubles.length - 8),
                })}
              </li>
            ) : null}
          </ul>
        ) : null}
        {[...new Set(run.troubles.map((trouble) => trouble.code))].map((code) => (
          <WhatToDo key={code} code={code} />
        ))}
      </Notice>
    </>
  );
}

/** Of each kind of trouble once: what is safe, and what to do. */
function WhatToDo({ code }: { code: string }) {
  const words = useWords();
  const error = { code, params: {}, detail: "", retry: false };
  return (
    <>
      <span className="quiet">{errorPart(words, error, "safe")}</span>
      <span>
        <b>{words.t("ui.error.next")}</b> {errorPart(words, error, "next")}
      </span>
    </>
  );
}

function troubleText(words: Words, trouble: WindowTrouble): string {
  const error = { code: trouble.code, params: {}, detail: "", retry: false };
  const state = words.t(
    trouble.state === "failed" ? "ui.coverage.state.failed" : "ui.coverage.state.partial",
  );
  return `${span(words, trouble)}: ${state}. ${errorPart(words, error, "title")} [${trouble.code}]`;
}
