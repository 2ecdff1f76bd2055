// The question of a chart, its answer, and the picture made of it.
import { useMemo, useRef } from "react";
import type { KpiView, StatesView } from "../../backend";
import type { Drawing } from "../../charts/drawing";
import { goalOf } from "../../charts/goals";
import type { ChartData, MarkPlace } from "../../charts/model";
import { type Palette, usePalette } from "../../charts/palette";
import type { Surroundings } from "../../charts/recipe";
import { recipes } from "../../charts/recipes";
import { valueText } from "../../charts/twin";
import { normalForm } from "../../format/normal";
import { useWords, type Words } from "../../i18n";
import { useAnswer } from "../../state/answers";
import type { Period } from "../../state/period";
import { act, useSession } from "../../state/session";
import { useTargets } from "../../state/targetChoice";
import type { Target, Targets } from "../../state/targets";
import { valueLabel } from "../common/sentences";
import { targetSign } from "../common/targetText";
import { heldDays, type Scope } from "./scope";

/** What a picture depends on besides its answer. Filters are not of it: what they change is the answer. */
type Around = Pick<Scope, "report" | "coverage" | "names"> & { period: Period };

function surroundings(words: Words, of: Around, states: StatesView | undefined): Surroundings {
  const lines = new Map((states?.states ?? []).map((line) => [normalForm(line.state), line]));
  return {
    report: of.report,
    period: of.period,
    heldDays: heldDays(of.coverage),
    nameOf: (column, value) => valueLabel(words, of.names, column, value),
    classOf: (state) => lines.get(state)?.class ?? null,
    colorOf: (state) => lines.get(state)?.color ?? null,
    labelOf: (column) => words.texts(column.label),
    word: (key) => words.t(key),
    day: (iso) => words.f.dayMonth(iso),
  };
}

/** What a drawing needs of its surroundings; `zoom` in percent. */
export function drawingOf(words: Words, palette: Palette, zoom: number): Drawing {
  return {
    palette,
    formats: words.f,
    value: (value, unit) => valueText(words, value, unit),
    of: (n) => words.t("ui.counts.calls", { count: n, n: words.f.number(n) }),
    off: (goal) => words.t("ui.target.off", { goal }),
    size: (pixels) => (pixels * zoom) / 100,
  };
}

export function useDrawing(): Drawing {
  const words = useWords();
  const palette = usePalette();
  const zoom = useSession((session) => session.zoom);
  return useMemo(() => drawingOf(words, palette, zoom), [words, palette, zoom]);
}

function withGoal(
  name: string,
  data: ChartData,
  targets: Targets,
  around: Surroundings,
  words: Words,
  kpis: KpiView[],
): ChartData {
  const label = (kpi: string, target: Target) => {
    const what = kpis.find((held) => held.kpi === kpi);
    const title = what ? words.texts(what.title) : kpi;
    return `${title} ${targetSign(words.f, target, what?.unit ?? "ratio")}`;
  };
  const goal = goalOf(name, data, targets, { classOf: around.classOf, label });
  return goal ? { ...data, goal } : data;
}

/** The answer to a chart's question, and the picture made of it. */
export function useChart(name: string, scope: Scope, states: StatesView | undefined) {
  const words = useWords();
  const targets = useTargets();
  const kpis = useAnswer("kpi_list", {}).data?.kpis;
  const recipe = recipes[name];
  const { report, coverage, names, table, view } = scope;
  const { period, narrowing } = view;
  const around = useMemo(
    () => surroundings(words, { report, period, coverage, names }, states),
    [words, report, period, coverage, names, states],
  );
  const ask = recipe?.ask(around) ?? null;
  const rest = { table, narrowing, top: null, view: `${report.code}:${name}` };
  const answer = useAnswer("aggregate", ask ? { ...ask, ...rest } : null);
  // Until another answer is there, the picture stays that of the question before: its days too.
  const drawn = useRef(around);
  if (!answer.isPlaceholderData) drawn.current = around;
  const of = drawn.current;
  const data = useMemo(
    () =>
      answer.data && recipe
        ? withGoal(name, recipe.draw(answer.data, of), targets, of, words, kpis ?? [])
        : null,
    [name, answer.data, recipe, of, targets, words, kpis],
  );
  const pick = (place: MarkPlace, shown: ChartData) => {
    if (recipe) act({ do: "filters", filters: recipe.pick(place, shown, of) });
  };
  return { asked: ask !== null, answer, data, pick };
}
