// Rows of the same call in this and the other reports, with the way there.
import { ArrowUpRight } from "lucide-react";
import type { ColumnView, ReportView } from "../../backend";
import { cellText, type Value } from "../../grid/cells";
import { useWords } from "../../i18n";
import { Badge, Button, useLasting } from "../../shared/controls";
import { act } from "../../state/session";
import { unlisted } from "../common/sentences";
import { errorPart } from "../common/Trouble";
import type { Scope } from "../report/scope";
import { gridColumn } from "./gridColumns";
import { type CallOf, callFilter, type Related, roleColumn, useRelated } from "./related";

export function RowRelated({ scope, call }: { scope: Scope; call: CallOf | null }) {
  const { t } = useWords();
  const answer = useRelated(scope.report, call);
  const waiting = useLasting(answer.isPending && call !== null);
  return (
    <section className="related" aria-label={t("ui.grid.related.title")} aria-busy={waiting}>
      <h3>{t("ui.grid.related.title")}</h3>
      {call === null ? <p className="quiet">{t("ui.grid.related.noCall")}</p> : null}
      {waiting ? <p className="quiet">{t("ui.rows.loading")}</p> : null}
      {answer.data?.length === 0 ? <p className="quiet">{t("ui.grid.related.none")}</p> : null}
      {(answer.data ?? []).map((related) => (
        <InReport key={related.report.code} related={related} scope={scope} call={call} />
      ))}
    </section>
  );
}

function InReport(props: { related: Related; scope: Scope; call: CallOf | null }) {
  const words = useWords();
  const { t, f, texts } = words;
  const { related, scope, call } = props;
  const { report, rows, total, error } = related;
  const column = roleColumn(report, "call");
  const own = report.code === scope.report.code;
  const open = () => {
    if (!call || !column) return;
    if (!own) act({ do: "open", report: report.code });
    act({ do: "only", filters: [callFilter(column.name, call.call)] });
  };
  return (
    <div className="related-report">
      <div className="related-head">
        <h4>{texts(report.title)}</h4>
        {own ? <Badge tone="quiet">{t("ui.grid.related.own")}</Badge> : null}
      </div>
      {error ? (
        <p className="quiet">
          {errorPart(words, error, "title")} <code>[{error.code}]</code>
        </p>
      ) : (
        <>
          <ul>
            {rows.map((row, at) => (
              <Line key={at} report={report} row={row} scope={scope} />
            ))}
          </ul>
          <Button look="link" onPress={open}>
            <ArrowUpRight aria-hidden />
            {t("ui.grid.related.open", { count: total, n: f.number(total) })}
          </Button>
        </>
      )}
    </div>
  );
}

/** When, who, what, how long: as far as the report knows. */
function Line({ report, row, scope }: { report: ReportView; row: Value[]; scope: Scope }) {
  const { f, texts } = useWords();
  const at = (column: ColumnView) => row[report.columns.indexOf(column)] ?? null;
  const text = (column: ColumnView | undefined) => {
    if (!column || at(column) === null) return null;
    const shown = gridColumn(column, texts);
    const value = at(column);
    const listed = cellText(shown, value, f);
    return column.kind === "choice" && listed === value ? unlisted(listed) : listed;
  };
  const agentId = roleColumn(report, "agent");
  const known =
    agentId && at(agentId) !== null ? scope.names.of(agentId, String(at(agentId))) : null;
  const agent = text(roleColumn(report, "agent_name")) ?? known ?? text(agentId);
  const start = roleColumn(report, "start");
  const time = start && at(start) !== null ? f.time(String(at(start))) : null;
  const parts = [agent, text(roleColumn(report, "status", "outcome", "interaction"))];
  return (
    <li>
      <span className="related-time">{time}</span>
      <span className="related-what">{parts.filter((part) => part !== null).join(" · ")}</span>
      <span>{text(roleColumn(report, "duration", "talk_time", "total_time"))}</span>
    </li>
  );
}
