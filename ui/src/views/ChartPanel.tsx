// One chart: its question, its legend that shows and hides parts, its picture or table, and its click.
import { Table2 } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { asErrorView, type StatesView } from "../backend";
import type { Drawing } from "../charts/drawing";
import { type ChartData, isEmpty, type MarkPlace, type StackData, without } from "../charts/model";
import { usePalette } from "../charts/palette";
import type { Surroundings } from "../charts/recipe";
import { recipes } from "../charts/recipes";
import { sentenceOf, valueText } from "../charts/twin";
import { normalForm } from "../format/normal";
import { useWords, type Words } from "../i18n";
import { IconButton, useLasting } from "../shared/controls";
import { useAnswer } from "../state/answers";
import { act } from "../state/session";
import { heldDays, type Scope } from "./scope";
import { valueLabel } from "./sentences";
import { Trouble } from "./Trouble";
import { TwinTable } from "./TwinTable";

const Chart = lazy(() => import("../charts/Chart").then(({ Chart: made }) => ({ default: made })));

function surroundings(words: Words, scope: Scope, states: StatesView | undefined): Surroundings {
  const lines = new Map((states?.states ?? []).map((line) => [normalForm(line.state), line]));
  return {
    report: scope.report,
    period: scope.view.period,
    heldDays: heldDays(scope.coverage),
    nameOf: (column, value) => valueLabel(words, scope, column, value),
    classOf: (state) => lines.get(state)?.class ?? null,
    colorOf: (state) => lines.get(state)?.color ?? null,
    labelOf: (column) => words.texts(column.label),
    word: (key) => words.t(key),
    day: (iso) => words.f.dayMonth(iso),
  };
}

function useDrawing(words: Words): Drawing {
  const palette = usePalette();
  return useMemo(
    () => ({
      palette,
      formats: words.f,
      value: (value, unit) => valueText(words, value, unit),
      of: (n) => words.t("ui.counts.calls", { count: n, n: words.f.number(n) }),
    }),
    [palette, words],
  );
}

/** The answer to a chart's question, and the picture made of it. */
function useChart(name: string, scope: Scope, states: StatesView | undefined) {
  const words = useWords();
  const recipe = recipes[name];
  const around = useMemo(() => surroundings(words, scope, states), [words, scope, states]);
  const ask = recipe?.ask(around) ?? null;
  const { table, view, report } = scope;
  const rest = { table, narrowing: view.narrowing, top: null, view: `${report.code}:${name}` };
  const answer = useAnswer("aggregate", ask ? { ...ask, ...rest } : null);
  const data = useMemo(
    () => (answer.data && recipe ? recipe.draw(answer.data, around) : null),
    [answer.data, recipe, around],
  );
  const pick = (place: MarkPlace, shown: ChartData) => {
    if (recipe) act({ do: "filters", filters: recipe.pick(place, shown, around) });
  };
  return { asked: ask !== null, answer, data, pick };
}

export interface ChartPanelProps {
  name: string;
  scope: Scope;
  states: StatesView | undefined;
}

export function ChartPanel({ name, scope, states }: ChartPanelProps) {
  const { t, f } = useWords();
  const { asked, answer, data, pick } = useChart(name, scope, states);
  const [asTable, setAsTable] = useState(false);
  const waiting = useLasting(answer.isFetching);
  const title = t(`ui.chart.title.${name}`);
  if (!asked) return null;
  const more = data && data.kind !== "heat" ? data.more : 0;
  return (
    <figure className={waiting ? "panel waiting" : "panel"} aria-busy={answer.isFetching}>
      <figcaption className="panel-head">
        <h2 title={title}>{title}</h2>
        {more > 0 ? (
          <span className="quiet">{t("ui.chart.more", { count: more, n: f.number(more) })}</span>
        ) : null}
        <IconButton
          name={t(asTable ? "ui.chart.asPicture" : "ui.chart.asTable", { title })}
          className="small"
          onPress={() => setAsTable(!asTable)}
          aria-pressed={asTable}
        >
          <Table2 aria-hidden />
        </IconButton>
      </figcaption>
      <div className="panel-body">
        {answer.error ? (
          <Trouble
            error={asErrorView(answer.error)}
            onRetry={() => void answer.refetch()}
            compact
          />
        ) : data ? (
          <Picture data={data} title={title} asTable={asTable} onPick={pick} />
        ) : waiting ? (
          <span className="skeleton tall" />
        ) : null}
      </div>
    </figure>
  );
}

function Picture(props: {
  data: ChartData;
  title: string;
  asTable: boolean;
  onPick: (place: MarkPlace, shown: ChartData) => void;
}) {
  const { data, title, asTable, onPick } = props;
  const words = useWords();
  const drawing = useDrawing(words);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => without(data, hidden), [data, hidden]);
  if (isEmpty(data)) return <p className="panel-empty">{words.t("ui.chart.nothing")}</p>;
  if (asTable) return <TwinTable data={data} title={title} />;
  return (
    <>
      {data.kind !== "heat" && data.series.length > 1 ? (
        <Legend data={data} hidden={hidden} onChange={setHidden} />
      ) : null}
      <Suspense fallback={null}>
        <Chart
          data={shown}
          drawing={drawing}
          sentence={sentenceOf(title, shown, words)}
          onPick={(place) => onPick(place, shown)}
        />
      </Suspense>
    </>
  );
}

/** The parts by name; pressing one takes it out of the picture or puts it back. */
function Legend(props: {
  data: StackData;
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}) {
  const { t } = useWords();
  const { data, hidden, onChange } = props;
  const toggle = (key: string, on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(key);
    else next.add(key);
    // An empty picture would say that there is nothing.
    if (next.size < data.series.length) onChange(next);
  };
  return (
    <div className="legend" role="group" aria-label={t("ui.chart.legend")}>
      {data.series.map(({ key, label, color, hatched }) => (
        <ToggleButton
          key={key}
          className="legend-part"
          isSelected={!hidden.has(key)}
          onChange={(on) => toggle(key, on)}
        >
          <span className={`dot dot-${color} ${hatched ? "hatched" : ""}`} aria-hidden />
          {label}
        </ToggleButton>
      ))}
    </div>
  );
}
