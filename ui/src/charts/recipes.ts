// Charts by the names that report files use. A report with none, or unknown ones, gets rows by day.
import { availabilityByHour, humanRateByHour, queueLossByHour, transfersByHour } from "./heats";
import type { Recipe } from "./recipe";
import {
  holdMuteByAgent,
  holdMuteByDay,
  outcomeByDay,
  resultsByCampaign,
  rowsByDay,
  statesByAgent,
  transfersByAgent,
} from "./stacks";

export const recipes: Readonly<Record<string, Recipe>> = {
  states_by_agent: statesByAgent,
  availability_by_hour: availabilityByHour,
  hold_mute_by_agent: holdMuteByAgent,
  hold_mute_by_day: holdMuteByDay,
  transfers_by_agent: transfersByAgent,
  transfers_by_hour: transfersByHour,
  outcome_by_day: outcomeByDay,
  queue_loss_by_hour: queueLossByHour,
  human_rate_by_hour: humanRateByHour,
  results_by_campaign: resultsByCampaign,
  rows_by_day: rowsByDay,
};

/** The charts of a report that can be drawn, by name. */
export function chartsOf(names: string[]): string[] {
  const known = names.filter((name) => name in recipes);
  return known.length > 0 ? known : ["rows_by_day"];
}
