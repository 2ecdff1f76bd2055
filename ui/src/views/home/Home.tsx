// The start of the day: how fresh each report is, what needs attention, and where to go on.
import { asErrorView, type OperationView, type OverviewView, type ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { useAnswer } from "../../state/answers";
import { Trouble } from "../common/Trouble";
import { placeOf } from "../start/zones";
import { useNow } from "./agoText";
import { HomeAttention } from "./HomeAttention";
import { HomeExports } from "./HomeExports";
import { HomeFirst } from "./HomeFirst";
import { HomeOperations, HomeQuota } from "./HomeOperation";
import { HomeReports } from "./HomeReports";
import { HomeViews } from "./HomeViews";
import "../report/report.css";
import "./home.css";

export interface HomeProps {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}

export default function Home(props: HomeProps) {
  const { t, f } = useWords();
  const { operation } = props;
  const overview = useAnswer("overview", { operation: operation.id });
  return (
    <div className="report">
      <header className="toolbar" data-region="toolbar">
        <div className="toolbar-title">
          <h1>{operation.name}</h1>
          <p className="toolbar-question">
            {t("ui.home.today", { day: f.dayLong(operation.today) })} ·{" "}
            {t("ui.filter.zone", { zone: placeOf(operation.zone) })}
          </p>
        </div>
      </header>
      <div className="home-box">
        <div className="home">
          <div className="home-main">
            {overview.error ? (
              <Trouble
                error={asErrorView(overview.error)}
                onRetry={() => void overview.refetch()}
              />
            ) : (
              <Freshness {...props} overview={overview.data} />
            )}
            <div className="home-pair">
              <HomeViews {...props} />
              <HomeExports zone={operation.zone} />
              <HomeQuota operation={operation} />
              <HomeOperations {...props} />
            </div>
          </div>
          <div className="home-side">
            <HomeAttention
              {...props}
              attention={overview.data?.attention}
              failed={overview.isError}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** Where nothing was ever read, the first good step instead of a table of nothing. */
function Freshness(props: HomeProps & { overview: OverviewView | undefined }) {
  const { overview, operation } = props;
  const now = useNow(operation.zone);
  const blank = overview?.reports.every(({ last_read, rows }) => last_read === null && rows === 0);
  if (overview && blank) return <HomeFirst {...props} />;
  return <HomeReports {...props} now={now} />;
}
