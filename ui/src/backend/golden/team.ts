// Roster and state classes of the stand-in, kept for as long as the page lives.
import type { RosterLine, StateLine } from "../bindings";
import { agents } from "./people";
import { type Answers, type Desk, fail } from "./scene";

const teams = ["Ventas mañana", "Ventas tarde", "Soporte"];

function starting(scene: string): RosterLine[] {
  if (scene === "empty" || scene === "unlisted") return [];
  return agents.slice(0, 16).map(({ id, name }, index) => ({
    agent_id: id,
    name,
    aliases: index === 2 ? ["Cami Vélez"] : [],
    team: index < 14 ? (teams[index % 3] ?? "") : "",
    excluded_from: index === 5 ? "2026-11-02" : null,
    excluded_to: null,
  }));
}

const seen: StateLine[] = [
  { state: "almuerzo", class: "meal", color: null },
  { state: "baño", class: "unclassified", color: null },
  { state: "break", class: "break", color: "aux1" },
  { state: "capacitación", class: "training", color: null },
  { state: "soporte_interno", class: "unclassified", color: null },
];

export class Team {
  private people: RosterLine[];
  states: StateLine[];
  constructor(scene: string) {
    this.people = starting(scene);
    this.states = scene === "empty" ? [] : seen;
  }

  roster(_: string): RosterLine[] {
    return [...this.people].sort((left, right) => left.name.localeCompare(right.name));
  }

  put(people: RosterLine[]): void {
    this.people = people;
  }
}

export function teamAnswers({ tell, options }: Desk, team: Team): Answers {
  const may = () => options.scene === "broken" && fail("ARC-1");
  return {
    roster: ({ operation }) => {
      may();
      return { operation, people: team.roster(operation) };
    },
    set_roster: ({ operation, people }) => {
      may();
      team.put(people);
      tell("changed", { tags: ["roster"] });
      return { operation, people: team.roster(operation) };
    },
    states: ({ operation }) => {
      may();
      return { operation, states: team.states };
    },
    set_states: ({ operation, states }) => {
      may();
      team.states = [...states].sort((left, right) => left.state.localeCompare(right.state));
      tell("changed", { tags: ["states"] });
      return { operation, states: team.states };
    },
  };
}
