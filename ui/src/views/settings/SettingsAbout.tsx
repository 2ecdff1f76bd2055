// What this program is, whose it is not, and what it is made of.
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { SettingsLine } from "./SettingsLine";

const Licences = lazy(() => import("./SettingsLicences"));

export function SettingsAbout() {
  const { t } = useWords();
  const version = useAnswer("app_info", {}).data?.version ?? "";
  const [open, setOpen] = useState(false);
  return (
    <>
      <SettingsLine title={`Atalaya ${version}`} help={t("ui.app.unofficial")} />
      <SettingsLine
        title={t("ui.settings.licences.title")}
        help={t("ui.settings.licences.help")}
        below={
          open ? (
            <Suspense fallback={<p className="quiet">{t("ui.rows.loading")}</p>}>
              <Licences />
            </Suspense>
          ) : null
        }
      >
        <Button onPress={() => setOpen(!open)} aria-expanded={open}>
          {t(open ? "ui.settings.licences.hide" : "ui.settings.licences.show")}
        </Button>
      </SettingsLine>
    </>
  );
}
