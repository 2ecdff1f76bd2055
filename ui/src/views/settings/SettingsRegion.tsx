// The language of the words, and the region that writes digits and dates: two choices, not one.
import { Check, ChevronDown } from "lucide-react";
import { regions } from "../../format";
import { useWords } from "../../i18n";
import { Button, MenuButton } from "../../shared/controls";
import { prefer } from "../../state/preferences";
import { useSession } from "../../state/session";
import { LanguageSwitch } from "../start/LanguageSwitch";
import { SettingsLine } from "./SettingsLine";

export function SettingsLanguage() {
  const { t } = useWords();
  return (
    <>
      <SettingsLine title={t("ui.common.language")} help={t("ui.settings.languageHelp")}>
        <LanguageSwitch />
      </SettingsLine>
      <Region />
    </>
  );
}

function Region() {
  const { t, f, language } = useWords();
  const region = useSession((session) => session.region);
  const names = new Intl.DisplayNames([language], { type: "language" });
  const labelOf = (locale: string) => {
    const name = names.of(locale === "system" ? navigator.language : locale) ?? locale;
    return locale === "system" ? t("ui.settings.systemRegion", { name }) : name;
  };
  const examples = [
    ["number", f.number(1234567.89, 2)],
    ["percent", f.percent(0.814)],
    ["moment", f.dateTime("2026-11-20T17:05:09")],
    ["day", f.dayLong("2026-11-20")],
  ] as const;
  return (
    <SettingsLine
      title={t("ui.settings.formats")}
      help={t("ui.settings.formatsHelp")}
      below={
        <dl className="examples" aria-label={t("ui.settings.example.label")}>
          {examples.map(([name, text]) => (
            <div key={name}>
              <dt>{t(`ui.settings.example.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      }
    >
      <MenuButton
        label={t("ui.settings.formats")}
        placement="bottom end"
        trigger={
          <Button aria-label={`${t("ui.settings.formats")}: ${labelOf(region)}`}>
            {labelOf(region)} <ChevronDown aria-hidden />
          </Button>
        }
        entries={regions.map((id) => ({
          id,
          label: labelOf(id),
          icon: id === region ? <Check aria-hidden /> : <span className="no-icon" />,
        }))}
        onAction={(id) => prefer({ region: regions.find((held) => held === id) ?? "system" })}
      />
    </SettingsLine>
  );
}
