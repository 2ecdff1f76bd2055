// The whole window: a first start, the way to connect, or the work itself.
import { lazy, Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { asErrorView, type OperationView, type ReportView } from "../backend";
import { useWords } from "../i18n";
import { useAnswer, useNews } from "../state/answers";
import { setSession, startView, useSession } from "../state/session";
import { FirstRun } from "./FirstRun";
import { Mark } from "./Mark";
import { Trouble } from "./Trouble";
import "./app.css";

const Connect = lazy(() => import("./Connect"));
const Frame = lazy(() => import("./Frame"));

export function App() {
  const { f } = useWords();
  useNews();
  return (
    <I18nProvider locale={f.locales.words}>
      <Suspense fallback={null}>
        <Body />
      </Suspense>
    </I18nProvider>
  );
}

function Body() {
  const { t } = useWords();
  const operations = useAnswer("operations", {});
  const reports = useAnswer("reports", {});
  const place = useSession((session) => session.place);
  useSettled(operations.data?.operations, reports.data?.reports);
  const chosen = useSession((session) => session.operation);
  const failed = operations.error ?? reports.error;
  if (failed) {
    const again = () => void Promise.all([operations.refetch(), reports.refetch()]);
    return (
      <main className="alone">
        <h1>
          <Mark /> {t("ui.app.shut")}
        </h1>
        <Trouble error={asErrorView(failed)} onRetry={again} />
      </main>
    );
  }
  if (!operations.data || !reports.data) return null;
  if (place === "connect") return <Connect />;
  if (operations.data.operations.length === 0) return <FirstRun />;
  const operation = operations.data.operations.find((held) => held.id === chosen);
  if (!operation) return null;
  return (
    <Frame
      operation={operation}
      operations={operations.data.operations}
      reports={reports.data.reports}
    />
  );
}

/** Keeps the choice of operation and report valid. */
function useSettled(
  operations: OperationView[] | undefined,
  reports: ReportView[] | undefined,
): void {
  const chosen = useSession((session) => session.operation);
  useEffect(() => {
    if (!operations || !reports) return;
    const opened = useSession.getState().opened;
    const first = operations.find((operation) => operation.id === opened) ?? operations[0];
    if (!first) return setSession({ operation: null });
    if (operations.some((operation) => operation.id === chosen)) return;
    setSession({ operation: first.id });
    startView(startingReport(reports), first.today);
  }, [operations, reports, chosen]);
}

/** The report that needs no choice before it says something. */
function startingReport(reports: ReportView[]): string {
  const easy = reports.find(
    (report) =>
      report.charts.length > 0 && report.params.every((param) => !param.required || param.all),
  );
  return (easy ?? reports[0])?.code ?? "";
}
