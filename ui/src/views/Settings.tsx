// Settings: language, theme, formats, and what this program is.
import { Monitor, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import type { OperationView } from "../backend";
import { useWords } from "../i18n";
import { Segments } from "../shared/controls";
import { useAnswer } from "../state/answers";
import { prefer } from "../state/preferences";
import { useSession } from "../state/session";
import { LanguageSwitch } from "./LanguageSwitch";
import { OperationActs } from "./SettingsOperation";
import { placeOf } from "./zones";

export function Settings({ operation }: { operation: OperationView }) {
  const { t, f } = useWords();
  const theme = useSession((session) => session.theme);
  const info = useAnswer("app_info", {});
  return (
    <div className="settings">
      <header className="toolbar">
        <h1>{t("ui.settings.title")}</h1>
      </header>
      <div className="settings-body">
        <Line title={t("ui.settings.language")} help={t("ui.settings.languageHelp")}>
          <LanguageSwitch />
        </Line>
        <Line title={t("ui.settings.theme")} help={t("ui.settings.themeHelp")}>
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
        </Line>
        <Line title={t("ui.settings.formats")} help={t("ui.settings.formatsHelp")}>
          <span className="sample-format">
            {f.number(1234567.89, 2)} · {f.percent(0.814)} · {f.dateTime("2026-11-20T17:05:09")} ·{" "}
            {f.duration(3723)}
          </span>
        </Line>
        <Line title={t("ui.settings.operation")} help={t(`ui.settings.token.${operation.token}`)}>
          <span className="sample-format">
            {operation.name} · {operation.address || t("ui.rail.sample")} ·{" "}
            {placeOf(operation.zone)}
          </span>
          <OperationActs operation={operation} />
        </Line>
        <p className="settings-foot">
          Atalaya {info.data?.version ?? ""} · {t("ui.app.unofficial")}
        </p>
      </div>
    </div>
  );
}

function Line(props: { title: string; help: string; children: ReactNode }) {
  return (
    <section className="settings-line">
      <div>
        <h2>{props.title}</h2>
        <p className="quiet">{props.help}</p>
      </div>
      <div>{props.children}</div>
    </section>
  );
}
