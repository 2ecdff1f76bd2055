// The left rail: operation, reports by family, runs, theme and settings.
import {
  Check,
  ChevronsUpDown,
  CirclePlus,
  Download,
  FlaskConical,
  Monitor,
  Moon,
  PanelLeft,
  Search,
  Settings2,
  Sun,
  Trash2,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as RailButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { asErrorView, type OperationView, type ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, Button, IconButton, MenuButton, Segments } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct, useAnswer } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { prefer } from "../../state/preferences";
import { type Place, setSession, type Theme, useSession } from "../../state/session";
import { familyIcon } from "../common/reportIcons";
import { Trouble } from "../common/Trouble";
import { isGoing } from "../fetch/runState";
import { RailViews } from "../saved/RailViews";
import { Mark } from "../start/Mark";
import { openReport } from "./commands";
import { goTo, letterOf } from "./keyTable";
import { keyText, pressesOf } from "./keyText";
import { joinedPlaces, placeIcons } from "./placeList";

export function Rail(props: {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}) {
  const { t } = useWords();
  const folded = useSession((session) => session.railFolded);
  return (
    <nav className="rail" aria-label={t("ui.rail.label")} data-region="rail">
      <div className="rail-head">
        <Mark />
        <span className="rail-name">Atalaya</span>
        <IconButton name={t("ui.rail.fold")} onPress={() => setSession({ railFolded: !folded })}>
          <PanelLeft aria-hidden />
        </IconButton>
      </div>
      <OperationSwitch {...props} />
      {props.operation.sample ? <SampleBadge /> : null}
      <PaletteEntry />
      <ReportMenu operation={props.operation} reports={props.reports} />
      <div className="rail-foot">
        <RunsEntry />
        <RailItem
          icon={<Settings2 aria-hidden />}
          label={t("ui.rail.settings")}
          now={useSession((session) => session.place) === "settings"}
          onPress={() => setSession({ place: "settings" })}
        />
        <ThemeSwitch />
      </div>
    </nav>
  );
}

function OperationSwitch(props: { operation: OperationView; operations: OperationView[] }) {
  const { t } = useWords();
  const choose = (id: string) => {
    if (id === "+new") return setSession({ place: "connect" });
    if (id === "+sample") return;
    const chosen = props.operations.find((operation) => operation.id === id);
    if (!chosen || chosen.id === props.operation.id) return;
    setSession({ operation: chosen.id });
  };
  return (
    <MenuButton
      label={t("ui.rail.operation")}
      trigger={
        <RailButton className="operation">
          <span className="only-read">{t("ui.rail.operation")}: </span>
          <span className="operation-letter" aria-hidden>
            {props.operation.name.slice(0, 1)}
          </span>
          <span className="operation-name" title={props.operation.name}>
            {props.operation.name}
          </span>
          <ChevronsUpDown aria-hidden />
        </RailButton>
      }
      entries={[
        ...props.operations.map((operation) => ({
          id: operation.id,
          label: operation.name,
          icon:
            operation.id === props.operation.id ? (
              <Check aria-hidden />
            ) : (
              <span className="no-icon" />
            ),
          aside: operation.sample
            ? t("ui.rail.sampleShort")
            : operation.address.replace(/^https:\/\/|\.wolkvox\.com$/g, ""),
        })),
        { id: "+new", label: t("ui.rail.connectAnother"), icon: <CirclePlus aria-hidden /> },
      ]}
      onAction={choose}
    />
  );
}

/** Says on every screen that the figures are invented, and takes them away. */
function SampleBadge() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const wipe = useAct("wipe_sample");
  return (
    <div className="sample">
      <Badge tone="warn">
        <FlaskConical aria-hidden /> <span className="sample-text">{t("ui.rail.sample")}</span>
      </Badge>
      <Button look="link" onPress={() => setAsking(true)} aria-label={t("ui.rail.wipe.open")}>
        {t("ui.rail.wipe.short")}
      </Button>
      {asking ? (
        <Dialog
          urgent
          title={t("ui.rail.wipe.title")}
          closeLabel={t("ui.common.close")}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onPress={() => setAsking(false)}>{t("ui.common.cancel")}</Button>
              <Button
                look="danger"
                isDisabled={wipe.isPending}
                onPress={() =>
                  wipe.mutate(
                    {},
                    {
                      onSuccess: () =>
                        setSession({ operation: null, opened: null, restored: null }),
                    },
                  )
                }
              >
                <Trash2 aria-hidden /> {t("ui.rail.wipe.do")}
              </Button>
            </>
          }
        >
          <p>{t("ui.rail.wipe.text")}</p>
          {wipe.error ? <Trouble error={asErrorView(wipe.error)} /> : null}
        </Dialog>
      ) : null}
    </div>
  );
}

/** The way to everything else. */
function PaletteEntry() {
  const words = useWords();
  const [press] = pressesOf("palette");
  return (
    <RailItem
      icon={<Search aria-hidden />}
      label={words.t("ui.palette.open")}
      onPress={() => setOverlays({ open: "palette" })}
      aside={press ? <KeyHint text={keyText(words, press)} /> : null}
    />
  );
}

/** Drawn by the style sheet: to a screen reader it is no part of the button's name. */
function KeyHint({ text }: { text: string }) {
  return <span className="rail-key" data-keys={text} aria-hidden />;
}

function ReportMenu({ operation, reports }: { operation: OperationView; reports: ReportView[] }) {
  const { t, has, texts } = useWords();
  const code = useSession((session) => session.history.now.report);
  const place = useSession((session) => session.place);
  const families = [...new Set(reports.map((report) => report.family))];
  return (
    <div className="rail-list">
      <PlaceMenu />
      {families.map((family) => (
        <section
          key={family}
          aria-label={has(`ui.family.${family}`) ? t(`ui.family.${family}`) : family}
        >
          <h2 className="rail-family">
            {has(`ui.family.${family}`) ? t(`ui.family.${family}`) : family}
          </h2>
          {reports
            .filter((report) => report.family === family)
            .map((report) => {
              const Icon = familyIcon(family);
              return (
                <RailItem
                  key={report.code}
                  report={report.code}
                  icon={<Icon aria-hidden />}
                  label={texts(report.title)}
                  now={place === "report" && report.code === code}
                  onPress={() => openReport(report.code)}
                />
              );
            })}
        </section>
      ))}
      <RailViews today={operation.today} reports={reports} />
    </div>
  );
}

/** What stands above the single reports. */
function PlaceMenu() {
  const { t } = useWords();
  const now = useSession((session) => session.place);
  const letters = useSession((session) => session.letters);
  return (
    <section className="rail-places" aria-label={t("ui.rail.above")}>
      {joinedPlaces.map((place) => {
        const Icon = placeIcons[place];
        return (
          <RailItem
            key={place}
            place={place}
            icon={<Icon aria-hidden />}
            label={t(`ui.rail.${place}`)}
            now={now === place}
            onPress={() => goTo(place)}
            aside={letters ? <KeyHint text={`G ${letterOf(place).toUpperCase()}`} /> : null}
          />
        );
      })}
    </section>
  );
}

export function RailItem(props: {
  icon: ReactNode;
  label: string;
  now?: boolean;
  onPress: () => void;
  aside?: ReactNode;
  report?: string;
  place?: Place;
}) {
  const folded = useSession((session) => session.railFolded);
  return (
    <TooltipTrigger delay={200} isDisabled={!folded}>
      <RailButton
        className={props.now ? "rail-item now" : "rail-item"}
        aria-current={props.now ? "page" : undefined}
        onPress={props.onPress}
        aria-label={props.label}
        data-report={props.report}
        data-place={props.place}
      >
        {props.icon}
        <span className="rail-label">{props.label}</span>
        {props.aside}
      </RailButton>
      <Tooltip className="tooltip" placement="right" offset={8}>
        {props.label}
      </Tooltip>
    </TooltipTrigger>
  );
}

function RunsEntry() {
  const { t } = useWords();
  const runs = useAnswer("runs", {});
  const open = useSession((session) => session.runsOpen);
  const going = (runs.data?.runs ?? []).filter((run) => isGoing(run.state)).length;
  const label = going > 0 ? t("ui.rail.running", { count: going, n: going }) : t("ui.rail.runs");
  return (
    <RailItem
      icon={<Download aria-hidden />}
      label={label}
      onPress={() => setSession({ runsOpen: !open })}
      aside={going > 0 ? <Badge>{going}</Badge> : null}
    />
  );
}

const themes: { value: Theme; icon: ReactNode }[] = [
  { value: "system", icon: <Monitor aria-hidden /> },
  { value: "light", icon: <Sun aria-hidden /> },
  { value: "dark", icon: <Moon aria-hidden /> },
];

function ThemeSwitch() {
  const { t } = useWords();
  const theme = useSession((session) => session.theme);
  return (
    <div className="rail-theme">
      <Segments
        label={t("ui.settings.theme")}
        value={theme}
        onChange={(chosen) => prefer({ theme: chosen })}
        options={themes.map(({ value, icon }) => ({
          value,
          icon,
          label: t(`ui.settings.themes.${value}`),
        }))}
      />
    </div>
  );
}
