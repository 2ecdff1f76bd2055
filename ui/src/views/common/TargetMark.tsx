// A figure against its target: arrow, word and colour, never colour alone.
import { ArrowDown, ArrowUp, Check } from "lucide-react";
import type { FigureView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { judged, type Standing, type Target } from "../../state/targets";
import { targetSign } from "./targetText";

/** Which way it misses, or that it does not. */
function Arrow({ standing, target }: { standing: Standing; target: Target }) {
  if (standing === "met") return <Check aria-hidden />;
  return target.higher ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />;
}

/** `Cumple · meta ≥ 85 %`; without a judgement only the target. */
export function standingText({ t, f }: Words, figure: FigureView, target: Target): string {
  const standing = judged(figure, target);
  const goal = targetSign(f, target, figure.unit);
  if (!standing) return t("ui.target.none", { goal });
  return `${t(`ui.target.${standing}`)} · ${t("ui.target.of", { goal })}`;
}

export function TargetLine({ figure, target }: { figure: FigureView; target: Target }) {
  const words = useWords();
  const standing = judged(figure, target);
  return (
    <span className={`standing ${standing ?? ""}`}>
      {standing ? <Arrow standing={standing} target={target} /> : null}
      <span className="clip">{standingText(words, figure, target)}</span>
    </span>
  );
}

/** The mark alone, where the words are told beside it. */
export function TargetMark({ figure, target }: { figure: FigureView; target: Target }) {
  const standing = judged(figure, target);
  return standing ? (
    <span className={`standing ${standing}`}>
      <Arrow standing={standing} target={target} />
    </span>
  ) : null;
}
