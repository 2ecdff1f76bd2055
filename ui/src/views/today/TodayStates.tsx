// The last kept state of each agent. It is not the present one: that is kept once the next begins.
import { asErrorView, type ColumnView, type OperationView, type ReportView } from "../../backend";
import { classColors } from "../../charts/states";
import { unknown } from "../../format";
import { normalForm } from "../../format/normal";
import { choiceMap } from "../../grid/cells";
import { useWords, type Words } from "../../i18n";
import { useAnswer } from "../../state/answers";
import { lastStates } from "../../state/today";
import { useNames } from "../common/names";
import { unlisted } from "../common/sentences";
import { Trouble } from "../common/Trouble";
import { agoText, clockText } from "../home/agoText";
import { HomePanel, HomeWaiting } from "../home/HomePanel";
import type { TodayLine } from "./Today";

interface Columns {
  agent: ColumnView;
  status: ColumnView;
  end: ColumnView;
}

/** The columns that tell who was in what until when; null where a report does not have them. */
function columnsOf(report: ReportView): Columns | null {
  const of = (role: string) => report.columns.find((column) => column.role === role);
  const [agent, status, end] = [of("agent"), of("status"), of("end")];
  return agent && status && end ? { agent, status, end } : null;
}

export function TodayStates(props: { operation: OperationView; line: TodayLine; now: string }) {
  const columns = columnsOf(props.line.report);
  return columns ? <States {...props} columns={columns} /> : null;
}

function States(props: {
  operation: OperationView;
  line: TodayLine;
  now: string;
  columns: Columns;
}) {
  const words = useWords();
  const { t } = words;
  const { operation, line, now, columns } = props;
  const { agent, status, end } = columns;
  const { today } = operation;
  const names = useNames(operation.id, line.report);
  const classes = useAnswer("states", { operation: operation.id }).data?.states ?? [];
  const answer = useAnswer("aggregate", {
    table: {
      operation: operation.id,
      report: line.report.code,
      params: {},
      from: `${today}T00:00:00`,
      to: `${today}T23:59:59`,
    },
    narrowing: { filters: [], search: "", conditions: [] },
    bucket: null,
    dimensions: [agent.name, status.name],
    measures: [{ fold: "max", column: end.name, q: null }],
    top: null,
    view: `${line.report.code}:today:states`,
  });
  const people = lastStates(answer.data?.rows ?? [])
    .map((one) => ({ ...one, name: names.of(agent, one.agent) ?? one.agent }))
    .sort((left, right) => left.name.localeCompare(right.name));
  return (
    <HomePanel title={t("ui.today.states.title")} busy={answer.isFetching}>
      <p className="field-help">{t("ui.today.states.help")}</p>
      {answer.error ? (
        <Trouble error={asErrorView(answer.error)} onRetry={() => void answer.refetch()} compact />
      ) : null}
      {answer.isPending ? <HomeWaiting lines={4} /> : null}
      {answer.data && people.length === 0 ? (
        <p className="home-none">{t("ui.today.states.none")}</p>
      ) : null}
      <ul className="last-states">
        {people.map((one) => {
          const { label, color } = stateOf(words, status, one.state, classes);
          return (
            <li key={one.agent}>
              <span className="last-name">{one.name}</span>
              <span className="last-state">
                <span className={`dot dot-${color}`} aria-hidden /> {label}
              </span>
              <span className="quiet" title={agoText(words, one.until, now)}>
                <span className="only-read">{t("ui.today.states.until")}</span>{" "}
                {clockText(words, one.until)}
              </span>
            </li>
          );
        })}
      </ul>
    </HomePanel>
  );
}

/** Label and colour of a state: wolkvox's own, or as the operation classed it. */
function stateOf(
  { texts }: Words,
  column: ColumnView,
  state: string | null,
  classes: { state: string; class: string; color: string | null }[],
): { label: string; color: string } {
  if (state === null) return { label: unknown, color: "out" };
  const known = choiceMap(column.values, texts).get(normalForm(state));
  const own = classes.find((line) => normalForm(line.state) === normalForm(state));
  return {
    label: known?.label ?? unlisted(state),
    color: known?.color ?? own?.color ?? classColors[own?.class ?? ""] ?? "out",
  };
}
