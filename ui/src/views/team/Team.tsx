// Who works here and what their states mean: what names, teams and auxiliaries rest on.
import type { OperationView } from "../../backend";
import { useWords } from "../../i18n";
import { Segments } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { TeamRoster } from "./TeamRoster";
import { TeamStates } from "./TeamStates";
import "../report/report.css";
import "../report/filters.css";
import "./team.css";

export default function Team({ operation }: { operation: OperationView }) {
  const { t, f } = useWords();
  const part = useSession((session) => session.teamPart);
  const states = useAnswer("states", { operation: operation.id }).data?.states ?? [];
  const open = states.filter((line) => line.class === "unclassified").length;
  return (
    <div className="report team">
      <header className="toolbar" data-region="toolbar">
        <div className="toolbar-title">
          <h1>{t("ui.team.title")}</h1>
          <p className="toolbar-question" title={t("ui.team.question")}>
            {t("ui.team.question")}
          </p>
        </div>
        <Segments
          showLabels
          label={t("ui.team.part")}
          value={part}
          onChange={(chosen) => setSession({ teamPart: chosen })}
          options={[
            { value: "people", label: t("ui.team.people") },
            {
              value: "states",
              label:
                open > 0
                  ? t("ui.team.statesOpen", { count: open, n: f.number(open) })
                  : t("ui.team.states"),
            },
          ]}
        />
      </header>
      {part === "people" ? (
        <TeamRoster operation={operation} />
      ) : (
        <TeamStates operation={operation} />
      )}
    </div>
  );
}
