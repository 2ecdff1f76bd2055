// The views that stand above the single reports, each loaded when first opened.
import { lazy } from "react";
import type { OperationView, ReportView } from "../../backend";

const views = {
  home: lazy(() => import("../home/Home")),
  today: lazy(() => import("../today/Today")),
  coverage: lazy(() => import("../calendar/Calendar")),
  scorecard: lazy(() => import("../scorecard/Scorecard")),
  team: lazy(() => import("../team/Team")),
  timeline: lazy(() => import("../timeline/Timeline")),
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
