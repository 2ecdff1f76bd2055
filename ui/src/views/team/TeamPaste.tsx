// Pasting people from a spreadsheet: what each column was taken for, and what would change.
import { ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { TextArea, TextField } from "react-aria-components";
import type { RosterLine } from "../../backend";
import { useWords } from "../../i18n";
import { Button, MenuButton, Notice } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { type Joined, joinSheet } from "../../state/roster";
import {
  readSheet,
  type Sheet,
  type SheetField,
  sheetFields,
  writesMonthFirst,
} from "../../state/sheet";

const most = 4;

export function TeamPaste(props: {
  lines: RosterLine[];
  onClose: () => void;
  onJoin: (joined: Joined) => void;
}) {
  const { t, f } = useWords();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Sheet["fields"] | null>(null);
  const read = useMemo(() => readSheet(text), [text]);
  const sheet: Sheet = { ...read, fields: chosen ?? read.fields };
  const hasId = sheet.fields.includes("agent_id");
  const joined = joinSheet(props.lines, sheet, writesMonthFirst(f.locales.digits));
  const news = joined.added + joined.changed;
  const assign = (column: number, field: SheetField | null) =>
    setChosen(
      sheet.fields.map((held, at) => (at === column ? field : held === field ? null : held)),
    );
  return (
    <Dialog
      title={t("ui.team.paste.title")}
      closeLabel={t("ui.common.close")}
      onClose={props.onClose}
      foot={
        <>
          <Button onPress={props.onClose}>{t("ui.common.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={!hasId || news === 0}
            onPress={() => props.onJoin(joined)}
          >
            {t("ui.team.paste.join", { count: news, n: f.number(news) })}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("ui.team.paste.help")}</p>
      <TextField
        className="field"
        aria-label={t("ui.team.paste.label")}
        autoFocus
        value={text}
        onChange={(typed) => {
          setText(typed);
          setChosen(null);
        }}
      >
        <TextArea className="paste" rows={5} placeholder={t("ui.team.paste.example")} />
      </TextField>
      {sheet.rows.length > 0 ? (
        <>
          <Columns sheet={sheet} onAssign={assign} />
          <Outcome sheet={sheet} hasId={hasId} joined={joined} />
        </>
      ) : null}
    </Dialog>
  );
}

function Columns(props: {
  sheet: Sheet;
  onAssign: (column: number, field: SheetField | null) => void;
}) {
  const { t, f } = useWords();
  const { sheet, onAssign } = props;
  const nameOf = (field: SheetField | null) =>
    field ? t(`ui.team.field.${field}`) : t("ui.team.paste.ignore");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="paste-seen" tabIndex={0} aria-label={t("ui.team.paste.seen")}>
      <table>
        <thead>
          <tr>
            {sheet.fields.map((field, column) => (
              <th key={column} scope="col">
                <MenuButton
                  label={t("ui.team.paste.holds")}
                  trigger={
                    <Button className={field ? "" : "ignored"}>
                      <span className="only-read">
                        {t("ui.team.paste.column", { n: f.number(column + 1) })}:{" "}
                      </span>
                      {nameOf(field)} <ChevronDown aria-hidden />
                    </Button>
                  }
                  entries={[
                    ...sheetFields.map((one) => ({ id: one, label: nameOf(one) })),
                    { id: "+none", label: nameOf(null) },
                  ]}
                  onAction={(id) => onAssign(column, id === "+none" ? null : (id as SheetField))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.slice(0, most).map((row, line) => (
            <tr key={line}>
              {sheet.fields.map((field, column) => (
                <td key={column} className={field ? "" : "ignored"}>
                  {row[column] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.rows.length > most ? (
        <p className="field-help">
          {t("ui.chart.more", {
            count: sheet.rows.length - most,
            n: f.number(sheet.rows.length - most),
          })}
        </p>
      ) : null}
    </section>
  );
}

function Outcome({ sheet, hasId, joined }: { sheet: Sheet; hasId: boolean; joined: Joined }) {
  const { t, f } = useWords();
  if (!hasId)
    return (
      <Notice tone="warn" title={t("ui.team.paste.noId")}>
        <span>{t("ui.team.paste.noIdText")}</span>
      </Notice>
    );
  const { added, changed, skipped } = joined;
  const parts = [
    added > 0 ? t("ui.team.added", { count: added, n: f.number(added) }) : "",
    changed > 0 ? t("ui.team.changed", { count: changed, n: f.number(changed) }) : "",
    skipped > 0 ? t("ui.team.skipped.paste", { count: skipped, n: f.number(skipped) }) : "",
  ].filter(Boolean);
  return (
    <Notice
      tone={skipped > 0 ? "warn" : "info"}
      title={t(sheet.heads ? "ui.team.paste.withHeads" : "ui.team.paste.guessed")}
    >
      <span>{parts.length > 0 ? `${parts.join(" · ")}.` : t("ui.team.nothingNew")}</span>
    </Notice>
  );
}
