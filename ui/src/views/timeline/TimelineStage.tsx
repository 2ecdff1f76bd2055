// The stage of the timeline: legend and zoom above, lanes or table in the middle, the cursor's words below.
import { CalendarOff, Search } from "lucide-react";
import { useMemo } from "react";
import { asErrorView, type Lane, type TimelineView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, useLasting } from "../../shared/controls";
import { useSession } from "../../state/session";
import { type StateReport, setTimeline, useTimeline } from "../../state/timeline";
import { arranged } from "../../timeline/arrange";
import { isUnheld, type Stretch } from "../../timeline/model";
import { type Paint, paintsOf } from "../../timeline/paint";
import { Trouble } from "../common/Trouble";
import type { Scope } from "../report/scope";
import { Unheld } from "../report/Unheld";
import { useSize } from "../report/useSize";
import { TimelineBoard } from "./TimelineBoard";
import { TimelineLegend } from "./TimelineLegend";
import { TimelineStatus } from "./TimelineStatus";
import { TimelineTable } from "./TimelineTable";
import { TimelineZoom } from "./TimelineZoom";
import { usePicture } from "./timelineData";
import { stateLabels } from "./timelineWords";

/** Names beside the lanes, in the page's own unit; never more than a third of the window. */
const namesRem = 17;

/** Device pixels that the lanes have; null until the page is laid out. */
function useLaneWidth() {
  const [measure, size] = useSize();
  const zoom = useSession((session) => session.zoom);
  const ratio = window.devicePixelRatio || 1;
  const names = Math.min((namesRem * 16 * zoom) / 100, window.innerWidth * 0.3);
  return { measure, width: size && Math.max(64, Math.floor((size.width - names) * ratio)) };
}

export function TimelineStage({ scope, report }: { scope: Scope; report: StateReport }) {
  const { t } = useWords();
  const { measure, width } = useLaneWidth();
  const { operation, view } = scope;
  const pictured = usePicture({ operation: operation.id, report, period: view.period, width });
  const { base, part, picture, shown, counted, grain } = pictured;
  const waiting = useLasting(base.isFetching || part.isFetching);
  const failed = base.error ?? part.error;
  return (
    <section className="timeline-stage" ref={measure} aria-label={t("ui.timeline.title")}>
      {failed && !base.isFetching ? (
        <div className="timeline-trouble">
          <Trouble
            error={asErrorView(failed)}
            onRetry={() => void (base.error ? base : part).refetch()}
          />
        </div>
      ) : picture && shown && counted ? (
        <Shown
          scope={scope}
          picture={picture}
          shown={shown}
          counted={counted}
          grain={grain}
          waiting={waiting}
          stale={base.isPlaceholderData && waiting}
        />
      ) : (
        <Waiting shown={waiting} />
      )}
    </section>
  );
}

function Waiting({ shown }: { shown: boolean }) {
  const { t } = useWords();
  return (
    <div className="timeline-wait" role="status">
      {shown ? (
        <>
          <span>{t("ui.timeline.reading")}</span>
          {Array.from({ length: 12 }, (_, line) => (
            <span key={line} className="timeline-wait-lane" aria-hidden>
              <span className="skeleton" />
              <span className="skeleton" />
            </span>
          ))}
        </>
      ) : null}
    </div>
  );
}

export interface ShownProps {
  scope: Scope;
  picture: TimelineView;
  shown: Stretch;
  counted: TimelineView;
  /** Seconds of a pixel. */
  grain: number;
  waiting: boolean;
  /** The picture is of the period before. */
  stale: boolean;
}

/** What every part of the stage draws on. */
export interface Inside extends ShownProps {
  lanes: Lane[];
  /** By state, as the picture orders them. */
  labels: string[];
  paints: Paint[];
  /** The lanes that are shown, with the sums that are told. */
  sums: Lane[];
}

function useLanes(picture: TimelineView): Lane[] {
  const { f } = useWords();
  const { search, team, order } = useTimeline();
  return useMemo(() => {
    const collator = new Intl.Collator(f.locales.words, { numeric: true, sensitivity: "base" });
    return arranged(picture, { search, team, order }, collator.compare);
  }, [picture, search, team, order, f]);
}

function Shown(props: ShownProps) {
  const words = useWords();
  const { scope, picture, counted } = props;
  const asTable = useTimeline((timeline) => timeline.asTable);
  const lanes = useLanes(picture);
  const { labels, paints } = useMemo(
    () => ({
      labels: stateLabels(words, scope.report, picture.states),
      paints: paintsOf(picture.states),
    }),
    [words, scope.report, picture.states],
  );
  const sums = useMemo(() => {
    const ids = new Set(lanes.map((lane) => lane.agent_id));
    return counted.lanes.filter((lane) => ids.has(lane.agent_id));
  }, [lanes, counted]);
  const inside: Inside = { ...props, lanes, labels, paints, sums };
  if (isUnheld(picture)) return <Unheld scope={scope} />;
  if (picture.lanes.length === 0) return <Quiet />;
  return (
    <div className={props.stale ? "timeline-shown stale" : "timeline-shown"}>
      {props.waiting ? <div className="line-progress top" /> : null}
      <div className="timeline-head">
        <TimelineLegend {...inside} />
        {asTable || lanes.length === 0 ? null : <TimelineZoom {...inside} />}
      </div>
      {lanes.length === 0 ? (
        <Unfound />
      ) : asTable ? (
        <TimelineTable {...inside} />
      ) : (
        <TimelineBoard {...inside} />
      )}
      <TimelineStatus {...inside} />
    </div>
  );
}

/** Held, and nobody did anything. */
function Quiet() {
  const { t } = useWords();
  return (
    <section className="blank">
      <CalendarOff aria-hidden />
      <h2>{t("ui.timeline.quiet.title")}</h2>
      <p>{t("ui.timeline.quiet.text")}</p>
    </section>
  );
}

function Unfound() {
  const { t } = useWords();
  return (
    <section className="blank">
      <Search aria-hidden />
      <h2>{t("ui.timeline.unfound")}</h2>
      <p>{t("ui.card.none.bySearchText")}</p>
      <Button look="primary" onPress={() => setTimeline({ search: "", team: undefined })}>
        {t("ui.timeline.everyone")}
      </Button>
    </section>
  );
}
