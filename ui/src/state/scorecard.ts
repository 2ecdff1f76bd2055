// The scorecard's lines in order, and its teams. Unknown comes last, whichever way one sorts.
import type { AgentLine, FigureView } from "../backend";

/** A column: of words, or of the figure at that place. */
export interface SortKey {
  by: "name" | "team" | number;
  descending: boolean;
}

export interface TeamLines {
  /** Null collects those without a team. */
  team: string | null;
  agents: AgentLine[];
  figures: FigureView[];
}

type Compare = (left: string, right: string) => number;

function keyOf(line: AgentLine, by: SortKey["by"]): string | number | null {
  if (by === "name") return line.name ?? line.agent_id;
  if (by === "team") return line.team;
  return line.figures[by]?.value ?? null;
}

export function sortedLines(lines: AgentLine[], { by, descending }: SortKey, compare: Compare) {
  const sign = descending ? -1 : 1;
  const name = (line: AgentLine) => line.name ?? line.agent_id ?? "";
  return [...lines].sort((left, right) => {
    const [a, b] = [keyOf(left, by), keyOf(right, by)];
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
    } else {
      const order =
        typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
      if (order !== 0) return order * sign;
    }
    return compare(name(left), name(right));
  });
}

/** The next order of a column: figures greatest first, words from A; then reversed; then by name. */
export function nextSort(sort: SortKey, by: SortKey["by"]): SortKey {
  const first = typeof by === "number";
  if (sort.by !== by) return { by, descending: first };
  if (sort.descending === first) return { by, descending: !first };
  return by === "name" ? { by, descending: false } : { by: "name", descending: false };
}

/** Lines by team in order of its name, those without one last. */
export function teamsOf(
  lines: AgentLine[],
  everybody: FigureView[],
  compare: Compare,
): TeamLines[] {
  const teams = new Map<string | null, AgentLine[]>();
  for (const line of lines) teams.set(line.team, [...(teams.get(line.team) ?? []), line]);
  return [...teams]
    .sort(([left], [right]) => (left === null ? 1 : right === null ? -1 : compare(left, right)))
    .map(([team, agents]) => ({
      team,
      agents,
      figures: everybody.map((like, at) =>
        together(
          like,
          agents.flatMap((line) => line.figures[at] ?? []),
          lines.flatMap((line) => line.figures[at] ?? []),
        ),
      ),
    }));
}

/**
 * Several agents' figure as the core adds up everybody's: a ratio of sums; an agent whose figure is
 * unknown adds to neither side. It rests on few cases unless it has as many as some figure of the
 * same kind that the core does not call few.
 */
export function together(like: FigureView, members: FigureView[], all: FigureView[]): FigureView {
  const total = like.unit === "count";
  const known = members.filter(
    (figure) => figure.numerator !== null && (total || figure.denominator !== null),
  );
  const sum = (part: "numerator" | "denominator" | "n") =>
    known.reduce((held, figure) => held + (figure[part] ?? 0), 0);
  const numerator = known.length > 0 ? sum("numerator") : null;
  const denominator = total || known.length === 0 ? null : sum("denominator");
  const value = total
    ? numerator
    : denominator && numerator !== null
      ? numerator / denominator
      : null;
  const n = sum("n");
  const enough = [...all, like].filter((figure) => figure.value !== null && !figure.few);
  return {
    kpi: like.kpi,
    unit: like.unit,
    value,
    numerator,
    denominator,
    n,
    excluded: members.reduce((held, figure) => held + figure.excluded, 0),
    few: like.unit === "ratio" && value !== null && !enough.some((figure) => figure.n <= n),
  };
}
