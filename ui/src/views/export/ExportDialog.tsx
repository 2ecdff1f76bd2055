// What goes into a workbook, in which language and where; kept for the next time.
import { FileSpreadsheet, FolderOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import {
  asErrorView,
  type ExportPreview,
  type Look,
  type ReportView,
  type TemplateView,
} from "../../backend";
import { languages } from "../../format";
import { useWords } from "../../i18n";
import { Button, Checkbox, Notice, Segments } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct, useAnswer, useBackend } from "../../state/answers";
import { exportWorkbook } from "../../state/export";
import { type ExportChoice, useExportChoice } from "../../state/exportChoice";
import { setSession } from "../../state/session";
import { isUsual, laidOut, layoutOf, tooLight, usualLook } from "../../state/template";
import { Trouble } from "../common/Trouble";
import { missingDays, type Scope } from "../report/scope";
import { filterLine } from "../saved/viewFacts";
import { languageNames } from "../start/LanguageSwitch";
import { ExportLook } from "./ExportLook";
import { ExportOthers, type HeldReport, useHeldReports } from "./ExportOthers";
import { ExportRows } from "./ExportRows";
import { ExportTemplate } from "./ExportTemplate";
import { exportRequest, type Subject } from "./exportRequest";
import "./export.css";

const close = () => setSession({ exportOpen: false });

export default function ExportDialog({ subject }: { subject: Subject }) {
  const { language } = useWords();
  const { choice, known, keep } = useExportChoice(language);
  const templates = useAnswer("templates", {});
  if (!known || templates.isPending) return null;
  const list = templates.data?.templates ?? [];
  const usual = list.find(({ id, usual }) =>
    choice.template === undefined ? usual : id === choice.template,
  );
  return <Choose subject={subject} first={choice} template={usual ?? null} keep={keep} />;
}

function Choose(props: {
  subject: Subject;
  first: ExportChoice;
  template: TemplateView | null;
  keep: (choice: ExportChoice) => void;
}) {
  const { t } = useWords();
  const { subject, keep } = props;
  const { scope } = subject;
  const code = scope?.report.code ?? null;
  const backend = useBackend();
  const { reports, scorecard } = useAnswer("reports", {}).data ?? { reports: [], scorecard: [] };
  const { held, known } = useHeldReports(subject, reports);
  const [template, setTemplate] = useState(props.template);
  const [look, setLook] = useState<Look>(props.first.look ?? template?.layout.look ?? usualLook);
  const [choice, setChoice] = useState(() =>
    template ? laidOut(props.first, template.layout, code) : props.first,
  );
  const take = (taken: TemplateView | null) => {
    setTemplate(taken);
    setLook(taken?.layout.look ?? usualLook);
    setChoice((before) => ({
      ...(taken ? laidOut(before, taken.layout, code) : before),
      template: taken?.id ?? null,
    }));
  };
  const change = (part: Partial<ExportChoice>) => setChoice((before) => ({ ...before, ...part }));
  const there = held.filter(({ report }) => choice.others.includes(report.code));
  const others = there.map(({ report }) => report.code);
  const inFile = [...(scope ? [scope.report] : []), ...there.map(({ report }) => report)];
  const request = exportRequest(subject, reports, { ...choice, others, look });
  const pages = request.sheets.length + (request.scorecard ? 1 : 0);
  const within = choice.detail === "inside" || request.sheets.length === 0;
  const preview = useAnswer("export_preview", reports.length > 0 ? request : null).data;
  const write = () => {
    keep({ ...choice, look: isUsual(look) ? undefined : look });
    close();
    void exportWorkbook(backend, request);
  };
  return (
    <Dialog
      title={t("ui.export.dialog.title")}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={tooLight(look)} onPress={write}>
            <FileSpreadsheet aria-hidden />{" "}
            {within
              ? t("ui.export.dialog.write", { count: pages, n: pages })
              : t("ui.export.dialog.writeBeside")}
          </Button>
        </>
      }
    >
      <ExportTemplate chosen={template} made={() => layoutOf(choice, look, code)} onChoose={take} />
      <ThisView subject={subject} choice={choice} change={change} />
      <ExportOthers
        held={held}
        known={known}
        chosen={choice.others}
        onChange={(others) => change({ others })}
        card={scope ? choice.card : null}
        onCard={(card) => change({ card })}
      />
      <Missing scope={scope} others={there} />
      {request.sheets.length > 0 ? (
        <ExportRows choice={choice} change={change} preview={preview} />
      ) : null}
      <ExportLook
        look={look}
        change={(part) => setLook((before) => ({ ...before, ...part }))}
        reports={inFile}
        questions={[
          ...(request.scorecard ? scorecard : []),
          ...inFile.flatMap(({ questions }) => questions),
        ]}
      />
      <Edition choice={choice} change={change} />
      <Choice label={t("ui.export.dialog.language")}>
        <Segments
          label={t("ui.export.dialog.language")}
          value={choice.language}
          onChange={(chosen) => change({ language: chosen })}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </Choice>
      <Where choice={choice} change={change} preview={preview} />
    </Dialog>
  );
}

function Choice(props: { label: string; children: ReactNode }) {
  return (
    <div className="export-choice">
      <h3 className="field-label">{props.label}</h3>
      {props.children}
    </div>
  );
}

interface PartProps {
  choice: ExportChoice;
  change: (part: Partial<ExportChoice>) => void;
}

/** The view that one looks at: its period, and of a report its filters and which of its columns. */
function ThisView({ subject, choice, change }: PartProps & { subject: Subject }) {
  const words = useWords();
  const { t, f, texts } = words;
  const { period, scope } = subject;
  const days = f.range(period.from, period.to);
  return (
    <Choice label={t("ui.export.dialog.view")}>
      <div className="export-view">
        <strong>{scope ? texts(scope.report.title) : t("ui.rail.scorecard")}</strong>
        <span className="quiet">{scope ? `${days} · ${filterLine(words, scope)}` : days}</span>
      </div>
      {scope ? <Columns scope={scope} choice={choice} change={change} /> : null}
    </Choice>
  );
}

function Columns({ scope, choice, change }: PartProps & { scope: Scope }) {
  const { t, f } = useWords();
  const all = scope.report.columns.length;
  const shown = all - scope.view.hidden.length;
  return (
    <Segments
      label={t("ui.rows.columns")}
      value={choice.columns}
      onChange={(columns) => change({ columns })}
      options={[
        {
          value: "shown",
          label: t("ui.export.dialog.shown", { count: shown, n: f.number(shown) }),
        },
        { value: "all", label: t("ui.export.dialog.all", { count: all, n: f.number(all) }) },
      ]}
    />
  );
}

/** For whom it is: outsiders see no phone number and no identity. */
function Edition({ choice, change }: PartProps) {
  const { t } = useWords();
  return (
    <Choice label={t("ui.export.dialog.edition")}>
      <Segments
        label={t("ui.export.dialog.edition")}
        value={choice.edition}
        onChange={(edition) => change({ edition })}
        options={[
          { value: "internal", label: t("ui.export.dialog.internal") },
          { value: "client", label: t("ui.export.dialog.client") },
        ]}
      />
      {choice.edition === "client" ? (
        <>
          <p className="quiet">{t("ui.export.dialog.masked")}</p>
          <Checkbox checked={choice.maskAgents} onChange={(maskAgents) => change({ maskAgents })}>
            {t("ui.export.dialog.maskAgents")}
          </Checkbox>
        </>
      ) : null}
    </Choice>
  );
}

/** The days that no workbook can hold, said before it is written. */
function Missing(props: { scope: Scope | null; others: HeldReport[] }) {
  const { t, f, texts } = useWords();
  const { scope, others } = props;
  const lines = [
    ...(scope ? [{ report: scope.report, days: missingDays(scope.coverage) }] : []),
    ...others.map(({ report, missing }) => ({ report, days: missing })),
  ].filter(({ days }) => days.length > 0);
  if (lines.length === 0) return null;
  const told = ({ report, days }: { report: ReportView; days: string[] }) => {
    const first = days.slice(0, 4).map((day) => f.dayMonth(day));
    const more = days.length > 4 ? ` +${f.number(days.length - 4)}` : "";
    return `${texts(report.title)}: ${first.join(", ")}${more}`;
  };
  return (
    <Notice tone="warn" title={t("ui.export.dialog.missing")}>
      <ul className="error-facts">
        {lines.map((line) => (
          <li key={line.report.code}>{told(line)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Where(props: PartProps & { preview: ExportPreview | undefined }) {
  const { t } = useWords();
  const { choice, change, preview } = props;
  const folder = useAnswer("export_folder", {});
  const choose = useAct("choose_export_folder");
  const failed = folder.error ?? choose.error;
  return (
    <Choice label={t("ui.export.dialog.where")}>
      <Segments
        label={t("ui.export.dialog.where")}
        value={choice.place}
        onChange={(place) => change({ place })}
        options={[
          { value: "remembered", label: t("ui.export.dialog.toFolder") },
          { value: "ask", label: t("ui.export.dialog.ask") },
        ]}
      />
      {choice.place === "remembered" ? (
        <div className="row">
          <span className="export-folder">
            <FolderOpen aria-hidden /> {folder.data?.name ?? "…"}
          </span>
          <Button isDisabled={choose.isPending} onPress={() => choose.mutate({})}>
            {t("ui.export.dialog.choose")}
          </Button>
        </div>
      ) : (
        <p className="quiet">{t("ui.export.dialog.askHelp")}</p>
      )}
      {preview ? <Files preview={preview} known={choice.place === "remembered"} /> : null}
      {failed ? <Trouble error={asErrorView(failed)} compact /> : null}
    </Choice>
  );
}

/** The names that the files will have, and whether one lies there already. */
function Files({ preview, known }: { preview: ExportPreview; known: boolean }) {
  const { t } = useWords();
  const { name, beside, replaces } = preview;
  return (
    <>
      <ul className="export-files">
        {[name, ...beside].map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
      {known && replaces ? <p className="quiet">{t("ui.export.dialog.replaces")}</p> : null}
    </>
  );
}
