// The zoom by buttons, for whoever does not drag or turn wheels; and what is seen, in words.
import { ChevronLeft, ChevronRight, Scan, UnfoldHorizontal, ZoomIn, ZoomOut } from "lucide-react";
import { useWords } from "../../i18n";
import { IconButton } from "../../shared/controls";
import { setTimeline, useTimeline } from "../../state/timeline";
import { type Stretch, wholeOf } from "../../timeline/model";
import { least, panned, same, zoomed } from "../../timeline/zoom";
import type { Inside } from "./TimelineStage";
import { stretchText } from "./timelineWords";

export function TimelineZoom({ picture, shown }: Inside) {
  const words = useWords();
  const { t } = words;
  const chosen = useTimeline((timeline) => timeline.stretch);
  const whole = wholeOf(picture);
  const length = shown.to - shown.from;
  const isWhole = same(shown, whole);
  const see = (stretch: Stretch | null) => setTimeline({ stretch });
  const middle = shown.from + length / 2;
  return (
    <div className="timeline-zoom" role="group" aria-label={t("ui.timeline.zoom")}>
      <output className="timeline-seen">
        {isWhole && picture.seconds > 86_400
          ? t("ui.timeline.all")
          : stretchText(words, picture, shown)}
      </output>
      <IconButton
        name={t("ui.timeline.earlier")}
        isDisabled={shown.from <= 0}
        onPress={() => see(panned(shown, -length / 3, whole))}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton
        name={t("ui.timeline.later")}
        isDisabled={shown.to >= whole.to}
        onPress={() => see(panned(shown, length / 3, whole))}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      <IconButton
        name={t("ui.timeline.farther")}
        isDisabled={isWhole}
        onPress={() => see(zoomed(shown, 2, middle, whole))}
      >
        <ZoomOut aria-hidden />
      </IconButton>
      <IconButton
        name={t("ui.timeline.nearer")}
        isDisabled={length <= least}
        onPress={() => see(zoomed(shown, 0.5, middle, whole))}
      >
        <ZoomIn aria-hidden />
      </IconButton>
      <IconButton name={t("ui.timeline.wholeDay")} isDisabled={isWhole} onPress={() => see(whole)}>
        <UnfoldHorizontal aria-hidden />
      </IconButton>
      <IconButton
        name={t("ui.timeline.reset")}
        isDisabled={chosen === null}
        onPress={() => see(null)}
      >
        <Scan aria-hidden />
      </IconButton>
    </div>
  );
}
