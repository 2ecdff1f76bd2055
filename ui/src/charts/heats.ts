// Recipes of the week by the hour.
import type { AggregateView, FilterView } from "../backend";
import { normalForm } from "../format/normal";
import type { HeatCell, HeatData } from "./model";
import {
  column,
  countOf,
  countRows,
  isOneOf,
  known,
  missing,
  onWeekHour,
  type Recipe,
  type Surroundings,
  sumOf,
  text,
  timeColumn,
  weekdayCount,
} from "./recipe";

interface Slot {
  weekday: number;
  hour: number;
  rows: AggregateView["rows"];
}

/** The rows of an answer by weekday and hour. */
function slots(answer: AggregateView): Slot[] {
  const found = new Map<string, Slot>();
  for (const row of answer.rows) {
    const [weekday, hour] = [Number(row[0]), Number(row[1])];
    const key = `${weekday}/${hour}`;
    const slot = found.get(key) ?? { weekday, hour, rows: [] };
    slot.rows.push(row);
    found.set(key, slot);
  }
  return [...found.values()];
}

function cells(
  answer: AggregateView,
  make: (slot: Slot) => Pick<HeatCell, "value" | "n">,
): HeatCell[] {
  return slots(answer).map((slot) => ({ weekday: slot.weekday, hour: slot.hour, ...make(slot) }));
}

function pickHour(
  place: unknown,
  around: Surroundings,
  also: (FilterView | null)[] = [],
): FilterView[] {
  const { weekday, hour } = place as { weekday: number; hour: number };
  const time = timeColumn(around.report);
  const when = time ? [onWeekHour(time, around.period, weekday, hour)] : [];
  return [...when, ...also.filter((filter) => filter !== null)];
}

/** Agents ready or talking, on average, in each hour of the week. */
export const availabilityByHour: Recipe = {
  ask: ({ report }) => {
    const [state, length] = [column(report, "status"), column(report, "duration")];
    return state && length
      ? { bucket: "weekday_hour", dimensions: [state.name], measures: [sumOf(length.name)] }
      : null;
  },
  draw: (answer, around): HeatData => ({
    kind: "heat",
    unit: "agents",
    cells: cells(answer, (slot) => {
      const days = weekdayCount(around.heldDays, slot.weekday);
      const seconds = slot.rows
        .filter((row) => ["ready", "talk"].includes(normalForm(text(row[2]))))
        .reduce((sum, row) => sum + Number(row[3] ?? 0), 0);
      return { value: days > 0 ? seconds / 3600 / days : null, n: days };
    }),
  }),
  pick: (place, _, around) => pickHour(place, around),
};

export const transfersByHour: Recipe = {
  ask: () => ({ bucket: "weekday_hour", dimensions: [], measures: [countRows] }),
  draw: (answer): HeatData => ({
    kind: "heat",
    unit: "count",
    cells: cells(answer, (slot) => ({
      value: Number(slot.rows[0]?.[2] ?? 0),
      n: Number(slot.rows[0]?.[2] ?? 0),
    })),
  }),
  pick: (place, _, around) => pickHour(place, around),
};

/** Of those who queued, the part that never reached an agent. */
export const queueLossByHour: Recipe = {
  ask: ({ report }) => {
    const [queue, agent] = [column(report, "skill"), column(report, "agent")];
    return queue && agent
      ? {
          bucket: "weekday_hour",
          dimensions: [],
          measures: [countOf(queue.name), countOf(agent.name)],
        }
      : null;
  },
  draw: (answer): HeatData => ({
    kind: "heat",
    unit: "ratio",
    cells: cells(answer, (slot) => {
      const [queued, served] = [Number(slot.rows[0]?.[2] ?? 0), Number(slot.rows[0]?.[3] ?? 0)];
      return { value: queued > 0 ? Math.max(0, queued - served) / queued : null, n: queued };
    }),
  }),
  pick: (place, _, around) => {
    const [queue, agent] = [column(around.report, "skill"), column(around.report, "agent")];
    return pickHour(place, around, [
      queue ? known(queue.name) : null,
      agent ? missing(agent.name) : null,
    ]);
  },
};

export const humanRateByHour: Recipe = {
  ask: ({ report }) => {
    const result = column(report, "outcome");
    return result
      ? { bucket: "weekday_hour", dimensions: [result.name], measures: [countRows] }
      : null;
  },
  draw: (answer): HeatData => ({
    kind: "heat",
    unit: "ratio",
    cells: cells(answer, (slot) => {
      const of = (wanted: string) =>
        slot.rows
          .filter((row) => normalForm(text(row[2])) === wanted)
          .reduce((sum, row) => sum + Number(row[3] ?? 0), 0);
      const [human, machine] = [of("human"), of("machine")];
      return { value: human + machine > 0 ? human / (human + machine) : null, n: human + machine };
    }),
  }),
  pick: (place, _, around) => {
    const result = column(around.report, "outcome");
    return pickHour(place, around, [result ? isOneOf(result.name, ["human", "HUMAN"]) : null]);
  },
};
