// Retention: old days leave the archive, once it was seen how many, and said so.
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { asErrorView, type ForgetView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Checkbox, Notice } from "../../shared/controls";
import { DayInput } from "../../shared/dayInput";
import { Dialog } from "../../shared/dialog";
import { useAct, useBackend } from "../../state/answers";
import { addMonths } from "../../state/calendar";
import { useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import type { SettingsProps } from "./Settings";
import { SettingsLine } from "./SettingsLine";
import "../report/filters.css";

/** A year of whole months stays, until another day is chosen. */
const kept = 12;

export function SettingsForget({ operation }: SettingsProps) {
  const { t, f } = useWords();
  const [before, setBefore] = useState(() => addMonths(operation.today, -kept));
  const [asking, setAsking] = useState(false);
  const [gone, setGone] = useState<ForgetView | null>(null);
  const preview = usePreview(operation.id, before);
  const { data } = preview;
  const forget = useAct("forget");
  const go = () =>
    forget.mutate(
      { operation: operation.id, before, dry: false },
      {
        onSuccess: (view) => {
          setGone(view);
          setAsking(false);
        },
      },
    );
  const some = data !== undefined && data.windows > 0;
  return (
    <SettingsLine
      title={t("ui.settings.forget.title", { name: operation.name })}
      help={t("ui.settings.forget.help")}
      below={
        <div aria-live="polite">
          {preview.error ? <Trouble error={asErrorView(preview.error)} /> : null}
          {gone ? (
            <Notice tone="good" title={t("ui.settings.forget.gone")}>
              <Amount view={gone} />
            </Notice>
          ) : null}
          {data && before ? (
            <p className="forget-seen">
              {some ? (
                <>
                  <span>{t("ui.settings.forget.would", { day: f.dayLong(before) })}</span>{" "}
                  <Amount view={data} />
                </>
              ) : (
                t("ui.settings.forget.nothing", { day: f.dayLong(before) })
              )}
            </p>
          ) : null}
          {asking ? (
            <Confirm
              before={before}
              view={data}
              busy={forget.isPending}
              error={forget.error}
              onClose={() => setAsking(false)}
              onGo={go}
            />
          ) : null}
        </div>
      }
    >
      <DayInput
        showLabel
        label={t("ui.settings.forget.before")}
        value={before}
        onChange={(day) => {
          setGone(null);
          setBefore(day);
        }}
      />
      <Button look="danger" isDisabled={!some} onPress={() => setAsking(true)}>
        <Trash2 aria-hidden /> {t("ui.settings.forget.open")}
      </Button>
    </SettingsLine>
  );
}

/** What would go. Asked again whenever held rows change. */
function usePreview(operation: string, before: string) {
  const backend = useBackend();
  const changed = useSession((session) => session.rowsChanged);
  return useQuery({
    queryKey: ["forget-preview", operation, before, changed],
    queryFn: () => backend.call("forget", { operation, before, dry: true }),
    enabled: before !== "",
  });
}

function Amount({ view }: { view: ForgetView }) {
  const { t, f } = useWords();
  return (
    <b>
      {[
        t("ui.settings.forget.windows", { count: view.windows, n: f.number(view.windows) }),
        t("ui.coverage.rows", { count: view.rows, n: f.number(view.rows) }),
        f.bytes(view.bytes),
      ].join(" · ")}
    </b>
  );
}

function Confirm(props: {
  before: string;
  view: ForgetView | undefined;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onGo: () => void;
}) {
  const { t, f } = useWords();
  const { before, view, busy, error, onClose, onGo } = props;
  const [sure, setSure] = useState(false);
  return (
    <Dialog
      urgent
      title={t("ui.settings.forget.ask", { day: f.dayLong(before) })}
      closeLabel={t("ui.common.close")}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("ui.common.cancel")}</Button>
          <Button look="danger" isDisabled={!sure || busy} onPress={onGo}>
            <Trash2 aria-hidden /> {t("ui.settings.forget.do")}
          </Button>
        </>
      }
    >
      <p>{t("ui.settings.forget.text")}</p>
      <p>{view ? <Amount view={view} /> : null}</p>
      <Checkbox checked={sure} onChange={setSure}>
        {t("ui.settings.forget.sure")}
      </Checkbox>
      {error ? <Trouble error={asErrorView(error)} /> : null}
    </Dialog>
  );
}
