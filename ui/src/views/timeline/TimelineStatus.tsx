// The line below: the segment of the cursor with the way to its rows, what is odd in the data, whose time.
import { ArrowUpRight, TriangleAlert } from "lucide-react";
import type { Lane } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Panel } from "../../shared/controls";
import { useTimeline } from "../../state/timeline";
import { nameOf } from "../../timeline/arrange";
import { placeOf } from "../start/zones";
import type { Inside } from "./TimelineStage";
import { usePlace } from "./timelineCursor";
import { openEvents } from "./timelineRows";
import { segmentSentence } from "./timelineWords";

export function TimelineStatus(props: Inside) {
  const words = useWords();
  const { t, f } = words;
  const { picture, lanes, scope } = props;
  const asTable = useTimeline((timeline) => timeline.asTable);
  const { place } = usePlace(props);
  const lane = place && !asTable ? lanes[place.lane] : undefined;
  const count = lanes.length;
  return (
    <footer className="status timeline-status">
      <span role="status" className="timeline-said">
        {lane && place ? (
          segmentSentence(words, picture, lane, place.segment, props)
        ) : (
          <b>{t("ui.card.agents", { count, n: f.number(count) })}</b>
        )}
      </span>
      {lane && place && place.segment.state !== null ? (
        <Button
          look="plain"
          className="status-button"
          onPress={() => openEvents(scope.report, lane.agent_id, picture.from, place.segment)}
        >
          <ArrowUpRight aria-hidden /> {t("ui.timeline.rows")}
        </Button>
      ) : asTable ? null : (
        <span className="quiet timeline-hint">{t("ui.timeline.hint")}</span>
      )}
      <span className="spacer" />
      <Faults lanes={props.sums} />
      <span className="quiet">{t("ui.filter.zone", { zone: placeOf(scope.operation.zone) })}</span>
    </footer>
  );
}

/** States that cover each other and events without a readable time, told with what they mean. */
function Faults({ lanes }: { lanes: Lane[] }) {
  const { t, f } = useWords();
  const overlap = lanes.reduce((sum, lane) => sum + lane.overlap, 0);
  const unread = lanes.reduce((sum, lane) => sum + lane.unread, 0);
  if (overlap + unread === 0) return null;
  const told = [
    overlap > 0 ? t("ui.timeline.overlap", { duration: f.duration(overlap) }) : "",
    unread > 0 ? t("ui.timeline.unread", { count: unread, n: f.number(unread) }) : "",
  ];
  return (
    <Panel
      label={t("ui.timeline.faults")}
      placement="top end"
      trigger={
        <Button look="plain" className="status-button timeline-faults">
          <TriangleAlert aria-hidden /> {told.filter(Boolean).join(" · ")}
        </Button>
      }
    >
      <div className="timeline-fault">
        <h3>{t("ui.timeline.faults")}</h3>
        {overlap > 0 ? <p>{t("ui.timeline.overlapText")}</p> : null}
        {unread > 0 ? <p>{t("ui.timeline.unreadText")}</p> : null}
        <ul>
          {lanes
            .filter((lane) => lane.overlap + lane.unread > 0)
            .slice(0, 12)
            .map((lane) => (
              <li key={lane.agent_id}>
                <span>{nameOf(lane)}</span>
                <span className="quiet">
                  {lane.overlap > 0 ? f.duration(lane.overlap) : ""}
                  {lane.overlap > 0 && lane.unread > 0 ? " · " : ""}
                  {lane.unread > 0
                    ? t("ui.timeline.unread", { count: lane.unread, n: f.number(lane.unread) })
                    : ""}
                </span>
              </li>
            ))}
        </ul>
      </div>
    </Panel>
  );
}
