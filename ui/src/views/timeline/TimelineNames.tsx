// Who each lane belongs to, with the logged time of the period.
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import { nameOf } from "../../timeline/arrange";
import { loggedSeconds } from "../../timeline/model";
import type { Drawn } from "./TimelineBoard";
import type { Inside } from "./TimelineStage";

/** The lanes that are in sight, wholly or in part. */
export function inSight({ scrolled, height, laneHeight }: Omit<Drawn, "place">, lanes: number) {
  const first = Math.max(0, Math.floor(scrolled / laneHeight));
  return { first, last: Math.min(lanes, Math.ceil((scrolled + height) / laneHeight)) };
}

export function TimelineNames(props: Inside & Drawn) {
  const { t, f } = useWords();
  const { lanes, picture, laneHeight, scrolled, place } = props;
  const { first, last } = inSight(props, lanes.length);
  return (
    <ul className="timeline-names" aria-label={t("ui.timeline.names")}>
      {lanes.slice(first, last).map((lane, index) => {
        const at = first + index;
        const logged = loggedSeconds(lane, picture);
        return (
          <li
            key={lane.agent_id}
            className={place?.lane === at ? "timeline-name now" : "timeline-name"}
            style={{ height: laneHeight, top: at * laneHeight - scrolled }}
            title={[nameOf(lane), lane.team].filter(Boolean).join(" · ")}
          >
            <span className="timeline-who">{nameOf(lane)}</span>
            <span className="timeline-team">{lane.team ?? ""}</span>
            <span className="timeline-logged">{logged > 0 ? f.hours(logged) : unknown}</span>
          </li>
        );
      })}
    </ul>
  );
}
