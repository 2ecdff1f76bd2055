// What the timeline says: states, moments, durations, and the sentence that stands for the picture.
import type { Lane, ReportView, TimelineState, TimelineView } from "../../backend";
import { normalForm } from "../../format/normal";
import type { Words } from "../../i18n";
import { nameOf } from "../../timeline/arrange";
import type { Segment } from "../../timeline/hit";
import { loggedSeconds, momentAt, type Stretch } from "../../timeline/model";
import { secondsByState } from "../../timeline/twin";
import { unlisted } from "../common/sentences";

/** States by name, as the report's catalogue calls them or as the operation wrote them. */
export function stateLabels(words: Words, report: ReportView, states: TimelineState[]): string[] {
  const column = report.columns.find(({ role }) => role === "status");
  return states.map(({ state, label }) => {
    if (state === "") return words.t("ui.timeline.unknownState");
    const known = column?.values.find(({ value }) => normalForm(value) === normalForm(state));
    return known ? words.texts(known.label) : unlisted(label || state);
  });
}

/** Whether borders of states are only known to the pixel. */
export function isRough(grain: number): boolean {
  return grain > 1;
}

/** Beginning and end by the clock, as well as they are known, with their days where there are several. */
export function endsText({ f }: Words, view: TimelineView, { from, to }: Stretch, grain: number) {
  const [first, last] = [momentAt(view.from, from), momentAt(view.from, to)];
  const clock = (moment: string) => f.time(moment).slice(0, grain > 20 ? 5 : 8);
  const dated = (moment: string) => `${f.dayShort(moment)} ${clock(moment)}`;
  const several = view.seconds > 86_400;
  const apart = several && first.slice(0, 10) !== last.slice(0, 10);
  return {
    from: several ? dated(first) : clock(first),
    to: apart ? dated(last) : clock(last),
  };
}

/** `07:00–17:00`, with seconds only where they tell something. */
export function stretchText(words: Words, view: TimelineView, { from, to }: Stretch): string {
  const { f } = words;
  const letters = to - from < 600 ? 8 : 5;
  const brief = (second: number) => f.time(momentAt(view.from, second)).slice(0, letters);
  // The last midnight belongs to its day.
  const end = (second: number) =>
    momentAt(view.from, second).endsWith("T00:00:00") ? "24:00" : brief(second);
  if (view.seconds <= 86_400) return `${brief(from)}–${end(to)}`;
  const day = (second: number) => f.dayShort(momentAt(view.from, second));
  const [first, last] = [day(from), day(to - 1)];
  return first === last
    ? `${first}, ${brief(from)}–${end(to)}`
    : `${first} ${brief(from)} – ${last} ${end(to)}`;
}

/** For ears: `5 minutos y 42 segundos`. */
export function spoken({ f }: Words, seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), "hour"],
    [Math.floor((seconds % 3600) / 60), "minute"],
    [seconds % 60, "second"],
  ];
  const told = parts.filter(([value]) => value > 0);
  return f.list(
    (told.length > 0 ? told : parts.slice(2)).map(([value, unit]) =>
      new Intl.NumberFormat(f.locales.words, { style: "unit", unit, unitDisplay: "long" }).format(
        value,
      ),
    ),
  );
}

/** A gap of the agent's, or of what is held. */
export function gapText({ t }: Words, { unheld }: Segment): string {
  return t(unheld ? "ui.timeline.unheld" : "ui.timeline.gap");
}

export function segmentSentence(
  words: Words,
  view: TimelineView,
  lane: Lane,
  segment: Segment,
  { labels, grain }: { labels: string[]; grain: number },
): string {
  const { t, f } = words;
  const duration = spoken(words, segment.to - segment.from);
  const facts = {
    agent: nameOf(lane),
    state: segment.state === null ? gapText(words, segment) : (labels[segment.state] ?? ""),
    ...endsText(words, view, segment, grain),
    duration: isRough(grain) ? t("ui.timeline.about", { duration }) : duration,
  };
  const told = t("ui.timeline.segment", facts);
  const { events } = segment;
  return events > 1
    ? `${told} ${t("ui.timeline.longest", { count: events, n: f.number(events) })}`
    : told;
}

/** Who, when, and where most of the time went. */
export function summary(
  words: Words,
  view: TimelineView,
  lanes: Lane[],
  labels: string[],
  stretch: Stretch,
): string {
  const { t, f } = words;
  const sums = secondsByState(view, lanes)
    .map((seconds, state) => ({ seconds, state }))
    .filter(({ seconds, state }) => seconds > 0 && view.states[state]?.class !== "logged_out")
    .sort((left, right) => right.seconds - left.seconds)
    .slice(0, 3)
    .map(({ seconds, state }) => `${labels[state]} ${f.hours(seconds)}`);
  const period = f.range(view.from, view.to);
  const logged = f.hours(lanes.reduce((sum, lane) => sum + loggedSeconds(lane, view), 0));
  const count = lanes.length;
  const head = t("ui.timeline.summary", { count, n: f.number(count), period, logged });
  const seen = t("ui.timeline.seen", { stretch: stretchText(words, view, stretch) });
  return [head, sums.length > 0 ? t("ui.timeline.most", { states: f.list(sums) }) : "", seen]
    .filter(Boolean)
    .join(" ");
}
