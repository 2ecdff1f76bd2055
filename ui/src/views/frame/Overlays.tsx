// What lies over the frame: palette, list of keys, dialogs of views, a fetch asked from elsewhere, news.
import { lazy, Suspense } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useOverlays } from "../../state/overlays";
import { useViews } from "../../state/viewDesk";
import { Told } from "../export/Told";
import { scopeOf } from "../report/scope";

const Palette = lazy(() => import("./Palette"));
const Keys = lazy(() => import("./Keys"));
const Fetch = lazy(() => import("../fetch/Fetch").then(({ Fetch }) => ({ default: Fetch })));
const ViewDialogs = lazy(() => import("../saved/ViewDialogs"));

export function Overlays(props: {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}) {
  const open = useOverlays((overlays) => overlays.open);
  const unopened = useViews((views) => views.unopened);
  const ofViews = unopened || open === "saveView" || open === "renameView" || open === "shareView";
  return (
    <Suspense fallback={null}>
      {open === "palette" ? <Palette {...props} /> : null}
      {open === "keys" ? <Keys /> : null}
      {ofViews ? <ViewDialogs operation={props.operation} reports={props.reports} /> : null}
      <Wanted {...props} />
      <Told />
    </Suspense>
  );
}

/** The fetch dialog of a report that need not be on screen. */
function Wanted({ operation, reports }: { operation: OperationView; reports: ReportView[] }) {
  const wanted = useOverlays((overlays) => overlays.wanted);
  const report = reports.find(({ code }) => code === wanted?.report);
  if (!wanted || !report) return null;
  const { from, to, params, reread } = wanted;
  const scope = scopeOf(operation, report, { preset: "custom", from, to }, params);
  return <Fetch scope={scope} reread={reread} />;
}
