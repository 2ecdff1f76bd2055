// The archive: where it lies, how much it holds of what, and whether it is whole.
import { CircleCheck, FolderOpen } from "lucide-react";
import { type ArchiveFacts, asErrorView, type VerifyView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Notice } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import { Trouble } from "../common/Trouble";
import type { SettingsProps } from "./Settings";
import { SettingsLine } from "./SettingsLine";

export function SettingsArchive(props: SettingsProps) {
  const { t, f } = useWords();
  const facts = useAnswer("archive_facts", {});
  const show = useAct("show_archive");
  const { data } = facts;
  return (
    <>
      <SettingsLine
        title={t("ui.settings.archive.folder")}
        help={t("ui.settings.archive.folderHelp")}
        below={
          <>
            {facts.error ? (
              <Trouble error={asErrorView(facts.error)} onRetry={() => void facts.refetch()} />
            ) : null}
            {show.error ? <Trouble error={asErrorView(show.error)} compact /> : null}
            {data ? <Parts {...props} facts={data} /> : null}
          </>
        }
      >
        {data ? (
          <span className="settings-value">
            {data.folder} · {f.bytes(data.bytes)} ·{" "}
            {t("ui.settings.archive.files", { count: data.files, n: f.number(data.files) })}
          </span>
        ) : null}
        <Button onPress={() => show.mutate({})}>
          <FolderOpen aria-hidden /> {t("ui.export.show")}
        </Button>
      </SettingsLine>
      <Check {...props} />
    </>
  );
}

/** Each report's share, an operation after the other. */
function Parts({ facts, operations, reports }: SettingsProps & { facts: ArchiveFacts }) {
  const { t, f, texts } = useWords();
  if (facts.parts.length === 0)
    return <p className="settings-none">{t("ui.settings.archive.nothing")}</p>;
  const titleOf = (code: string) => {
    const report = reports.find((held) => held.code === code);
    return report ? texts(report.title) : code;
  };
  const nameOf = (id: string) => operations.find((held) => held.id === id)?.name ?? id;
  const many = new Set(facts.parts.map(({ operation }) => operation)).size > 1;
  return (
    <table className="parts">
      <thead>
        <tr>
          {many ? <th scope="col">{t("ui.rail.operation")}</th> : null}
          <th scope="col">{t("ui.calendar.report")}</th>
          <th scope="col">{t("ui.settings.archive.days")}</th>
          <th scope="col" className="at-end">
            {t("ui.chart.rows")}
          </th>
          <th scope="col" className="at-end">
            {t("ui.settings.archive.size")}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.parts.map(({ operation, report, from, to, rows, bytes }) => (
          <tr key={`${operation}/${report}`}>
            {many ? <td>{nameOf(operation)}</td> : null}
            <th scope="row">{titleOf(report)}</th>
            <td>{f.range(from, to)}</td>
            <td className="at-end">{f.number(rows)}</td>
            <td className="at-end">{f.bytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Check({ reports }: SettingsProps) {
  const { t } = useWords();
  const verify = useAct("verify");
  const run = (full: boolean) => verify.mutate({ full });
  return (
    <SettingsLine
      title={t("ui.settings.check.title")}
      help={t("ui.settings.check.help")}
      below={
        <div aria-live="polite" aria-busy={verify.isPending}>
          {verify.isPending ? <p className="quiet">{t("ui.settings.check.going")}</p> : null}
          {verify.error ? <Trouble error={asErrorView(verify.error)} /> : null}
          {verify.data && !verify.isPending ? (
            <Findings view={verify.data} reports={reports} />
          ) : null}
        </div>
      }
    >
      <Button isDisabled={verify.isPending} onPress={() => run(false)}>
        <CircleCheck aria-hidden /> {t("ui.settings.check.quick")}
      </Button>
      <Button isDisabled={verify.isPending} onPress={() => run(true)}>
        {t("ui.settings.check.full")}
      </Button>
    </SettingsLine>
  );
}

/** What a check found, in words; what was damaged is set aside and can be fetched again. */
function Findings({ view, reports }: { view: VerifyView } & Pick<SettingsProps, "reports">) {
  const { t, f, texts } = useWords();
  const count = (name: string, count: number) =>
    t(`ui.settings.check.${name}`, { count, n: f.number(count) });
  const checked = [
    count("windows", view.windows),
    view.files > 0 ? count("files", view.files) : "",
    view.orphans > 0 ? count("orphans", view.orphans) : "",
  ].filter(Boolean);
  if (view.findings.length === 0)
    return (
      <Notice tone="good" title={t("ui.settings.check.whole")}>
        <span>{checked.join(" · ")}</span>
      </Notice>
    );
  return (
    <Notice tone="warn" title={count("found", view.findings.length)}>
      <ul className="error-facts">
        {view.findings.map(({ kind, report, from, to }) => {
          const known = reports.find((held) => held.code === report);
          const where = known ? texts(known.title) : report;
          const when = from ? f.range(from, to) : "";
          return (
            <li key={`${kind}/${report}/${from}`}>
              {[where, when].filter(Boolean).join(", ")}
              {where || when ? ": " : ""}
              {t(`cli.finding.${kind}`)}
            </li>
          );
        })}
      </ul>
      <span>{t("ui.settings.check.next")}</span>
    </Notice>
  );
}
