// The button that writes a workbook: by the dialog, or at once what it was told the last time.
import { ChevronDown, FileSpreadsheet, FolderInput, SlidersHorizontal } from "lucide-react";
import { useWords } from "../../i18n";
import { Button, MenuButton } from "../../shared/controls";
import { useAnswer, useBackend } from "../../state/answers";
import { exportWorkbook } from "../../state/export";
import { useExportChoice } from "../../state/exportChoice";
import { setSession, useSession } from "../../state/session";
import { exportRequest, type Subject } from "./exportRequest";

export function ExportMenu({ subject, off }: { subject: Subject; off: boolean }) {
  const { t, language } = useWords();
  const backend = useBackend();
  const reports = useAnswer("reports", {}).data?.reports ?? [];
  const { choice } = useExportChoice(language);
  const busy = useSession((session) => session.exporting?.state === "writing");
  const again = () => void exportWorkbook(backend, exportRequest(subject, reports, choice));
  return (
    <MenuButton
      label={t("ui.report.export")}
      placement="bottom end"
      trigger={
        <Button data-act="export" look="primary" isDisabled={busy || off}>
          <FileSpreadsheet aria-hidden /> {t("ui.report.export")} <ChevronDown aria-hidden />
        </Button>
      }
      entries={[
        { id: "again", label: t("ui.export.again"), icon: <FolderInput aria-hidden /> },
        {
          id: "choose",
          label: t("ui.export.choose"),
          icon: <SlidersHorizontal aria-hidden />,
          aside: "Ctrl+E",
        },
      ]}
      onAction={(id) => (id === "again" ? again() : setSession({ exportOpen: true }))}
    />
  );
}
