// What a report shows: parameters, period, filters, sort, columns. Every step can be undone.
import type { FilterView, Narrowing, SortView, TableKey } from "../backend";
import { type Layout, ownLayout, sameLayout } from "./layout";
import { type Period, wholeDays } from "./period";

export interface View extends Layout {
  report: string;
  params: Record<string, string>;
  period: Period;
  narrowing: Narrowing;
  sort: SortView[];
}

export interface ViewHistory {
  past: View[];
  now: View;
  future: View[];
  /** Filters and sort of reports left behind, for the way back. */
  kept: Record<string, View>;
}

export type Step =
  | { do: "open"; report: string }
  | { do: "period"; period: Period }
  | { do: "param"; name: string; value: string | null }
  | { do: "filter"; filter: FilterView }
  | { do: "filters"; filters: FilterView[] }
  | { do: "unfilter"; column: string }
  | { do: "search"; text: string }
  | { do: "clear" }
  | { do: "only"; filters: FilterView[] }
  | { do: "sort"; column: string; add: boolean }
  | { do: "order"; sort: SortView[] }
  | { do: "layout"; layout: Partial<Layout> }
  | { do: "undo" }
  | { do: "redo" };

const depth = 100;

export function emptyView(report: string, period: Period): View {
  return {
    report,
    params: {},
    period,
    narrowing: { filters: [], search: "", conditions: [] },
    sort: [],
    ...ownLayout,
  };
}

export function startHistory(view: View): ViewHistory {
  return { past: [], now: view, future: [], kept: {} };
}

export function step(history: ViewHistory, action: Step): ViewHistory {
  if (action.do === "undo") return back(history);
  if (action.do === "redo") return forth(history);
  if (action.do === "open") return opened(history, action.report);
  const now = changed(history.now, action);
  if (now === history.now) return history;
  return { ...history, past: [...history.past, history.now].slice(-depth), now, future: [] };
}

function back(history: ViewHistory): ViewHistory {
  const before = history.past.at(-1);
  if (!before) return history;
  return {
    ...history,
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
  };
}

function forth(history: ViewHistory): ViewHistory {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { ...history, past: [...history.past, history.now], now: next, future: rest };
}

/** Another report keeps the period and finds its own filters again. */
function opened(history: ViewHistory, report: string): ViewHistory {
  const { now, kept } = history;
  if (report === now.report) return history;
  const before = kept[report];
  const view = before ? { ...before, period: now.period } : emptyView(report, now.period);
  return { past: [], now: view, future: [], kept: { ...kept, [now.report]: now } };
}

/** Another view takes the place: a step of its own within the report, a fresh start in another one. */
export function replaced(history: ViewHistory, view: View): ViewHistory {
  const { now, kept } = history;
  if (view.report === now.report)
    return { ...history, past: [...history.past, now].slice(-depth), now: view, future: [] };
  return { past: [], now: view, future: [], kept: { ...kept, [now.report]: now } };
}

function changed(view: View, action: Step): View {
  switch (action.do) {
    case "period":
      return { ...view, period: action.period };
    case "param":
      return { ...view, params: withParam(view.params, action.name, action.value) };
    case "filter":
      return withFilters(view, [action.filter]);
    case "filters":
      return withFilters(view, action.filters);
    case "unfilter":
      return narrowed(view, {
        filters: view.narrowing.filters.filter((filter) => filter.column !== action.column),
      });
    case "search":
      return action.text === view.narrowing.search ? view : narrowed(view, { search: action.text });
    case "clear":
      return narrowed(view, { filters: [], search: "", conditions: [] });
    case "only":
      return {
        ...view,
        params: {},
        narrowing: { filters: action.filters, search: "", conditions: [] },
      };
    case "sort":
      return { ...view, sort: sorted(view.sort, action.column, action.add) };
    case "order":
      return { ...view, sort: action.sort };
    case "layout": {
      const next = { ...view, ...action.layout };
      return sameLayout(view, next) ? view : next;
    }
    default:
      return view;
  }
}

function narrowed(view: View, part: Partial<Narrowing>): View {
  return { ...view, narrowing: { ...view.narrowing, ...part } };
}

/** One filter a column: a new one takes the place of the old. */
function withFilters(view: View, added: FilterView[]): View {
  const filters = [...view.narrowing.filters];
  for (const filter of added) {
    const place = filters.findIndex((held) => held.column === filter.column);
    if (place >= 0) filters[place] = filter;
    else filters.push(filter);
  }
  return narrowed(view, { filters });
}

function withParam(
  params: Record<string, string>,
  name: string,
  value: string | null,
): Record<string, string> {
  const { [name]: _, ...rest } = params;
  return value === null ? rest : { ...rest, [name]: value };
}

/** Ascending, descending, none; `add` keeps the other keys. */
export function sorted(sort: SortView[], column: string, add: boolean): SortView[] {
  const held = sort.find((key) => key.column === column);
  const next = held
    ? held.descending
      ? null
      : { column, descending: true }
    : { column, descending: false };
  if (!add) return next ? [next] : [];
  if (!held) return [...sort, { column, descending: false }];
  return sort.flatMap((key) => (key.column === column ? (next ? [next] : []) : [key]));
}

export function tableOf(operation: string, view: View): TableKey {
  return { operation, report: view.report, params: view.params, ...wholeDays(view.period) };
}
