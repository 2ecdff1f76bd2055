// What is held of the period, a square a day, and what a fetch would bring.
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { asErrorView } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, Button } from "../../shared/controls";
import { setSession } from "../../state/session";
import { counts, dayText } from "../calendar/dayText";
import { Trouble } from "../common/Trouble";
import { missingDays, type Scope } from "./scope";

export function Coverage({
  scope,
  error,
  children,
}: {
  scope: Scope;
  error: Error | null;
  children?: ReactNode;
}) {
  const words = useWords();
  const { t, f } = words;
  const { coverage } = scope;
  if (error) return <Trouble error={asErrorView(error)} compact />;
  if (!coverage) return <section className="coverage" aria-busy="true" />;
  const missing = missingDays(coverage).length;
  return (
    <section className="coverage" aria-label={t("ui.coverage.label")} data-region="coverage">
      <ul className="days" aria-label={t("ui.coverage.days")}>
        {coverage.days.slice(-124).map((day) => (
          <li key={day.date} className={`day day-${day.state}`} title={dayText(words, day)}>
            <span className="only-read">{dayText(words, day)}</span>
          </li>
        ))}
      </ul>
      <ul className="day-legend">
        {counts(coverage.days).map(({ state, count }) => (
          <li key={state}>
            <span className={`day day-${state}`} aria-hidden />
            {t(`ui.coverage.count.${state}`, { count, n: f.number(count) })}
          </li>
        ))}
      </ul>
      {coverage.maybe_absent ? (
        <Badge tone="warn">{t("ui.coverage.maybeAbsent")}</Badge>
      ) : coverage.unproven ? (
        <Badge tone="quiet">{t("ui.coverage.unproven")}</Badge>
      ) : null}
      <span className="coverage-acts">
        {missing > 0 ? (
          <Button look="link" onPress={() => setSession({ fetchOpen: true, shownRun: null })}>
            <Download aria-hidden />{" "}
            {t("ui.coverage.fetchMissing", { count: missing, n: f.number(missing) })}
          </Button>
        ) : null}
        {children}
      </span>
    </section>
  );
}
