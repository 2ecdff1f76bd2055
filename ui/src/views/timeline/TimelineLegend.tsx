// States by name with their sums. Pressing one hides or shows it; with Shift it is shown alone.
import { ToggleButton } from "react-aria-components";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { setTimeline, useTimeline } from "../../state/timeline";
import { secondsByState } from "../../timeline/twin";
import type { Inside } from "./TimelineStage";
import { stretchText } from "./timelineWords";

/** What is hidden after a state was pressed: never everything, that would look like nothing. */
export function pressed(
  hidden: readonly string[],
  state: string,
  alone: boolean,
  states: string[],
): string[] {
  const others = states.filter((one) => one !== state);
  if (alone) return others.every((one) => hidden.includes(one)) ? [] : others;
  const next = hidden.includes(state) ? hidden.filter((one) => one !== state) : [...hidden, state];
  return states.every((one) => next.includes(one)) ? [...hidden] : next;
}

export function TimelineLegend({ picture, counted, sums, labels, paints }: Inside) {
  const words = useWords();
  const { t, f } = words;
  const { hidden } = useTimeline();
  const seconds = secondsByState(counted, sums);
  const states = picture.states.map(({ state }) => state);
  const secondsOf = (state: string) =>
    seconds[counted.states.findIndex((one) => one.state === state)] ?? 0;
  const part = counted.seconds < picture.seconds;
  return (
    <div className="legend timeline-legend" role="group" aria-label={t("ui.timeline.legend")}>
      {picture.states.map(({ state }, at) => (
        <ToggleButton
          key={state}
          className="legend-part"
          isSelected={!hidden.includes(state)}
          onPress={(event) =>
            setTimeline({ hidden: pressed(hidden, state, event.shiftKey, states) })
          }
        >
          <span
            className={`dot dot-${paints[at]?.token} ${paints[at]?.hatched ? "hatched" : ""} ${paints[at]?.thin ? "thin" : ""}`}
            aria-hidden
          />
          {labels[at]} <span className="legend-sum">{f.hours(secondsOf(state))}</span>
        </ToggleButton>
      ))}
      {hidden.length > 0 ? (
        <Button look="link" onPress={() => setTimeline({ hidden: [] })}>
          {t("ui.timeline.showAll")}
        </Button>
      ) : null}
      {part ? (
        <span className="legend-note">
          {t("ui.timeline.sumsOf", {
            stretch: stretchText(words, counted, { from: 0, to: counted.seconds }),
          })}
        </span>
      ) : null}
    </div>
  );
}
