// The other reports that hold something of the same period, with how many rows each would bring.
import { useQueries } from "@tanstack/react-query";
import type { ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Checkbox } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { wholeDays } from "../../state/period";
import { heldDays, missingDays } from "../report/scope";
import type { Subject } from "./exportRequest";

export interface HeldReport {
  report: ReportView;
  rows: number;
  missing: string[];
}

/** Those with rows in the period, shown as they come; and whether all have answered. */
export function useHeldReports(
  subject: Subject,
  reports: ReportView[],
): { held: HeldReport[]; known: boolean } {
  const backend = useBackend();
  const { operation, period, scope } = subject;
  const { from, to } = period;
  const others = reports.filter(({ code }) => code !== scope?.report.code);
  const answers = useQueries({
    queries: others.map((report) => ({
      queryKey: ["export-other", operation.id, report.code, from, to],
      staleTime: 0,
      queryFn: async (): Promise<HeldReport | null> => {
        const key = { operation: operation.id, report: report.code, params: {} };
        const coverage = await backend.call("coverage", { ...key, from, to });
        if (heldDays(coverage).length === 0) return null;
        const counted = await backend.call("aggregate", {
          table: { ...key, ...wholeDays(period) },
          narrowing: { filters: [], search: "", conditions: [] },
          bucket: null,
          dimensions: [],
          measures: [{ fold: "count", column: null, q: null }],
          top: null,
          view: "",
          revision: 0,
        });
        const rows = Number(counted.rows[0]?.[0] ?? 0);
        return { report, rows, missing: missingDays(coverage) };
      },
    })),
  });
  return {
    held: answers.flatMap(({ data }) => (data && data.rows > 0 ? [data] : [])),
    known: reports.length > 0 && answers.every(({ isPending }) => !isPending),
  };
}

export function ExportOthers(props: {
  held: HeldReport[];
  /** Whether there are no more to come. */
  known: boolean;
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** Null where it goes along anyway. */
  card: boolean | null;
  onCard: (card: boolean) => void;
}) {
  const { t, f, texts } = useWords();
  const { held, known, chosen, onChange, card, onCard } = props;
  const toggle = (code: string, on: boolean) =>
    onChange(on ? [...chosen, code] : chosen.filter((one) => one !== code));
  return (
    <div className="export-choice">
      <h3 className="field-label">{t("ui.export.dialog.others")}</h3>
      <div className="export-others">
        {card === null ? null : (
          <Checkbox checked={card} onChange={onCard} aside={t("ui.export.dialog.page")}>
            {t("ui.rail.scorecard")}
          </Checkbox>
        )}
        {held.map(({ report, rows }) => (
          <Checkbox
            key={report.code}
            checked={chosen.includes(report.code)}
            onChange={(on) => toggle(report.code, on)}
            aside={t("ui.coverage.rows", { count: rows, n: f.number(rows) })}
          >
            {texts(report.title)}
          </Checkbox>
        ))}
      </div>
      {known && held.length === 0 ? (
        <p className="quiet">{t("ui.export.dialog.noOthers")}</p>
      ) : null}
    </div>
  );
}
