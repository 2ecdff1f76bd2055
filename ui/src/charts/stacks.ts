// Recipes that put amounts one over the other.
import type { AggregateView, ColumnView } from "../backend";
import { normalForm } from "../format/normal";
import type { Part, Series, StackData } from "./model";
import {
  type Ask,
  column,
  countOf,
  countRows,
  daysOf,
  isOneOf,
  known,
  missing,
  onDay,
  type Recipe,
  type Surroundings,
  sumOf,
  text,
  timeColumn,
} from "./recipe";
import { coreStates as core, stateColors } from "./states";

/** Lying bars that can still be told apart in a panel. */
const room = 12;

interface Group {
  category: string;
  series: string;
  value: number;
}

/** Groups of two dimensions and one measure, spellings of a series united. */
function groupsOf(answer: AggregateView): Group[] {
  return answer.rows.map(([category, series, value]) => ({
    category: text(category),
    series: text(series),
    value: Number(value ?? 0),
  }));
}

function label(around: Surroundings, held: ColumnView, key: string): string {
  return key === "" ? around.word("ui.chart.none") : around.nameOf(held, key);
}

/** Rows of an answer as a table of categories × series. */
function cross(
  groups: Group[],
  series: Series[],
  keyOf: (group: Group) => string,
): { keys: string[]; values: number[][] } {
  const keys = [...new Set(groups.map((group) => group.category))];
  const values = series.map(() => keys.map(() => 0));
  for (const group of groups) {
    const row = values[series.findIndex((one) => one.key === keyOf(group))];
    const at = keys.indexOf(group.category);
    if (row) row[at] = (row[at] ?? 0) + group.value;
  }
  return { keys, values };
}

/** Sorts categories by a weight, greatest first, and keeps what finds room. */
function ranked(
  data: Omit<StackData, "more">,
  weight: (at: number) => number,
  most = room,
): StackData {
  const order = data.categories
    .map((_, at) => at)
    .sort((left, right) => weight(right) - weight(left));
  const kept = order.slice(0, most);
  return {
    ...data,
    categories: kept.map((at) => data.categories[at] as Part),
    values: data.values.map((values) => kept.map((at) => values[at] ?? 0)),
    more: order.length - kept.length,
  };
}

function agentColumn(around: Surroundings): ColumnView | null {
  return column(around.report, "agent_name", "agent");
}

export const statesByAgent: Recipe = {
  ask: (around) => {
    const [who, state, length] = [
      agentColumn(around),
      column(around.report, "status"),
      column(around.report, "duration"),
    ];
    return who && state && length
      ? { bucket: null, dimensions: [who.name, state.name], measures: [sumOf(length.name)] }
      : null;
  },
  draw: (answer, around) => {
    const who = agentColumn(around) as ColumnView;
    const state = column(around.report, "status") as ColumnView;
    // Not logged in is no part of logged time.
    const groups = groupsOf(answer).filter(
      (group) => around.classOf(normalForm(group.series)) !== "logged_out",
    );
    const found = [...new Set(groups.map((group) => normalForm(group.series)))];
    const spelled = new Map(groups.map((group) => [normalForm(group.series), group.series]));
    const others = found.filter((key) => !core.includes(key)).sort();
    const ordered = [...core.filter((key) => found.includes(key)), ...others];
    const colors = stateColors(ordered, around.colorOf, around.classOf);
    const series = ordered.map((key) => ({
      key,
      label: label(around, state, spelled.get(key) ?? key),
      ...(colors.get(key) ?? { color: "out" }),
    }));
    const { keys, values } = cross(groups, series, (group) => normalForm(group.series));
    const aux = (at: number) => {
      const all = values.reduce((sum, row) => sum + (row[at] ?? 0), 0);
      const away = values.reduce(
        (sum, row, index) => sum + (core.includes(series[index]?.key ?? "") ? 0 : (row[at] ?? 0)),
        0,
      );
      return all > 0 ? away / all : 0;
    };
    const categories = keys.map((key) => ({ key, label: label(around, who, key) }));
    return ranked({ kind: "bars", categories, series, values, share: true, unit: "s" }, aux);
  },
  pick: (place, data, around) =>
    pickStack(place, data as StackData, agentColumn(around), column(around.report, "status")),
};

function pickStack(
  place: unknown,
  data: StackData,
  category: ColumnView | null,
  series: ColumnView | null,
) {
  const at = place as { series: number; category: number };
  const [row, part] = [data.categories[at.category], data.series[at.series]];
  return [
    ...(category && row
      ? [row.key === "" ? missing(category.name) : isOneOf(category.name, [row.key])]
      : []),
    ...(series && part
      ? [part.key === "" ? missing(series.name) : isOneOf(series.name, [part.key])]
      : []),
  ];
}

function holdMute(around: Surroundings): { hold: ColumnView; mute: ColumnView } | null {
  const [hold, mute] = [column(around.report, "hold_time"), column(around.report, "mute_time")];
  return hold && mute ? { hold, mute } : null;
}

function holdMuteSeries(around: Surroundings): Series[] {
  const pair = holdMute(around);
  return [
    { key: "hold", label: pair ? around.labelOf(pair.hold) : "", color: "hold" },
    { key: "mute", label: pair ? around.labelOf(pair.mute) : "", color: "aux2" },
  ];
}

function holdMuteAsk(around: Surroundings, part: Pick<Ask, "bucket" | "dimensions">): Ask | null {
  const pair = holdMute(around);
  return pair ? { ...part, measures: [sumOf(pair.hold.name), sumOf(pair.mute.name)] } : null;
}

function pairs(answer: AggregateView): number[][] {
  return [1, 2].map((at) => answer.rows.map((row) => Number(row[at] ?? 0)));
}

export const holdMuteByAgent: Recipe = {
  ask: (around) => {
    const who = agentColumn(around);
    return who ? holdMuteAsk(around, { bucket: null, dimensions: [who.name] }) : null;
  },
  draw: (answer, around) => {
    const values = pairs(answer);
    const who = agentColumn(around) as ColumnView;
    const categories = answer.rows.map(([key]) => ({
      key: text(key),
      label: label(around, who, text(key)),
    }));
    return ranked(
      { kind: "bars", categories, series: holdMuteSeries(around), values, share: false, unit: "s" },
      (at) => (values[0]?.[at] ?? 0) + (values[1]?.[at] ?? 0),
    );
  },
  pick: (place, data, around) => pickStack(place, data as StackData, agentColumn(around), null),
};

/** One column a day, days without rows included. */
function daily(
  answer: AggregateView,
  around: Surroundings,
  series: Series[],
  unit: StackData["unit"],
  make: (row: AggregateView["rows"][number]) => number[],
): StackData {
  const rows = new Map(answer.rows.map((row) => [text(row[0]).slice(0, 10), make(row)]));
  const days = daysOf(around.period.from, around.period.to);
  return {
    kind: "columns",
    series,
    unit,
    share: false,
    more: 0,
    categories: days.map((date) => ({ key: date, label: around.day(date) })),
    values: series.map((_, index) => days.map((date) => rows.get(date)?.[index] ?? 0)),
  };
}

function pickDay(place: unknown, data: StackData, around: Surroundings) {
  const time = timeColumn(around.report);
  const date = data.categories[(place as { category: number }).category]?.key;
  return time && date ? [onDay(time, date)] : [];
}

export const holdMuteByDay: Recipe = {
  ask: (around) => holdMuteAsk(around, { bucket: "day", dimensions: [] }),
  draw: (answer, around) =>
    daily(answer, around, holdMuteSeries(around), "s", (row) => [
      Number(row[1] ?? 0),
      Number(row[2] ?? 0),
    ]),
  pick: (place, data, around) => pickDay(place, data as StackData, around),
};

/** Counts by one column, parted by a choice of another. */
function counted(
  categoryOf: (around: Surroundings) => ColumnView | null,
  seriesRole: string,
  share: boolean,
): Recipe {
  return {
    ask: (around) => {
      const [category, series] = [categoryOf(around), column(around.report, seriesRole)];
      return category && series
        ? { bucket: null, dimensions: [category.name, series.name], measures: [countRows] }
        : null;
    },
    draw: (answer, around) => {
      const [category, parts] = [
        categoryOf(around) as ColumnView,
        column(around.report, seriesRole) as ColumnView,
      ];
      const groups = groupsOf(answer);
      const found = [...new Set(groups.map((group) => normalForm(group.series)))];
      const order = parts.values.map((value) => value.value);
      found.sort(
        (left, right) => ((order.indexOf(left) + 99) % 99) - ((order.indexOf(right) + 99) % 99),
      );
      const spelled = new Map(groups.map((group) => [normalForm(group.series), group.series]));
      const palette = ["talk", "aux1", "ready", "acw", "ring", "hold", "aux2", "aux3"];
      const series = found.map((key, at) => ({
        key: spelled.get(key) ?? key,
        label: label(around, parts, spelled.get(key) ?? key),
        color:
          parts.values.find((value) => value.value === key)?.color ??
          palette[at % palette.length] ??
          "out",
      }));
      const { keys, values } = cross(
        groups,
        series,
        (group) => spelled.get(normalForm(group.series)) ?? group.series,
      );
      const categories = keys.map((key) => ({ key, label: label(around, category, key) }));
      return ranked({ kind: "bars", categories, series, values, share, unit: "count" }, (at) =>
        values.reduce((sum, row) => sum + (row[at] ?? 0), 0),
      );
    },
    pick: (place, data, around) =>
      pickStack(place, data as StackData, categoryOf(around), column(around.report, seriesRole)),
  };
}

export const transfersByAgent = counted(agentColumn, "interaction", false);
export const resultsByCampaign = counted(
  (around) => column(around.report, "campaign"),
  "outcome",
  true,
);

export const outcomeByDay: Recipe = {
  ask: ({ report }) => {
    const [queue, agent] = [column(report, "skill"), column(report, "agent")];
    return queue && agent
      ? {
          bucket: "day",
          dimensions: [],
          measures: [countRows, countOf(queue.name), countOf(agent.name)],
        }
      : null;
  },
  draw: (answer, around) => {
    const series = [
      { key: "agent", label: around.word("ui.chart.outcome.agent"), color: "talk" },
      { key: "ivr", label: around.word("ui.chart.outcome.ivr"), color: "ready" },
      { key: "lost", label: around.word("ui.chart.outcome.lost"), color: "aux1" },
    ];
    return daily(answer, around, series, "count", ([, all, queued, served]) => {
      const [total, inQueue, withAgent] = [
        Number(all ?? 0),
        Number(queued ?? 0),
        Number(served ?? 0),
      ];
      return [
        withAgent,
        Math.max(0, total - Math.max(inQueue, withAgent)),
        Math.max(0, inQueue - withAgent),
      ];
    });
  },
  pick: (place, data, around) => {
    const [queue, agent] = [column(around.report, "skill"), column(around.report, "agent")];
    const part = (data as StackData).series[(place as { series: number }).series]?.key;
    const day = pickDay(place, data as StackData, around);
    if (!queue || !agent) return day;
    if (part === "agent") return [...day, known(agent.name)];
    return part === "ivr"
      ? [...day, missing(queue.name)]
      : [...day, known(queue.name), missing(agent.name)];
  },
};

export const rowsByDay: Recipe = {
  ask: ({ report }) =>
    timeColumn(report) ? { bucket: "day", dimensions: [], measures: [countRows] } : null,
  draw: (answer, around) =>
    daily(
      answer,
      around,
      [{ key: "rows", label: around.word("ui.chart.rows"), color: "talk" }],
      "count",
      (row) => [Number(row[1] ?? 0)],
    ),
  pick: (place, data, around) => pickDay(place, data as StackData, around),
};
