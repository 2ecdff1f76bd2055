// The frame of the work: rail at the left, the chosen place beside it, news at the lower edge.
import { lazy, Suspense, useEffect } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { useRemembered } from "../../state/restore";
import { useSession } from "../../state/session";
import { ExportNews } from "../export/ExportNews";
import { FileNews } from "../export/FileNews";
import { Runs } from "../fetch/Runs";
import { useNarrow } from "../report/narrow";
import { useKeys } from "./keyTable";
import { Overlays } from "./Overlays";
import { isJoined } from "./placeList";
import { Rail } from "./Rail";
import "./frame.css";
import "./news.css";

const Places = lazy(() => import("./Places"));
const Report = lazy(() => import("../report/Report"));
const Settings = lazy(() => import("../settings/Settings"));

export default function Frame(props: {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}) {
  const { t, texts } = useWords();
  const place = useSession((session) => session.place);
  const folded = useSession((session) => session.railFolded);
  const runsOpen = useSession((session) => session.runsOpen);
  const code = useSession((session) => session.history.now.report);
  const report = props.reports.find((held) => held.code === code);
  useKeys();
  useNarrow();
  useRemembered(props.operation.id);
  const joined = isJoined(place) ? place : null;
  const title = joined ? t(`ui.rail.${joined}`) : report ? texts(report.title) : "";
  useEffect(() => {
    document.title = title ? `${title} · Atalaya` : "Atalaya";
  }, [title]);
  return (
    <div className={folded ? "frame folded" : "frame"}>
      <a className="skip" href="#content">
        {t("ui.frame.skip")}
      </a>
      <Rail {...props} />
      <main className="content" id="content" tabIndex={-1}>
        {place === "settings" ? (
          <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
            <Settings {...props} />
          </Suspense>
        ) : null}
        {joined ? (
          <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
            <Places
              key={props.operation.id}
              place={joined}
              operation={props.operation}
              operations={props.operations}
              reports={props.reports}
            />
          </Suspense>
        ) : null}
        {place === "report" && report ? (
          <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
            <Report
              key={`${props.operation.id}/${report.code}`}
              operation={props.operation}
              report={report}
            />
          </Suspense>
        ) : null}
      </main>
      {runsOpen ? <Runs operation={props.operation} reports={props.reports} /> : null}
      <div className="toasts">
        <FileNews />
        <ExportNews />
      </div>
      <Overlays {...props} />
    </div>
  );
}
