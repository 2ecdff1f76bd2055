// Settings: every choice on one page, its parts listed at the left. Each is kept as it is made.
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { setSession, useSession } from "../../state/session";
import { SettingsAbout } from "./SettingsAbout";
import { SettingsArchive } from "./SettingsArchive";
import { SettingsComputer, SettingsDiagnostics } from "./SettingsComputer";
import { SettingsCopies } from "./SettingsCopies";
import { SettingsForget } from "./SettingsForget";
import { SettingsLook } from "./SettingsLook";
import { SettingsOperation } from "./SettingsOperation";
import { SettingsLanguage } from "./SettingsRegion";
import { SettingsTargets } from "./SettingsTargets";
import { type SectionName, sectionNames } from "./settingsSections";
import "./settings.css";

export interface SettingsProps {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}

const bodies: Record<SectionName, (props: SettingsProps) => ReactNode> = {
  operation: SettingsOperation,
  language: SettingsLanguage,
  look: SettingsLook,
  targets: SettingsTargets,
  archive: SettingsArchive,
  copies: SettingsCopies,
  retention: SettingsForget,
  computer: SettingsComputer,
  diagnostics: SettingsDiagnostics,
  about: SettingsAbout,
};
const sections = sectionNames.map((name) => ({ name, Body: bodies[name] }));

const idOf = (name: string) => `settings-${name}`;

export default function Settings(props: SettingsProps) {
  const { t } = useWords();
  const page = useRef<HTMLDivElement>(null);
  const [now, follow] = useSectionInSight(page);
  useAskedSection();
  return (
    <div className="settings">
      <header className="toolbar">
        <h1>{t("ui.settings.title")}</h1>
      </header>
      <div className="settings-frame">
        <nav
          className="settings-list"
          aria-label={t("ui.settings.sections")}
          data-region="settings-list"
        >
          {sections.map(({ name }) => (
            <a
              key={name}
              href={`#${idOf(name)}`}
              className={now === name ? "settings-link now" : "settings-link"}
              aria-current={now === name ? "true" : undefined}
            >
              {t(`ui.settings.section.${name}`)}
            </a>
          ))}
        </nav>
        <div className="settings-body" ref={page} onScroll={follow} data-region="settings">
          {sections.map(({ name, Body }) => (
            <section
              key={name}
              id={idOf(name)}
              tabIndex={-1}
              className="settings-section"
              aria-labelledby={`${idOf(name)}-title`}
            >
              <h2 id={`${idOf(name)}-title`}>{t(`ui.settings.section.${name}`)}</h2>
              <Body {...props} />
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The part that is being read: the last whose head has passed the upper edge. */
function useSectionInSight(page: RefObject<HTMLDivElement | null>) {
  const [now, setNow] = useState(sections[0]?.name);
  const follow = () => {
    const box = page.current;
    if (!box) return;
    const end = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    const edge = box.getBoundingClientRect().top + 96;
    const passed = sections.filter(({ name }) => {
      const part = document.getElementById(idOf(name));
      return part !== null && part.getBoundingClientRect().top <= edge;
    });
    setNow((end ? sections : passed).at(-1)?.name ?? sections[0]?.name);
  };
  return [now, follow] as const;
}

/** Another place of the window may ask for one part. */
function useAskedSection(): void {
  const asked = useSession((session) => session.settingsSection);
  useEffect(() => {
    if (!asked) return;
    const part = document.getElementById(idOf(asked));
    part?.scrollIntoView();
    part?.focus();
    setSession({ settingsSection: null });
  }, [asked]);
}
