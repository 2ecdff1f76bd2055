// The whole window: a first start, the way to connect, or the work itself.
import { lazy, Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { asErrorView, type OperationView } from "../../backend";
import { useWords, wordsOfWork } from "../../i18n";
import { useAnswer, useNews } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { FirstRun } from "../start/FirstRun";
import { Mark } from "../start/Mark";
import "./app.css";

const Connect = lazy(() => import("../start/Connect"));
// Read while the core still opens the archive: most starts need it.
const work = import("./Work");
const Work = lazy(() => Promise.all([work, wordsOfWork()]).then(([work]) => work));

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
  const chosen = useSession((session) => session.operation);
  useSettled(operations.data?.operations);
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
    <Work
      operation={operation}
      operations={operations.data.operations}
      reports={reports.data.reports}
    />
  );
}

/** Keeps the choice of the operation valid. */
function useSettled(operations: OperationView[] | undefined): void {
  const chosen = useSession((session) => session.operation);
  useEffect(() => {
    if (!operations || operations.some((operation) => operation.id === chosen)) return;
    const { opened } = useSession.getState();
    const first = operations.find((operation) => operation.id === opened) ?? operations[0];
    setSession({ operation: first?.id ?? null });
  }, [operations, chosen]);
}
