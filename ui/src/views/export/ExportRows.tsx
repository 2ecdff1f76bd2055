// Where the rows behind the figures go, with how many there are, said before anything is written.
import type { ExportPreview } from "../../backend";
import { useWords } from "../../i18n";
import { Notice, Segments } from "../../shared/controls";
import { details, type ExportChoice } from "../../state/exportChoice";

export function ExportRows(props: {
  choice: ExportChoice;
  change: (part: Partial<ExportChoice>) => void;
  preview: ExportPreview | undefined;
}) {
  const { t, f } = useWords();
  const { choice, change, preview } = props;
  const { detail } = choice;
  const rows = preview?.rows ?? 0;
  return (
    <div className="export-choice">
      <h3 className="field-label">{t("ui.export.rows.title")}</h3>
      <Segments
        label={t("ui.export.rows.title")}
        value={detail}
        onChange={(chosen) => change({ detail: chosen })}
        options={details.map((value) => ({ value, label: t(`ui.export.rows.${value}`) }))}
      />
      <p className="quiet">
        {preview ? `${t("ui.coverage.rows", { count: rows, n: f.number(rows) })} · ` : null}
        {t(`ui.export.rows.${detail}Help`)}
      </p>
      {preview && detail === "inside" ? <Large preview={preview} /> : null}
    </div>
  );
}

/** Reports whose rows make a workbook slow, or more than one sheet. */
function Large({ preview }: { preview: ExportPreview }) {
  const { t, f } = useWords();
  const { reports, soft_limit: soft, sheet_limit: sheet } = preview;
  const large = reports.filter(({ rows }) => rows > soft);
  if (large.length === 0) return null;
  const most = Math.max(...large.map(({ rows }) => rows));
  const sheets = Math.ceil(most / sheet);
  return (
    <Notice tone="info" title={t("ui.export.rows.large", { n: f.number(most) })}>
      {t("ui.export.rows.largeHelp")}
      {sheets > 1 ? ` ${t("ui.export.rows.split", { n: f.number(sheets) })}` : null}
    </Notice>
  );
}
