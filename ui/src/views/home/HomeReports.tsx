// How fresh each report is: the last 31 days as marks, when it was last read, what is held.
import { Download } from "lucide-react";
import { Button as Link } from "react-aria-components";
import type { OverviewView, ReportState, ReportView } from "../../backend";
import { unknown } from "../../format";
import { useWords, type Words } from "../../i18n";
import { Button, IconButton } from "../../shared/controls";
import { setOverlays } from "../../state/overlays";
import { addDays } from "../../state/period";
import { dayStates, heldEach } from "../calendar/dayText";
import { familyIcon } from "../common/reportIcons";
import { openReport } from "../frame/commands";
import { goTo } from "../frame/keyTable";
import { agoText } from "./agoText";
import type { HomeProps } from "./Home";
import { HomePanel, HomeWaiting } from "./HomePanel";

type Props = HomeProps & {
  overview: OverviewView | undefined;
  now: string;
};

export function HomeReports(props: Props) {
  const { t } = useWords();
  const { overview } = props;
  return (
    <HomePanel
      title={t("ui.home.reports.title")}
      busy={!overview}
      aside={
        <Button look="link" onPress={() => goTo("coverage")}>
          {t("ui.home.reports.all")}
        </Button>
      }
    >
      {overview ? (
        <>
          <Table {...props} overview={overview} />
          <Legend overview={overview} />
        </>
      ) : (
        <HomeWaiting lines={6} />
      )}
    </HomePanel>
  );
}

function Table(props: Props & { overview: OverviewView }) {
  const { t, f } = useWords();
  const { overview, reports } = props;
  return (
    <table className="fresh">
      <thead>
        <tr>
          <th scope="col">{t("ui.calendar.report")}</th>
          <th scope="col" title={f.range(overview.from, overview.to)}>
            {t("ui.home.reports.days")}
          </th>
          <th scope="col">{t("ui.home.reports.read")}</th>
          <th scope="col" className="number">
            {t("ui.home.reports.rows")}
          </th>
          <th scope="col">
            <span className="only-read">{t("ui.home.reports.acts")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {overview.reports.map((state) => {
          const report = reports.find(({ code }) => code === state.report);
          return report ? (
            <Line key={state.report} {...props} report={report} state={state} />
          ) : null;
        })}
      </tbody>
    </table>
  );
}

function Line(props: Props & { overview: OverviewView; report: ReportView; state: ReportState }) {
  const words = useWords();
  const { t, f, texts } = words;
  const { overview, report, state, now } = props;
  const title = texts(report.title);
  const Icon = familyIcon(report.family);
  // Yesterday is the last day that a fetch can bring whole.
  const to = addDays(overview.to, -1);
  const fetch = () =>
    heldEach(report)
      ? openReport(report.code)
      : setOverlays({
          wanted: { report: report.code, params: {}, from: overview.from, to, reread: false },
        });
  return (
    <tr>
      <th scope="row">
        <Link
          className="fresh-report"
          onPress={() => (state.rows > 0 ? openReport(report.code) : fetch())}
        >
          <Icon aria-hidden /> <span>{title}</span>
        </Link>
      </th>
      <td>
        <Strip overview={overview} state={state} />
      </td>
      <td className="fresh-read" title={state.last_read ? f.dateTime(state.last_read) : undefined}>
        {state.last_read ? agoText(words, state.last_read, now) : t("ui.calendar.neverRead")}
      </td>
      <td className="number">{state.last_read ? f.number(state.rows) : unknown}</td>
      <td className="fresh-act">
        <IconButton name={t("ui.home.reports.fetch", { report: title })} onPress={fetch}>
          <Download aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

/** The days in words: how many of each state. */
function stripText({ t, f }: Words, overview: OverviewView, days: string[]): string {
  const parts = dayStates
    .map((state) => ({ state, count: days.filter((day) => day === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => t(`ui.coverage.count.${state}`, { count, n: f.number(count) }));
  return `${f.range(overview.from, overview.to)}: ${parts.join(", ")}`;
}

function Strip({ overview, state }: { overview: OverviewView; state: ReportState }) {
  const words = useWords();
  const text = stripText(words, overview, state.days);
  return (
    <span className="strip" role="img" aria-label={text} title={text}>
      {state.days.map((day, at) => (
        <span key={at} className={`day day-${day}`} />
      ))}
    </span>
  );
}

function Legend({ overview }: { overview: OverviewView }) {
  const { t } = useWords();
  const seen = dayStates.filter((known) =>
    overview.reports.some(({ days }) => days.includes(known)),
  );
  return (
    <ul className="day-legend fresh-foot" aria-label={t("ui.calendar.legend")}>
      {seen.map((state) => (
        <li key={state}>
          <span className={`day day-${state}`} aria-hidden />
          {t(`ui.coverage.state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
