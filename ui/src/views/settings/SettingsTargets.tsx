// Targets of figures: what is wanted of each, and where the worry begins.
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { KpiView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Field, IconButton, MenuButton, Segments } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { useTargetChoice } from "../../state/targetChoice";
import { type Target, takesTarget, warnFits } from "../../state/targets";
import { readTarget, targetText } from "../common/targetText";

export function SettingsTargets() {
  const { t, f, texts } = useWords();
  const kpis = (useAnswer("kpi_list", {}).data?.kpis ?? []).filter(takesTarget);
  const [targets, change] = useTargetChoice();
  const [begun, setBegun] = useState<string[]>([]);
  const order = new Intl.Collator(f.locales.words);
  const sorted = [...kpis].sort((left, right) =>
    order.compare(texts(left.title), texts(right.title)),
  );
  const shown = sorted.filter(({ kpi }) => kpi in targets || begun.includes(kpi));
  const drop = (kpi: string) => {
    setBegun(begun.filter((held) => held !== kpi));
    if (kpi in targets) change(kpi, null);
  };
  return (
    <div className="settings-line">
      <p className="quiet">{t("ui.settings.targets.help")}</p>
      {shown.length > 0 ? (
        <div className="targets">
          {shown.map((what) => (
            <TargetLine
              key={what.kpi}
              what={what}
              held={targets[what.kpi]}
              onChange={(target) => change(what.kpi, target)}
              onDrop={() => drop(what.kpi)}
            />
          ))}
        </div>
      ) : (
        <p className="settings-none">{t("ui.settings.targets.none")}</p>
      )}
      <MenuButton
        label={t("ui.settings.targets.add")}
        trigger={
          <Button>
            <Plus aria-hidden /> {t("ui.settings.targets.add")}
          </Button>
        }
        entries={sorted
          .filter((what) => !shown.includes(what))
          .map(({ kpi, title }) => ({ id: kpi, label: texts(title) }))}
        onAction={(kpi) => setBegun([...begun, kpi])}
      />
    </div>
  );
}

interface LineProps {
  what: KpiView;
  held: Target | undefined;
  onChange: (target: Target) => void;
  onDrop: () => void;
}

/** What is typed of a target, kept as soon as it makes sense. */
function useDraft({ what, held, onChange }: LineProps) {
  const { f } = useWords();
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : targetText(f, value, what.unit);
  const [typed, setTyped] = useState({ target: shown(held?.target), warn: shown(held?.warn) });
  const [higher, setHigher] = useState(held?.higher ?? what.good === "higher");
  const read = (text: string) => readTarget(text, what.unit);
  const target = read(typed.target);
  const warn = typed.warn.trim() === "" ? null : read(typed.warn);
  const unreadable = {
    target: typed.target.trim() !== "" && target === null,
    warn: typed.warn.trim() !== "" && warn === null,
  };
  const reversed = target !== null && !unreadable.warn && !warnFits({ target, warn, higher });
  const keep = (more: boolean) => {
    if (target === null || unreadable.warn) return;
    const next = { target, warn, higher: more };
    if (!warnFits(next)) return;
    if (JSON.stringify(next) !== JSON.stringify(held)) onChange(next);
  };
  const turn = (more: boolean) => {
    setHigher(more);
    keep(more);
  };
  return { typed, setTyped, higher, turn, unreadable, reversed, keep: () => keep(higher) };
}

function TargetLine(props: LineProps) {
  const { t, texts } = useWords();
  const { what, onDrop } = props;
  const { typed, setTyped, higher, turn, unreadable, reversed, keep } = useDraft(props);
  const title = texts(what.title);
  const example = t(`ui.settings.targets.example.${what.unit}`);
  const way = (more: boolean) => t(`ui.settings.targets.${more ? "higher" : "lower"}`);
  const wrong = unreadable.warn
    ? t("ui.settings.targets.unreadable", { example })
    : reversed
      ? t(`ui.settings.targets.${higher ? "warnBelow" : "warnAbove"}`)
      : null;
  return (
    <div className="target" role="group" aria-label={title} onBlur={keep}>
      <div className="target-what">
        <strong>{title}</strong>
        {what.good === "neutral" ? (
          <Segments
            label={t("ui.settings.targets.way")}
            value={higher ? "higher" : "lower"}
            onChange={(chosen) => turn(chosen === "higher")}
            options={[
              { value: "higher", label: way(true) },
              { value: "lower", label: way(false) },
            ]}
          />
        ) : (
          <span className="quiet">{way(what.good === "higher")}</span>
        )}
      </div>
      <Field
        label={t("ui.settings.targets.target")}
        value={typed.target}
        placeholder={example}
        onChange={(target) => setTyped({ ...typed, target })}
        onEnter={keep}
        tone={unreadable.target ? "bad" : undefined}
        help={unreadable.target ? t("ui.settings.targets.unreadable", { example }) : null}
      />
      <Field
        label={t("ui.settings.targets.warn")}
        value={typed.warn}
        placeholder={t("ui.settings.targets.optional")}
        onChange={(warn) => setTyped({ ...typed, warn })}
        onEnter={keep}
        tone={wrong ? "bad" : undefined}
        help={wrong}
      />
      <IconButton name={t("ui.settings.targets.remove", { name: title })} onPress={onDrop}>
        <Trash2 aria-hidden />
      </IconButton>
    </div>
  );
}
