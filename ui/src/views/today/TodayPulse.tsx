// The switch of the readings: what the next one is, what it costs, or why there is none.
import type { OperationView, ReportView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Checkbox } from "../../shared/controls";
import { costOf, floorSeconds, useToday } from "../../state/today";
import { errorPart } from "../common/Trouble";
import { type Refresh, useRefresh } from "./todayRefresh";

/** Counts seconds, so nothing else of the screen is in here. `chosen`: the reports that are read again. */
export function TodayPulse(props: { operation: OperationView; chosen: ReportView[] }) {
  const words = useWords();
  const { t, f } = words;
  const refresh = useRefresh(props.operation, props.chosen);
  const on = useToday((state) => state.on);
  const cost = costOf(refresh.due);
  const rounds = Math.floor(3600 / floorSeconds);
  return (
    <div className="pulse">
      <Checkbox checked={on} onChange={(next) => useToday.setState({ on: next })}>
        {t("ui.today.pulse.switch")}
      </Checkbox>
      <p className="quiet">
        {cost > 0
          ? t("ui.today.pulse.cost", {
              count: cost,
              n: f.number(cost),
              hour: f.number(cost * rounds),
            })
          : t("ui.today.pulse.free")}
        {on ? " · " : ""}
        {on ? <Now refresh={refresh} reports={props.chosen} words={words} /> : null}
      </p>
    </div>
  );
}

/** The time runs for the eyes only; what it waits for is read aloud once. */
function Now({
  refresh,
  reports,
  words,
}: {
  refresh: Refresh;
  reports: ReportView[];
  words: Words;
}) {
  const { t, f, texts } = words;
  const { pulse, error } = refresh;
  if (pulse.kind === "failed" && error)
    return (
      <b className="pulse-stopped" role="alert">
        {t("ui.today.pulse.failed", { why: errorPart(words, error, "title"), code: error.code })}
      </b>
    );
  if (pulse.kind !== "wait" && pulse.kind !== "go")
    return (
      <b className={pulse.kind === "low" ? "pulse-stopped" : ""} role="status">
        {t(`ui.today.pulse.${pulse.kind}`)}
      </b>
    );
  const report = reports.find(({ code }) => code === pulse.report);
  const seconds = pulse.kind === "wait" ? pulse.seconds : 0;
  return (
    <b role="timer" aria-live="off">
      {t("ui.today.pulse.next", {
        time: f.duration(seconds),
        report: report ? texts(report.title) : pulse.report,
      })}
    </b>
  );
}
