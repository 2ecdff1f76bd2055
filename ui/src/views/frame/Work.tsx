// The work in an operation, once it is known where one was in it.
import { useEffect } from "react";
import type { OperationView, ReportView } from "../../backend";
import { useMidnight } from "../../state/midnight";
import { useRestored } from "../../state/restore";
import { useSession } from "../../state/session";
import { useViews } from "../../state/viewDesk";
import { showView } from "../../state/views";
import Frame from "./Frame";

export default function Work(props: {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}) {
  const { operation, reports } = props;
  const restored = useSession((session) => session.restored) === operation.id;
  useRestored(operation, reports);
  useMidnight(operation);
  useWaiting(restored ? operation : null, reports);
  return restored ? <Frame {...props} /> : null;
}

/** A view out of a file that waited for an operation to be shown with. */
function useWaiting(operation: OperationView | null, reports: ReportView[]): void {
  const waiting = useViews((views) => views.waiting);
  useEffect(() => {
    if (waiting && operation) showView(waiting, operation.today, reports);
  }, [waiting, operation, reports]);
}
