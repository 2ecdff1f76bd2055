// A report: what it asks, the period and filters, what is held of it, figures, charts and rows.
import { lazy, Suspense, useMemo } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useAnswer } from "../../state/answers";
import { useSession, useView } from "../../state/session";
import { tableOf } from "../../state/view";
import { useNames } from "../common/names";
import { subjectOf } from "../export/exportRequest";
import { Fetch } from "../fetch/Fetch";
import { Charts, FoldCharts } from "./Charts";
import { Coverage } from "./Coverage";
import { Figures } from "./Figures";
import { FilterBar } from "./FilterBar";
import { isNotHeld, type Scope } from "./scope";
import { Toolbar } from "./Toolbar";
import { Unheld } from "./Unheld";
import "./report.css";

const ExportDialog = lazy(() => import("../export/ExportDialog"));
const Print = lazy(() => import("../print/Print"));
const Rows = lazy(() => import("../rows/Rows"));

export default function Report({
  operation,
  report,
}: {
  operation: OperationView;
  report: ReportView;
}) {
  const view = useView();
  const fetchOpen = useSession((session) => session.fetchOpen);
  const exportOpen = useSession((session) => session.exportOpen);
  const printing = useSession((session) => session.printing);
  const table = useMemo(() => tableOf(operation.id, view), [operation.id, view]);
  const { params } = view;
  const { from, to } = view.period;
  const coverage = useAnswer("coverage", {
    operation: operation.id,
    report: report.code,
    params,
    from,
    to,
  });
  const names = useNames(operation.id, report);
  const scope: Scope = useMemo(
    () => ({ operation, report, view, table, coverage: coverage.data ?? null, names }),
    [operation, report, view, table, coverage.data, names],
  );
  const unheld = !coverage.isPlaceholderData && isNotHeld(scope);
  return (
    <div className="report">
      <Toolbar scope={scope} />
      <FilterBar scope={scope} />
      <div className="report-main">
        <div className="report-body">
          <Coverage scope={scope} error={coverage.error}>
            {unheld ? null : <FoldCharts />}
          </Coverage>
          {coverage.isPending ? null : unheld ? (
            <Unheld scope={scope} />
          ) : (
            <>
              <Figures scope={scope} />
              <Charts scope={scope} />
              <Suspense fallback={<section aria-busy="true" />}>
                <Rows scope={scope} />
              </Suspense>
            </>
          )}
        </div>
      </div>
      {fetchOpen ? <Fetch scope={scope} /> : null}
      {exportOpen && !unheld ? (
        <Suspense fallback={null}>
          <ExportDialog subject={subjectOf(scope)} />
        </Suspense>
      ) : null}
      {printing && !unheld ? (
        <Suspense fallback={null}>
          <Print scope={scope} />
        </Suspense>
      ) : null}
    </div>
  );
}
