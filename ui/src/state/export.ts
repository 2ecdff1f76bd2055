// Writing a workbook: one at a time, in the background, told by a toast.
import { asErrorView, type Backend, type ExportRequest } from "../backend";
import { setSession } from "./session";

export async function exportWorkbook(backend: Backend, request: ExportRequest): Promise<void> {
  setSession({ exporting: { state: "writing", rows: 0, total: 0 } });
  try {
    const view = await backend.call("export", request);
    setSession({ exporting: view.ticket === 0 ? null : { state: "written", view } });
  } catch (thrown) {
    const error = asErrorView(thrown);
    setSession({ exporting: error.code === "CAN-1" ? null : { state: "failed", error } });
  }
}
