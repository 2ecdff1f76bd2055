// What is held of every report, day by day; and what a fetch of the chosen days would cost.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, IconButton } from "../../shared/controls";
import { addMonths, type Chosen, ends, firstOf, monthOf } from "../../state/calendar";
import { setSession, useSession } from "../../state/session";
import { Fetch } from "../fetch/Fetch";
import { typing } from "../frame/keyTable";
import { scopeOf } from "../report/scope";
import { CalendarDays } from "./CalendarDays";
import { CalendarGrid } from "./CalendarGrid";
import { dayStates } from "./dayText";
import "../report/report.css";
import "../report/filters.css";
import "./calendar.css";

/** The month shown, and the way to its neighbours; months to come hold nothing. */
function useMonth(today: string) {
  const kept = useSession((session) => session.month);
  const last = firstOf(today);
  const month = kept && kept < last ? kept : last;
  const move = (count: number) => {
    const next = addMonths(month, count);
    setSession({ month: next < last ? next : null });
  };
  return { month, isLast: month === last, move };
}

export default function Calendar(props: { operation: OperationView; reports: ReportView[] }) {
  const { t } = useWords();
  const { operation, reports } = props;
  const { month, isLast, move } = useMonth(operation.today);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const fetchOpen = useSession((session) => session.fetchOpen);
  const { days, come } = monthOf(month, operation.today);
  const shown = chosen && firstOf(chosen.day) === month ? chosen : null;
  const report = reports.find((held) => held.code === shown?.report);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "[") move(-1);
      if (event.key === "]") move(1);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  return (
    <div className="report">
      <header className="toolbar" data-region="toolbar">
        <div className="toolbar-title">
          <h1>{t("ui.calendar.title")}</h1>
          <p className="toolbar-question" title={t("ui.calendar.question")}>
            {t("ui.calendar.question")}
          </p>
        </div>
      </header>
      <MonthBar month={month} isLast={isLast} move={move} />
      <CalendarGrid
        operation={operation}
        reports={reports}
        month={month}
        days={days}
        come={come}
        chosen={shown}
        onChoose={setChosen}
        onMonth={move}
      />
      {shown && report ? (
        <CalendarDays
          key={report.code}
          operation={operation}
          report={report}
          month={month}
          lastDay={days[come - 1] ?? month}
          {...ends(shown)}
        />
      ) : (
        <p className="calendar-hint">{t("ui.calendar.hint")}</p>
      )}
      {fetchOpen && shown && report ? (
        <Fetch scope={scopeOf(operation, report, { preset: "custom", ...ends(shown) })} />
      ) : null}
    </div>
  );
}

function MonthBar(props: { month: string; isLast: boolean; move: (count: number) => void }) {
  const { t, f } = useWords();
  const { month, isLast, move } = props;
  return (
    <div
      className="filter-bar"
      role="group"
      aria-label={t("ui.calendar.month")}
      data-region="filters"
    >
      <IconButton name={t("ui.calendar.previous")} onPress={() => move(-1)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <h2 className="calendar-month" aria-live="polite">
        {f.month(month)}
      </h2>
      <IconButton name={t("ui.calendar.next")} isDisabled={isLast} onPress={() => move(1)}>
        <ChevronRight aria-hidden />
      </IconButton>
      {isLast ? null : (
        <Button look="link" onPress={() => setSession({ month: null })}>
          {t("ui.calendar.now")}
        </Button>
      )}
      <span className="spacer" />
      <ul className="day-legend" aria-label={t("ui.calendar.legend")}>
        {dayStates.map((state) => (
          <li key={state}>
            <span className={`day day-${state}`} aria-hidden />
            {t(`ui.coverage.state.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
