// What the palette offers: one function a group, in a table that any part of the window may add to.
import {
  CalendarRange,
  Download,
  FileInput,
  FileSpreadsheet,
  FolderInput,
  Keyboard,
  Languages,
  ListFilter,
  type LucideIcon,
  PanelLeft,
  Printer,
  Redo2,
  Rows3,
  Save,
  Settings2,
  Star,
  SunMoon,
  Undo2,
  ZoomIn,
} from "lucide-react";
import type { Backend, OperationView, ReportView, SavedView } from "../../backend";
import { languages } from "../../format";
import type { Words } from "../../i18n";
import { densities, themes } from "../../state/choices";
import { chooseLanguage } from "../../state/language";
import { setOverlays } from "../../state/overlays";
import { prefer, zoomBy } from "../../state/preferences";
import type { Sought } from "../../state/search";
import { act, setSession, useSession } from "../../state/session";
import { showView } from "../../state/views";
import { familyIcon } from "../common/reportIcons";
import { openFile, saveNow } from "../saved/viewActs";
import { sectionNames } from "../settings/settingsSections";
import { goTo, openExport, pressMarked } from "./keyTable";
import { joinedPlaces, placeIcons } from "./placeList";

export interface Command extends Sought {
  group: string;
  icon?: LucideIcon;
  aside?: string;
  run: () => void;
}

/** What commands are made of. */
export interface CommandScene {
  words: Words;
  backend: Backend;
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
  views: SavedView[];
  /** The report on screen, if one is. */
  report: ReportView | undefined;
}

export function openReport(report: string): void {
  setSession({ place: "report", fetchOpen: false });
  act({ do: "open", report });
}

/** Acts of the report on screen press its own buttons, which know whether they can. */
function reportActs({ words: { t }, report }: CommandScene): Command[] {
  if (!report) return [];
  const marked = (id: string, icon: LucideIcon): Command => ({
    id: `act.${id}`,
    group: "acts",
    icon,
    title: t(`ui.palette.act.${id}`),
    run: () => void pressMarked(id),
  });
  return [
    marked("fetch", Download),
    marked("period", CalendarRange),
    {
      id: "act.print",
      group: "acts",
      icon: Printer,
      title: t("ui.palette.act.print"),
      run: () => setSession({ printing: true }),
    },
  ];
}

/** The scorecard is written as reports are. */
function exportAct({ words: { t }, report }: CommandScene): Command[] {
  if (!report && useSession.getState().place !== "scorecard") return [];
  const title = t("ui.palette.act.export");
  return [{ id: "act.export", group: "acts", icon: FileSpreadsheet, title, run: openExport }];
}

function viewActs({ words: { t }, backend, operation, reports }: CommandScene): Command[] {
  const one = (id: string, icon: LucideIcon, run: () => void): Command => ({
    id: `act.${id}`,
    group: "acts",
    icon,
    title: t(`ui.palette.act.${id}`),
    run,
  });
  return [
    one("save", Save, () => saveNow(backend)),
    one("openFile", FileInput, () => openFile(backend, operation, reports)),
    one("undo", Undo2, () => act({ do: "undo" })),
    one("redo", Redo2, () => act({ do: "redo" })),
    one("runs", FolderInput, () => setSession({ runsOpen: true })),
    one("rail", PanelLeft, () => setSession(({ railFolded }) => ({ railFolded: !railFolded }))),
    one("keys", Keyboard, () => setOverlays({ open: "keys" })),
  ];
}

function places({ words: { t } }: CommandScene): Command[] {
  return [...joinedPlaces, "settings" as const].map((place) => ({
    id: `place.${place}`,
    group: "places",
    icon: placeIcons[place],
    title: t(`ui.rail.${place}`),
    run: () => goTo(place),
  }));
}

function savedViews({ operation, reports, views, words: { texts } }: CommandScene): Command[] {
  const titleOf = (body: string) =>
    reports.find(({ code }) => body.includes(`"report":"${code}"`))?.title;
  return views.map((view) => {
    const title = titleOf(view.body);
    return {
      id: `view.${view.id}`,
      group: "views",
      icon: Star,
      title: view.name,
      aside: title ? texts(title) : undefined,
      run: () => void showView(view, operation.today, reports),
    };
  });
}

/** Names in all languages: whoever works in Portuguese may still say IVR. */
function inAll(names: ReportView["title"]): string {
  return Object.values(names).join(" ");
}

function reportList({ reports, words: { texts } }: CommandScene): Command[] {
  return reports.map((report) => ({
    id: `report.${report.code}`,
    group: "reports",
    icon: familyIcon(report.family),
    title: texts(report.title),
    words: `${report.code} ${texts(report.question)} ${inAll(report.title)}`,
    run: () => openReport(report.code),
  }));
}

/** Opens the filter of a column: its chip, if there is one, else a new one. */
function openFilter(column: string): void {
  if (!pressMarked(`filter:${column}`)) setOverlays({ filterOf: column });
}

function filters({ report, words: { t, texts } }: CommandScene): Command[] {
  return (report?.columns ?? []).map((column) => ({
    id: `filter.${column.name}`,
    group: "filters",
    icon: ListFilter,
    title: t("ui.filter.of", { column: texts(column.label) }),
    words: `${column.name} ${inAll(column.label)}`,
    run: () => openFilter(column.name),
  }));
}

const languageNames = { es: "Español", en: "English", pt: "Português" };

function settings({ words: { t } }: CommandScene): Command[] {
  return sectionNames.map((section) => ({
    id: `settings.${section}`,
    group: "settings",
    icon: Settings2,
    title: t(`ui.settings.section.${section}`),
    words: t("ui.settings.title"),
    run: () => setSession({ place: "settings", settingsSection: section, fetchOpen: false }),
  }));
}

const zooms = [
  ["larger", 1],
  ["smaller", -1],
  ["usualSize", 0],
] as const;

function looks({ words: { t }, backend }: CommandScene): Command[] {
  return [
    ...themes.map((theme) => ({
      id: `theme.${theme}`,
      group: "settings",
      icon: SunMoon,
      title: `${t("ui.settings.theme")}: ${t(`ui.settings.themes.${theme}`)}`,
      run: () => prefer({ theme }),
    })),
    ...densities.map((density) => ({
      id: `density.${density}`,
      group: "settings",
      icon: Rows3,
      title: `${t("ui.settings.density")}: ${t(`ui.settings.densities.${density}`)}`,
      run: () => prefer({ density }),
    })),
    ...zooms.map(([name, step]) => ({
      id: `zoom.${name}`,
      group: "settings",
      icon: ZoomIn,
      title: t(`ui.keys.row.${name}`),
      run: () => zoomBy(step),
    })),
    ...languages.map((language) => ({
      id: `language.${language}`,
      group: "settings",
      icon: Languages,
      title: `${t("ui.common.language")}: ${languageNames[language]}`,
      run: () => void chooseLanguage(backend, language),
    })),
  ];
}

function operationList({ operation, operations, words: { t } }: CommandScene): Command[] {
  const others = operations.filter(({ id }) => id !== operation.id);
  return [
    ...others.map((other) => ({
      id: `operation.${other.id}`,
      group: "operations",
      title: other.name,
      aside: other.address.replace(/^https:\/\//, ""),
      run: () => setSession({ operation: other.id }),
    })),
    {
      id: "operation.new",
      group: "operations",
      title: t("ui.rail.connectAnother"),
      run: () => setSession({ place: "connect" }),
    },
  ];
}

/** Groups in the order in which they are shown while nothing is typed. */
export const commandSources: ((scene: CommandScene) => Command[])[] = [
  reportActs,
  exportAct,
  viewActs,
  places,
  savedViews,
  reportList,
  filters,
  settings,
  looks,
  operationList,
];

export function commandsOf(scene: CommandScene): Command[] {
  return commandSources.flatMap((source) => source(scene));
}

/** The report that the palette acts on. */
export function reportOnScreen(reports: ReportView[]): ReportView | undefined {
  const { place, history } = useSession.getState();
  return place === "report" ? reports.find(({ code }) => code === history.now.report) : undefined;
}
