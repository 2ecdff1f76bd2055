// The scorecard's lines in order, and its teams. Unknown comes last, whichever way one sorts.
import type { AgentLine, FigureView, TeamFigures } from "../backend";

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

/** Lines by team in order of its name, those without one last, with the figures that the core adds up. */
export function teamsOf(lines: AgentLine[], figures: TeamFigures[], compare: Compare): TeamLines[] {
  return figures
    .map(({ team, figures }) => ({
      team,
      agents: lines.filter((line) => line.team === team),
      figures,
    }))
    .sort((left, right) =>
      left.team === null ? 1 : right.team === null ? -1 : compare(left.team, right.team),
    );
}
