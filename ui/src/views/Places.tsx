// The views that stand above the single reports, each loaded when first opened.
import { lazy } from "react";
import type { OperationView, ReportView } from "../backend";

const views = {
  home: lazy(() => import("./Home")),
  today: lazy(() => import("./Today")),
  coverage: lazy(() => import("./Calendar")),
  scorecard: lazy(() => import("./Scorecard")),
  team: lazy(() => import("./Team")),
  timeline: lazy(() => import("./Timeline")),
};

export default function Places(props: {
  place: keyof typeof views;
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}) {
  const { place, ...rest } = props;
  const View = views[place];
  return <View {...rest} />;
}
