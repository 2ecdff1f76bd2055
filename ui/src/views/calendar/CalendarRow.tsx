// One report's month: a mark a day.
import { RotateCw } from "lucide-react";
import type { DayView, OperationView, ReportView } from "../../backend";
import { asErrorView } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, Button, useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { type Chosen, isChosen } from "../../state/calendar";
import { errorPart } from "../common/Trouble";
import { dayText, heldEach } from "./dayText";

export interface RowProps {
  operation: OperationView;
  report: ReportView;
  month: string;
  days: string[];
  come: number;
  chosen: Chosen | null;
  /** The column that the Tab key reaches, if it is in this row. */
  at: number | null;
  line: number;
  onGo: (column: number, extend: boolean) => void;
}

export function CalendarRow(props: RowProps) {
  const { t, texts } = useWords();
  const { operation, report, month, days, come } = props;
  const to = days[come - 1] ?? month;
  const request = { operation: operation.id, report: report.code, params: {}, from: month, to };
  const answer = useAnswer("coverage", request);
  const each = heldEach(report);
  return (
    <tr>
      <th scope="row" className="month-report">
        <span className="month-title" title={texts(report.title)}>
          {texts(report.title)}
        </span>
        {each ? (
          <span className="month-note">
            {t("ui.calendar.each", { param: texts(each.label).toLowerCase() })}
          </span>
        ) : null}
        {answer.data?.maybe_absent ? (
          <Badge tone="warn">{t("ui.coverage.maybeAbsent")}</Badge>
        ) : answer.data?.unproven ? (
          <span className="month-note">{t("ui.coverage.unproven")}</span>
        ) : null}
      </th>
      {answer.error ? (
        <Failed {...props} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Days {...props} held={answer.isPlaceholderData ? undefined : answer.data?.days} />
      )}
    </tr>
  );
}

function Failed(props: RowProps & { error: unknown; onRetry: () => void }) {
  const words = useWords();
  const error = asErrorView(props.error);
  return (
    <td colSpan={props.days.length} className="month-failed">
      {errorPart(words, error, "title")} <code>[{error.code}]</code>{" "}
      <Button look="link" onPress={props.onRetry}>
        <RotateCw aria-hidden /> {words.t("ui.error.retry")}
      </Button>
    </td>
  );
}

function Days(props: RowProps & { held: DayView[] | undefined }) {
  const { report, days, come, chosen, at, line, onGo, held } = props;
  const waiting = useLasting(held === undefined);
  return days.map((day, column) => {
    const known = held?.find((one) => one.date === day);
    return column < come ? (
      <Day
        key={column}
        day={day}
        known={known}
        waiting={waiting}
        chosen={isChosen(chosen, report.code, day)}
        reachable={at === column}
        spot={`${line}:${column}`}
        onGo={(extend) => onGo(column, extend)}
      />
    ) : (
      <td key={column} className="month-cell" />
    );
  });
}

interface DayProps {
  day: string;
  known: DayView | undefined;
  waiting: boolean;
  chosen: boolean;
  reachable: boolean;
  spot: string;
  onGo: (extend: boolean) => void;
}

function Day(props: DayProps) {
  const words = useWords();
  const { day, known, waiting, chosen } = props;
  const text = known ? dayText(words, known) : words.f.dayShort(day);
  return (
    <td className={chosen ? "month-cell chosen" : "month-cell"}>
      <button
        type="button"
        tabIndex={props.reachable ? 0 : -1}
        data-spot={props.spot}
        aria-pressed={chosen}
        title={text}
        onClick={(event) => props.onGo(event.shiftKey)}
      >
        <span className="only-read">{text}</span>
        {known ? (
          <span className={`day day-${known.state}`} aria-hidden />
        ) : (
          <span className={waiting ? "day day-waiting" : "day"} aria-hidden />
        )}
      </button>
    </td>
  );
}
