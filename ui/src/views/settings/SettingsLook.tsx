// How the window looks: theme, contrast, density, zoom; and movement, which the system decides.
import { Minus, Monitor, Moon, Plus, Sun } from "lucide-react";
import { useWords } from "../../i18n";
import { Button, IconButton, Segments } from "../../shared/controls";
import { contrasts, densities, zooms } from "../../state/choices";
import { prefer, zoomBy } from "../../state/preferences";
import { useSession } from "../../state/session";
import { SettingsLine } from "./SettingsLine";

export function SettingsLook() {
  const { t } = useWords();
  const theme = useSession((session) => session.theme);
  const contrast = useSession((session) => session.contrast);
  const density = useSession((session) => session.density);
  return (
    <>
      <SettingsLine title={t("ui.settings.theme")} help={t("ui.settings.themeHelp")}>
        <Segments
          showLabels
          label={t("ui.settings.theme")}
          value={theme}
          onChange={(chosen) => prefer({ theme: chosen })}
          options={[
            {
              value: "system",
              label: t("ui.settings.themes.system"),
              icon: <Monitor aria-hidden />,
            },
            { value: "light", label: t("ui.settings.themes.light"), icon: <Sun aria-hidden /> },
            { value: "dark", label: t("ui.settings.themes.dark"), icon: <Moon aria-hidden /> },
          ]}
        />
      </SettingsLine>
      <SettingsLine title={t("ui.settings.contrast")} help={t("ui.settings.contrastHelp")}>
        <Segments
          label={t("ui.settings.contrast")}
          value={contrast}
          onChange={(chosen) => prefer({ contrast: chosen })}
          options={contrasts.map((value) => ({
            value,
            label: t(`ui.settings.contrasts.${value}`),
          }))}
        />
      </SettingsLine>
      <SettingsLine title={t("ui.settings.density")} help={t("ui.settings.densityHelp")}>
        <Segments
          label={t("ui.settings.density")}
          value={density}
          onChange={(chosen) => prefer({ density: chosen })}
          options={densities.map((value) => ({
            value,
            label: t(`ui.settings.densities.${value}`),
          }))}
        />
      </SettingsLine>
      <Zoom />
      <SettingsLine title={t("ui.settings.motion")} help={t("ui.settings.motionHelp")} />
    </>
  );
}

function Zoom() {
  const { t, f } = useWords();
  const zoom = useSession((session) => session.zoom);
  return (
    <SettingsLine title={t("ui.settings.zoom")} help={t("ui.settings.zoomHelp")}>
      <div className="zoom" role="group" aria-label={t("ui.settings.zoom")}>
        <IconButton
          name={t("ui.settings.smaller")}
          look="normal"
          isDisabled={zoom === zooms[0]}
          onPress={() => zoomBy(-1)}
        >
          <Minus aria-hidden />
        </IconButton>
        <output>{f.percent(zoom / 100, 0)}</output>
        <IconButton
          name={t("ui.settings.larger")}
          look="normal"
          isDisabled={zoom === zooms.at(-1)}
          onPress={() => zoomBy(1)}
        >
          <Plus aria-hidden />
        </IconButton>
        <Button look="plain" isDisabled={zoom === 100} onPress={() => zoomBy(0)}>
          {t("ui.settings.usualSize")}
        </Button>
      </div>
    </SettingsLine>
  );
}
