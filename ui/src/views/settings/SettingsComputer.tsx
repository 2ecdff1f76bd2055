// This computer: how its screen is drawn, its keys, and the facts to hand to whoever helps.
import { FileDown, RotateCw } from "lucide-react";
import { useState } from "react";
import { asErrorView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Notice, Segments } from "../../shared/controls";
import { useAct, useBackend, useKept } from "../../state/answers";
import { saveDiagnostics } from "../../state/files";
import { prefer } from "../../state/preferences";
import { useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { SettingsLine } from "./SettingsLine";

type OnOff = "on" | "off";

function Switch(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useWords();
  return (
    <Segments<OnOff>
      label={props.label}
      value={props.on ? "on" : "off"}
      onChange={(chosen) => props.onChange(chosen === "on")}
      options={[
        { value: "off", label: t("ui.settings.off") },
        { value: "on", label: t("ui.settings.on") },
      ]}
    />
  );
}

export function SettingsComputer() {
  const { t } = useWords();
  const letters = useSession((session) => session.letters);
  return (
    <>
      <SettingsLine title={t("ui.settings.letters")} help={t("ui.settings.lettersHelp")}>
        <Switch
          label={t("ui.settings.letters")}
          on={letters}
          onChange={(on) => prefer({ letters: on })}
        />
      </SettingsLine>
      <SafeGraphics />
    </>
  );
}

/** The shell reads this one when it starts. */
function SafeGraphics() {
  const { t } = useWords();
  const [kept, keep] = useKept("safe_graphics");
  const [changed, setChanged] = useState(false);
  const restart = useAct("restart");
  const choose = (on: boolean) => {
    keep(on ? "true" : null);
    setChanged(true);
  };
  return (
    <SettingsLine
      title={t("ui.settings.graphics")}
      help={t("ui.settings.graphicsHelp")}
      below={
        changed ? (
          <Notice
            tone="info"
            title={t("ui.settings.nextStart")}
            actions={
              <Button isDisabled={restart.isPending} onPress={() => restart.mutate({})}>
                <RotateCw aria-hidden /> {t("ui.settings.restart")}
              </Button>
            }
          >
            {restart.error ? <Trouble error={asErrorView(restart.error)} compact /> : null}
          </Notice>
        ) : null
      }
    >
      <Switch label={t("ui.settings.graphics")} on={kept === "true"} onChange={choose} />
    </SettingsLine>
  );
}

export function SettingsDiagnostics() {
  const { t } = useWords();
  const backend = useBackend();
  return (
    <SettingsLine
      title={t("ui.settings.diagnostics.title")}
      help={t("ui.settings.diagnostics.help")}
    >
      <Button onPress={() => void saveDiagnostics(backend)}>
        <FileDown aria-hidden /> {t("ui.settings.diagnostics.do")}
      </Button>
    </SettingsLine>
  );
}
