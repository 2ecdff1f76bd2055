// One line per agent over several reports: who needs a hand, and in what.
import { CalendarX2, Search, UserRoundX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import {
  asErrorView,
  type OperationView,
  type ReportView,
  type ScorecardView,
} from "../../backend";
import { normalForm } from "../../format/normal";
import { useWords } from "../../i18n";
import { Button, Checkbox, Field, useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession, useSession, useView } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { ExportMenu } from "../export/ExportMenu";
import type { Subject } from "../export/exportRequest";
import { Fetch } from "../fetch/Fetch";
import { PeriodChip } from "../report/PeriodChip";
import { scopeOf } from "../report/scope";
import { ViewMenu } from "../saved/ViewMenu";
import { ScorecardPeople } from "./ScorecardPeople";
import { ScorecardSources } from "./ScorecardSources";
import { ScorecardTable } from "./ScorecardTable";
import "../report/report.css";
import "../report/figures.css";
import "../report/filters.css";
import "./scorecard.css";

const ExportDialog = lazy(() => import("../export/ExportDialog"));

export default function Scorecard(props: { operation: OperationView; reports: ReportView[] }) {
  const { t } = useWords();
  const { operation, reports } = props;
  const { period } = useView();
  const [wanted, setWanted] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [grouped, setGrouped] = useState(true);
  const fetchOpen = useSession((session) => session.fetchOpen);
  const exportOpen = useSession((session) => session.exportOpen);
  const { from, to } = period;
  const answer = useAnswer("scorecard", { operation: operation.id, from, to });
  const waiting = useLasting(answer.isFetching);
  const report = reports.find((held) => held.code === wanted);
  const fetchReport = (code: string) => {
    setWanted(code);
    setSession({ fetchOpen: true, shownRun: null });
  };
  const card = answer.data;
  const filled = card !== undefined && hasDays(card);
  const subject: Subject = { operation, period, scope: null };
  const teams = card?.agents.some((line) => line.team !== null) ?? false;
  return (
    <div className="report scorecard">
      <header className="toolbar" data-region="toolbar">
        <div className="toolbar-title">
          <h1>{t("ui.card.title")}</h1>
          <p className="toolbar-question" title={t("ui.card.question")}>
            {t("ui.card.question")}
          </p>
        </div>
        <div className="toolbar-acts">
          <ViewMenu operation={operation} />
          <ExportMenu subject={subject} off={!filled} />
        </div>
        {waiting ? <div className="line-progress" /> : null}
      </header>
      <div
        className="filter-bar"
        role="group"
        aria-label={t("ui.filter.label")}
        data-region="filters"
      >
        <PeriodChip today={operation.today} />
        <span className="spacer" />
        {teams ? (
          <Checkbox checked={grouped} onChange={setGrouped}>
            {t("ui.card.byTeam")}
          </Checkbox>
        ) : null}
        <Field
          hideLabel
          type="search"
          label={t("ui.card.search")}
          placeholder={t("ui.card.search")}
          value={search}
          onChange={setSearch}
        />
      </div>
      <div className="card-body" aria-busy={answer.isFetching}>
        <ScorecardSources {...props} card={card} onFetch={fetchReport} />
        {answer.error ? (
          <div className="card-trouble">
            <Trouble error={asErrorView(answer.error)} onRetry={() => void answer.refetch()} />
          </div>
        ) : card ? (
          <Card
            {...props}
            card={card}
            search={search}
            onSearch={setSearch}
            grouped={grouped && teams}
            waiting={waiting}
          />
        ) : (
          <Waiting shown={waiting} />
        )}
      </div>
      {exportOpen && filled ? (
        <Suspense fallback={null}>
          <ExportDialog subject={subject} />
        </Suspense>
      ) : null}
      {fetchOpen && report ? <Fetch scope={scopeOf(operation, report, period)} /> : null}
    </div>
  );
}

/** Whether any day of the period is held by every report that is there. */
function hasDays({ coverage }: ScorecardView): boolean {
  return coverage.held + coverage.open > 0;
}

function Waiting({ shown }: { shown: boolean }) {
  const { t } = useWords();
  return (
    <div className="card-wait" role="status">
      {shown ? (
        <>
          <span className="only-read">{t("ui.rows.loading")}</span>
          {Array.from({ length: 8 }, (_, line) => (
            <span key={line} className="skeleton" />
          ))}
        </>
      ) : null}
    </div>
  );
}

function Card(props: {
  operation: OperationView;
  reports: ReportView[];
  card: ScorecardView;
  search: string;
  onSearch: (text: string) => void;
  grouped: boolean;
  waiting: boolean;
}) {
  const { t } = useWords();
  const { card, search } = props;
  if (!hasDays(card)) return <NoDays card={card} />;
  const sought = normalForm(search);
  const agents = card.agents.filter((line) =>
    [line.name, line.agent_id, line.team].some((text) => text && normalForm(text).includes(sought)),
  );
  const shown = sought ? agents : card.agents;
  return (
    <>
      <ScorecardPeople card={card} />
      {shown.length > 0 ? (
        <ScorecardTable {...props} agents={shown} />
      ) : (
        <section className="blank">
          {sought ? <Search aria-hidden /> : <UserRoundX aria-hidden />}
          <h2>{t(sought ? "ui.card.none.bySearch" : "ui.card.none.title")}</h2>
          <p>{t(sought ? "ui.card.none.bySearchText" : "ui.card.none.text")}</p>
          {sought ? (
            <Button look="primary" onPress={() => props.onSearch("")}>
              {t("ui.filter.clearSearch")}
            </Button>
          ) : null}
        </section>
      )}
    </>
  );
}

/** No day of the period is held by every report that is there. */
function NoDays({ card }: { card: ScorecardView }) {
  const { t, f } = useWords();
  const { period } = useSession((session) => session.history.now);
  const none = card.needs.length > 3;
  return (
    <section className="blank">
      <CalendarX2 aria-hidden />
      <h2>{t(none ? "ui.card.nothing.title" : "ui.card.noDays.title")}</h2>
      <p>
        {t(none ? "ui.card.nothing.text" : "ui.card.noDays.text", {
          period: f.range(period.from, period.to),
        })}
      </p>
    </section>
  );
}
