import { languages } from "../../format";
import { useWords } from "../../i18n";
import { Segments } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { chooseLanguage } from "../../state/language";

export const languageNames = { es: "Español", en: "English", pt: "Português" };

export function LanguageSwitch() {
  const { t, language } = useWords();
  const backend = useBackend();
  return (
    <Segments
      label={t("ui.common.language")}
      value={language}
      onChange={(chosen) => void chooseLanguage(backend, chosen)}
      options={languages.map((value) => ({ value, label: languageNames[value] }))}
    />
  );
}
