// The axis above the lanes: days with what is held of them, and hours that fit the zoom.
import { Download } from "lucide-react";
import type { DayView, TimelineView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Badge, Button } from "../../shared/controls";
import { setSession, useSession } from "../../state/session";
import { type DayBand, dayRoom, daysIn, ticksOf } from "../../timeline/axis";
import { momentAt, type Stretch } from "../../timeline/model";
import { dayText } from "../calendar/dayText";
import type { Drawn } from "./TimelineBoard";
import type { Inside } from "./TimelineStage";

function dayName({ f }: Words, date: string, pixels: number): string {
  const room = dayRoom(pixels);
  if (room === "long") return f.dayLong(date);
  if (room === "short") return f.dayShort(date);
  return room === "number" ? String(Number(date.slice(8))) : "";
}

function share(second: number, { from, to }: Stretch): number {
  return (second - from) / (to - from);
}

function leftOf(second: number, shown: Stretch) {
  return { left: `${share(second, shown) * 100}%` };
}

export function TimelineAxis({ picture, shown, width, scope, now }: Inside & Drawn) {
  const { t } = useWords();
  const held = scope.coverage?.days ?? [];
  return (
    <>
      <div className="timeline-corner">
        <span>{t("ui.card.agent")}</span>
        <span>{t("ui.timeline.logged")}</span>
      </div>
      <div className="timeline-axis">
        {ticksOf(shown, width)
          .filter(({ second }) => second < shown.to)
          .map(({ second, label, midnight }) => (
            <span
              key={second}
              className={midnight ? "timeline-tick midnight" : "timeline-tick"}
              style={leftOf(second, shown)}
              aria-hidden
            >
              {label}
            </span>
          ))}
        {daysIn(picture.from, shown).map((day) => (
          <Day
            key={day.date}
            day={day}
            held={held.find(({ date }) => date === day.date)}
            picture={picture}
            shown={shown}
            width={width}
          />
        ))}
        <Now {...{ picture, shown, now }} />
      </div>
    </>
  );
}

/** Names the line of the present, where the day has no words of its own there. */
function Now({ picture, shown, now }: Pick<Inside & Drawn, "picture" | "shown" | "now">) {
  const { t } = useWords();
  if (now === null || now < shown.from || now >= shown.to) return null;
  if (picture.missing.includes(momentAt(picture.from, now).slice(0, 10))) return null;
  return (
    <span className="timeline-now" style={leftOf(now, shown)}>
      {t("ui.timeline.now")}
    </span>
  );
}

interface DayProps {
  day: DayBand;
  held: DayView | undefined;
  picture: TimelineView;
  shown: Stretch;
  width: number;
}

function Day({ day, held, picture, shown, width }: DayProps) {
  const words = useWords();
  const [from, to] = [share(day.from, shown), share(day.to, shown)];
  // As many as at normal text size: larger letters have less room.
  const pixels = ((to - from) * width * 100) / useSession((session) => session.zoom);
  const missing = picture.missing.includes(day.date);
  const told = held ? dayText(words, held) : words.f.dayLong(day.date);
  const doubtful = held?.state === "open" || held?.state === "partial";
  return (
    <div
      className={missing ? "timeline-day missing" : "timeline-day"}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
      title={told}
    >
      <span className="timeline-date">
        <span className="only-read">{told}</span>
        {held && pixels >= 48 ? <span className={`day day-${held.state}`} aria-hidden /> : null}
        <span aria-hidden>{dayName(words, day.date, pixels - 24)}</span>
        {doubtful && pixels >= 300 ? (
          <Badge tone={held.state === "open" ? "quiet" : "warn"}>
            {words.t(`ui.coverage.state.${held.state}`)}
          </Badge>
        ) : null}
      </span>
      {missing && pixels >= 60 ? (
        <Fetch date={day.date} state={held?.state} named={pixels >= 130} />
      ) : null}
    </div>
  );
}

/** A day that is not held, named, with the way to get it. */
function Fetch(props: { date: string; state: DayView["state"] | undefined; named: boolean }) {
  const { t, f } = useWords();
  const failed = props.state === "failed";
  const text = t(failed ? "ui.timeline.failed" : "ui.timeline.notHeld");
  return (
    <Button
      look="link"
      aria-label={`${text}, ${f.dayLong(props.date)}`}
      onPress={() => setSession({ fetchOpen: true, shownRun: null })}
    >
      <Download aria-hidden /> {props.named ? text : null}
    </Button>
  );
}
