// Reports down, days across. Arrows walk, with Shift they choose a stretch, Page keys turn the month.
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { type Spot, stepped } from "../../shared/roving";
import { type Chosen, choose } from "../../state/calendar";
import { weekdayOf } from "../../state/period";
import { CalendarRow } from "./CalendarRow";

export interface GridProps {
  operation: OperationView;
  reports: ReportView[];
  month: string;
  days: string[];
  /** How many of the days have come. */
  come: number;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
  onMonth: (count: number) => void;
}

/** Keys and clicks of the grid: where one stands, and what is chosen. */
function useChoice(props: GridProps) {
  const { reports, days, come, chosen, onChoose, onMonth } = props;
  const box = useRef<HTMLTableElement>(null);
  const [spot, setSpot] = useState<Spot>({ line: 0, column: come - 1 });
  const turned = useRef(false);
  const here = { line: spot.line, column: Math.min(spot.column, come - 1) };
  const focus = (at: Spot) =>
    box.current?.querySelector<HTMLElement>(`[data-spot="${at.line}:${at.column}"]`)?.focus();
  const go = (at: Spot, extend: boolean) => {
    const [report, day] = [reports[at.line]?.code, days[at.column]];
    if (!report || !day) return;
    setSpot(at);
    onChoose(choose(chosen, report, day, extend));
  };
  // A month turned by keys keeps the focus in the grid, on a day that the new month has.
  useLayoutEffect(() => {
    if (!turned.current) return;
    turned.current = false;
    focus(here);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).closest("[data-spot]")) return;
    if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      turned.current = true;
      return onMonth(event.key === "PageUp" ? -1 : 1);
    }
    const next = stepped(here, event.key, event.ctrlKey || event.metaKey, reports.length, come);
    if (!next) return;
    event.preventDefault();
    // A stretch stays within one report.
    if (event.shiftKey && next.line !== here.line) return;
    go(next, event.shiftKey);
    focus(next);
  };
  return { box, here, go, onKeyDown };
}

export function CalendarGrid(props: GridProps) {
  const { t } = useWords();
  const { operation, reports, days, come, month } = props;
  const { box, here, go, onKeyDown } = useChoice(props);
  return (
    <section className="calendar-box" data-region="calendar" aria-label={t("ui.calendar.grid")}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows walk its days.
        role="grid"
        className="month"
        aria-label={t("ui.calendar.grid")}
        ref={box}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{t("ui.calendar.report")}</th>
            {days.map((day) => (
              <DayHead key={day} day={day} today={operation.today} />
            ))}
          </tr>
        </thead>
        <tbody>
          {reports.map((report, line) => (
            <CalendarRow
              key={report.code}
              operation={operation}
              report={report}
              month={month}
              days={days}
              come={come}
              chosen={props.chosen}
              at={here.line === line ? here.column : null}
              line={line}
              onGo={(column, extend) => go({ line, column }, extend)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DayHead({ day, today }: { day: string; today: string }) {
  const { t, f } = useWords();
  const weekday = weekdayOf(day);
  const kind = day === today ? "today" : weekday > 5 ? "weekend" : "";
  return (
    <th scope="col" className={`month-day ${kind}`} title={f.dayLong(day)}>
      <span className="only-read">
        {f.dayLong(day)}
        {day === today ? `, ${t("ui.calendar.today")}` : ""}
      </span>
      <span aria-hidden className="month-weekday">
        {f.weekday(weekday).slice(0, 1)}
      </span>
      <span aria-hidden>{Number(day.slice(8))}</span>
    </th>
  );
}
