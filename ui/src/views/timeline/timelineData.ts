// The questions of the timeline: what is held, the whole period, and the part that is seen closer.
import { useEffect, useMemo, useState } from "react";
import type { OperationView, TimelineView } from "../../backend";
import { useAnswer } from "../../state/answers";
import { addDays, type Period, wholeDays } from "../../state/period";
import { lastHeld, oneDay, type StateReport, useTimeline } from "../../state/timeline";
import {
  fitted,
  momentAt,
  type Stretch,
  secondsBetween,
  sharpened,
  wholeOf,
} from "../../timeline/model";
import { same, within } from "../../timeline/zoom";
import { wallClock } from "../start/zones";

/** How far back a held day is looked for. */
const reach = 366;

/** The report and the period to show: as chosen, or the latest day that is held. */
export function useSource(operation: OperationView) {
  const { report: chosen, period } = useTimeline();
  const ask = (report: StateReport) => {
    const [from, to] = [addDays(operation.today, -reach), operation.today];
    return { operation: operation.id, report, params: {}, from, to };
  };
  const all = useAnswer("coverage", ask("agent_14"));
  const some = useAnswer("coverage", ask("agent_2"));
  const days = {
    agent_14: lastHeld(all.data?.days ?? []),
    agent_2: lastHeld(some.data?.days ?? []),
  };
  const usual = days.agent_14 === null && days.agent_2 !== null ? "agent_2" : "agent_14";
  const report: StateReport = chosen ?? usual;
  const day = days[report];
  return {
    report,
    /** Reports of which something is held. */
    held: { agent_14: days.agent_14 !== null, agent_2: days.agent_2 !== null },
    period: period ?? oneDay(day ?? addDays(operation.today, -1)),
    days: (report === "agent_14" ? all : some).data?.days ?? [],
    ready: all.data !== undefined && some.data !== undefined,
    error: all.error ?? some.error,
    again: () => void Promise.all([all.refetch(), some.refetch()]),
  };
}

/** A stretch that has not moved for a moment. */
function useRested(stretch: Stretch | null, wait: number): Stretch | null {
  const [rested, setRested] = useState(stretch);
  useEffect(() => {
    const timer = setTimeout(() => setRested(stretch), wait);
    return () => clearTimeout(timer);
  }, [stretch, wait]);
  return rested;
}

/** In steps, so that a window that is pulled larger does not ask at every pixel. */
function pixelsAsked(width: number): number {
  const step = 64;
  return Math.min(8192, Math.max(step, Math.floor(width / step) * step));
}

interface Asked {
  operation: string;
  report: StateReport;
  period: Period;
  /** Device pixels of the stretch that is seen; null is not known yet. */
  width: number | null;
}

/** What is seen of the picture: as chosen, or what fits it best. */
function useShown(base: TimelineView | undefined): Stretch | null {
  const chosen = useTimeline((timeline) => timeline.stretch);
  return useMemo(() => {
    if (!base) return null;
    const whole = wholeOf(base);
    if (chosen) return within(chosen, whole);
    return base.seconds > 86_400 ? whole : fitted(base);
  }, [base, chosen]);
}

export function usePicture({ operation, report, period, width }: Asked) {
  const common = { narrowing: { filters: [], search: "", conditions: [] }, agents: [] };
  const pixels = width === null ? null : pixelsAsked(width);
  const table = { operation, report, params: {}, ...wholeDays(period) };
  const base = useAnswer(
    "timeline",
    pixels === null ? null : { ...common, table, width: pixels, view: "timeline" },
  );
  const shown = useShown(base.data);
  const rested = useRested(shown, 160);
  const near =
    base.data && rested && pixels !== null && !same(rested, wholeOf(base.data))
      ? {
          from: momentAt(base.data.from, rested.from),
          to: momentAt(base.data.from, rested.to - 1),
        }
      : null;
  const part = useAnswer(
    "timeline",
    near && pixels !== null
      ? { ...common, table: { ...table, ...near }, width: pixels, view: "timeline/near" }
      : null,
  );
  const closer = near ? part.data : undefined;
  const picture = useMemo(
    () => (base.data ? sharpened(base.data, closer) : undefined),
    [base.data, closer],
  );
  const chosen = useTimeline((timeline) => timeline.stretch !== null);
  const closest = closer ?? base.data;
  return {
    base,
    part,
    picture,
    shown,
    /** Seconds of a pixel: borders of states are known so well. */
    grain: closest && pixels !== null ? closest.seconds / pixels : 1,
    /** What sums are told of: what is seen, once that is known. */
    counted: chosen && closer ? closer : base.data,
  };
}

/** Seconds of the present in the picture; null where it lies elsewhere. Moves on every half minute. */
export function useNow(picture: TimelineView, zone: string): number | null {
  const read = () => secondsBetween(picture.from, wallClock(zone));
  const [now, setNow] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is read for these two.
  useEffect(() => {
    setNow(read());
    const timer = setInterval(() => setNow(read()), 30_000);
    return () => clearInterval(timer);
  }, [picture.from, zone]);
  return now >= 0 && now < picture.seconds ? now : null;
}
