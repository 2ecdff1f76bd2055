// The places above the single reports, in the order of the rail. Palette and keys take them from here.
import {
  CalendarCheck,
  ChartGantt,
  House,
  type LucideIcon,
  Radio,
  Settings2,
  Table2,
  UsersRound,
} from "lucide-react";
import type { Place } from "../../state/session";

/** Places with a view of their own that is loaded when first opened. */
export const joinedPlaces = ["home", "today", "scorecard", "timeline", "coverage", "team"] as const;
export type JoinedPlace = (typeof joinedPlaces)[number];

export const placeIcons: Record<JoinedPlace | "settings", LucideIcon> = {
  home: House,
  today: Radio,
  scorecard: Table2,
  timeline: ChartGantt,
  coverage: CalendarCheck,
  team: UsersRound,
  settings: Settings2,
};

export function isJoined(place: Place): place is JoinedPlace {
  return (joinedPlaces as readonly string[]).includes(place);
}
