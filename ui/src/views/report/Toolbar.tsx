// The head of a report: title, question, what to beware of, and the two acts: fetch and export.
import { Download, Info, Printer, Redo2, Undo2 } from "lucide-react";
import { useWords } from "../../i18n";
import { Button, IconButton, Panel } from "../../shared/controls";
import { act, setSession, useSession } from "../../state/session";
import { ExportMenu } from "../export/ExportMenu";
import { subjectOf } from "../export/exportRequest";
import { ViewMenu } from "../saved/ViewMenu";
import type { Scope } from "./scope";
import { isNotHeld } from "./scope";

export function Toolbar({ scope }: { scope: Scope }) {
  const { t, texts } = useWords();
  const { report } = scope;
  const caution = texts(report.caution);
  const past = useSession((session) => session.history.past.length);
  const future = useSession((session) => session.history.future.length);
  return (
    <header className="toolbar" data-region="toolbar">
      <div className="toolbar-title">
        <div className="toolbar-line">
          <h1 title={texts(report.title)}>{texts(report.title)}</h1>
          {caution ? (
            <Panel
              label={t("ui.report.caution")}
              trigger={
                <IconButton name={t("ui.report.caution")} className="small">
                  <Info aria-hidden />
                </IconButton>
              }
            >
              <h3>{t("ui.report.caution")}</h3>
              <p>{caution}</p>
            </Panel>
          ) : null}
        </div>
        <p className="toolbar-question" title={texts(report.question)}>
          {texts(report.question)}
        </p>
      </div>
      <div className="toolbar-acts">
        <IconButton
          name={t("ui.report.undo")}
          isDisabled={past === 0}
          onPress={() => act({ do: "undo" })}
        >
          <Undo2 aria-hidden />
        </IconButton>
        <IconButton
          name={t("ui.report.redo")}
          isDisabled={future === 0}
          onPress={() => act({ do: "redo" })}
        >
          <Redo2 aria-hidden />
        </IconButton>
        <IconButton
          name={t("ui.print.open")}
          isDisabled={isNotHeld(scope)}
          onPress={() => setSession({ printing: true })}
        >
          <Printer aria-hidden />
        </IconButton>
        <ViewMenu operation={scope.operation} />
        <Button data-act="fetch" onPress={() => setSession({ fetchOpen: true, shownRun: null })}>
          <Download aria-hidden /> {t("ui.report.fetch")}
        </Button>
        <ExportMenu subject={subjectOf(scope)} off={isNotHeld(scope)} />
      </div>
    </header>
  );
}
