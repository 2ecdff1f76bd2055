// The period: presets at the left, a calendar for any other at the right.
import { type CalendarDate, parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  RangeCalendar,
} from "react-aria-components";
import { useWords } from "../../i18n";
import { dayCount, type Period, periodOf, presets } from "../../state/period";

export function PeriodPicker(props: {
  period: Period;
  today: string;
  onDone: (period: Period) => void;
}) {
  const { t, f } = useWords();
  const { period, today, onDone } = props;
  const [range, setRange] = useState<{ start: CalendarDate; end: CalendarDate } | null>({
    start: parseDate(period.from),
    end: parseDate(period.to),
  });
  return (
    <div className="period">
      <ul className="period-presets">
        {presets.map((preset) => {
          const offered = periodOf(preset, today);
          return (
            <li key={preset}>
              <Button
                className={period.preset === preset ? "period-preset now" : "period-preset"}
                onPress={() => onDone(offered)}
              >
                <span>{t(`ui.period.${preset}`)}</span>
                <span className="aside">{f.range(offered.from, offered.to)}</span>
              </Button>
            </li>
          );
        })}
        <li className="field-help">{t("ui.period.help")}</li>
      </ul>
      <RangeCalendar
        className="calendar"
        aria-label={t("ui.filter.period")}
        value={range}
        maxValue={parseDate(today)}
        onChange={(chosen) => {
          const start = chosen.start as CalendarDate;
          const end = chosen.end as CalendarDate;
          setRange({ start, end });
          onDone({ preset: "custom", from: start.toString(), to: end.toString() });
        }}
      >
        <header className="calendar-head">
          <Button
            slot="previous"
            className="button icon plain"
            aria-label={t("ui.period.previousMonth")}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Heading />
          <Button slot="next" className="button icon plain" aria-label={t("ui.period.nextMonth")}>
            <ChevronRight aria-hidden />
          </Button>
        </header>
        <CalendarGrid weekdayStyle="short">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className="calendar-day">{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} className="calendar-cell" />}
          </CalendarGridBody>
        </CalendarGrid>
        <p className="field-help">
          {t("ui.period.days", {
            count: dayCount(period.from, period.to),
            n: f.number(dayCount(period.from, period.to)),
          })}
        </p>
      </RangeCalendar>
    </div>
  );
}
