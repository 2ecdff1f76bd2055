// The views that stand above the single reports, each loaded when first opened.
import { lazy } from "react";
import type { OperationView, ReportView } from "../backend";

const views = {
  coverage: lazy(() => import("./Calendar")),
  scorecard: lazy(() => import("./Scorecard")),
  team: lazy(() => import("./Team")),
};

export default function Places(props: {
  place: keyof typeof views;
  operation: OperationView;
  reports: ReportView[];
}) {
  const View = views[props.place];
  return <View operation={props.operation} reports={props.reports} />;
}
