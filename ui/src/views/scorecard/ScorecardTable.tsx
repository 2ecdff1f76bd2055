// The scorecard itself: everybody pinned above, teams before their people, a figure a cell.
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, useCallback, useMemo, useState } from "react";
import { Button as Head } from "react-aria-components";
import type {
  AgentLine,
  FigureView,
  KpiView,
  OperationView,
  ReportView,
  ScorecardView,
} from "../../backend";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import { Floating } from "../../shared/floating";
import { type Spot, useRoving } from "../../shared/roving";
import { useAnswer } from "../../state/answers";
import { nextSort, type SortKey, sortedLines, teamsOf } from "../../state/scorecard";
import { useTargets } from "../../state/targetChoice";
import type { Targets } from "../../state/targets";
import { targetSign } from "../common/targetText";
import type { Person } from "./agentReports";
import { ScorecardFigure } from "./ScorecardFigure";
import { ScorecardLineage } from "./ScorecardLineage";

/** A row as shown: of everybody, of a team, or of one agent. */
interface Line {
  kind: "everybody" | "team" | "agent";
  key: string;
  name: string;
  aside: string;
  team: string | null;
  figures: FigureView[];
  agents: AgentLine[];
}

export interface Picked {
  line: Line;
  figure: FigureView;
  anchor: HTMLElement;
}

export function ScorecardTable(props: {
  operation: OperationView;
  reports: ReportView[];
  card: ScorecardView;
  agents: AgentLine[];
  grouped: boolean;
  waiting: boolean;
}) {
  const { t } = useWords();
  const { card, grouped } = props;
  const [sort, setSort] = useState<SortKey>({ by: "name", descending: false });
  const [picked, setPicked] = useState<Picked | null>(null);
  const lines = useLines(card, props.agents, grouped, sort);
  const { box, onKeyDown, here, setSpot } = useRoving(lines.length, card.kpis.length);
  const kpis = useAnswer("kpi_list", {}).data?.kpis;
  const targets = useTargets();
  const pick = useCallback(
    (line: Line, figure: FigureView, anchor: HTMLElement) => setPicked({ line, figure, anchor }),
    [],
  );
  const row = (line: Line, at: number) => (
    <Row
      key={line.key}
      line={line}
      at={at}
      reachable={here.line === at ? here.column : null}
      grouped={grouped}
      kpis={kpis}
      targets={targets}
      onFocus={setSpot}
      onPick={pick}
    />
  );
  return (
    <section className="card-table" data-region="card" aria-label={t("ui.card.table")}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrows walk its cells.
        role="grid"
        ref={box}
        onKeyDown={onKeyDown}
        aria-label={t("ui.card.table")}
        className={props.waiting ? "waiting" : ""}
      >
        <thead>
          <Heads card={card} grouped={grouped} sort={sort} onSort={setSort} />
          {lines.slice(0, 1).map(row)}
        </thead>
        <tbody>{lines.map((line, at) => (at === 0 ? null : row(line, at)))}</tbody>
      </table>
      {picked ? <Details {...props} picked={picked} onClose={() => setPicked(null)} /> : null}
    </section>
  );
}

interface RowProps {
  line: Line;
  at: number;
  /** The column that the Tab key reaches, if it is in this row. */
  reachable: number | null;
  grouped: boolean;
  kpis: KpiView[] | undefined;
  targets: Targets;
  onFocus: (spot: Spot) => void;
  onPick: (line: Line, figure: FigureView, anchor: HTMLElement) => void;
}

/** Remembered, because every step of the arrows passes by hundreds of them. */
const Row = memo(function Row(props: RowProps) {
  const { line, at, grouped, kpis, targets } = props;
  return (
    <tr className={`card-line ${line.kind}`}>
      <th scope="row">
        <span className="card-name">{line.name}</span>
        {line.aside ? <span className="card-aside">{line.aside}</span> : null}
      </th>
      {grouped ? null : (
        <td className="card-team">{line.kind === "everybody" ? "" : (line.team ?? unknown)}</td>
      )}
      {line.figures.map((figure, column) => (
        <ScorecardFigure
          key={figure.kpi}
          figure={figure}
          counts={kpis?.find((kpi) => kpi.kpi === figure.kpi)?.counts}
          target={targets[figure.kpi]}
          spot={{ line: at, column }}
          reachable={props.reachable === column}
          onFocus={props.onFocus}
          onPick={(anchor) => props.onPick(line, figure, anchor)}
        />
      ))}
    </tr>
  );
});

function useLines(card: ScorecardView, agents: AgentLine[], grouped: boolean, sort: SortKey) {
  const { t, f } = useWords();
  return useMemo(() => {
    const order = new Intl.Collator(f.locales.words, { numeric: true, sensitivity: "base" });
    const of = (line: AgentLine): Line => ({
      kind: "agent",
      key: `agent/${line.agent_id ?? line.name}`,
      name: line.name ?? line.agent_id ?? t("ui.card.noAgent"),
      aside: line.name && line.agent_id ? line.agent_id : "",
      team: line.team,
      figures: line.figures,
      agents: [line],
    });
    const people = (count: number) => t("ui.card.agents", { count, n: f.number(count) });
    const everybody: Line = {
      kind: "everybody",
      key: "everybody",
      name: t("ui.card.everybody"),
      aside: people(card.agents.length),
      team: null,
      figures: card.everybody,
      agents: [],
    };
    const sorted = (lines: AgentLine[]) => sortedLines(lines, sort, order.compare).map(of);
    if (!grouped) return [everybody, ...sorted(agents)];
    const shown = new Set(agents);
    const teams = teamsOf(card.agents, card.teams, order.compare).flatMap((team): Line[] => {
      const members = team.agents.filter((line) => shown.has(line));
      if (members.length === 0) return [];
      const head: Line = {
        kind: "team",
        key: `team/${team.team}`,
        name: team.team ?? t("ui.card.noTeam"),
        aside: people(team.agents.length),
        team: team.team,
        figures: team.figures,
        agents: team.agents,
      };
      return [head, ...sorted(members)];
    });
    return [everybody, ...teams];
  }, [card, agents, grouped, sort, t, f]);
}

function Heads(props: {
  card: ScorecardView;
  grouped: boolean;
  sort: SortKey;
  onSort: (sort: SortKey) => void;
}) {
  const { t, f, texts } = useWords();
  const { card, grouped, sort, onSort } = props;
  const kpis = useAnswer("kpi_list", {}).data?.kpis ?? [];
  const targets = useTargets();
  const goalOf = (name: string, unit: string | undefined) => {
    const target = targets[name];
    return target ? t("ui.target.none", { goal: targetSign(f, target, unit ?? "ratio") }) : "";
  };
  const heads: { by: SortKey["by"]; label: string; goal?: string }[] = [
    { by: "name", label: t("ui.card.agent") },
    ...(grouped ? [] : [{ by: "team" as const, label: t("ui.card.team") }]),
    ...card.kpis.map((name, at) => {
      const kpi = kpis.find((held) => held.kpi === name);
      return { by: at, label: kpi ? texts(kpi.title) : name, goal: goalOf(name, kpi?.unit) };
    }),
  ];
  return (
    <tr>
      {heads.map(({ by, label, goal }) => {
        const on = sort.by === by;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <th
            key={by}
            scope="col"
            className={typeof by === "number" ? "figures-head" : ""}
            aria-sort={on ? (sort.descending ? "descending" : "ascending") : "none"}
          >
            <Head className="card-head" onPress={() => onSort(nextSort(sort, by))}>
              <span>
                {label}
                {goal ? <span className="card-goal">{goal}</span> : null}
              </span>
              {on ? <Arrow aria-hidden /> : null}
            </Head>
          </th>
        );
      })}
    </tr>
  );
}

function Details(props: {
  operation: OperationView;
  reports: ReportView[];
  card: ScorecardView;
  picked: Picked;
  onClose: () => void;
}) {
  const { texts } = useWords();
  const { picked, card, operation } = props;
  const kpis = useAnswer("kpi_list", {}).data?.kpis ?? [];
  const roster = useAnswer("roster", { operation: operation.id }).data?.people ?? [];
  const what = kpis.find((kpi) => kpi.kpi === picked.figure.kpi);
  const title = what ? texts(what.title) : picked.figure.kpi;
  const people: Person[] = picked.line.agents.map((agent) => {
    const known = roster.find((person) => person.agent_id === agent.agent_id);
    const names = [agent.name ?? "", known?.name ?? "", ...(known?.aliases ?? [])];
    return { id: agent.agent_id, names: [...new Set(names.filter(Boolean))] };
  });
  return (
    <Floating
      anchor={picked.anchor}
      label={`${title}: ${picked.line.name}`}
      className="lineage"
      onClose={props.onClose}
    >
      <ScorecardLineage
        reports={props.reports}
        figure={picked.figure}
        coverage={card.coverage}
        what={what}
        title={`${title} · ${picked.line.name}`}
        people={people}
        summed={picked.line.kind === "team"}
      />
    </Floating>
  );
}
