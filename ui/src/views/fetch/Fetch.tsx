// Fetching: the plan with its price first, then the run as it goes, then how it ended.
import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { asErrorView, type PlanView, type SkippedWindow } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Checkbox, Notice, useLasting } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct, useAnswer } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { fetchOf, type Scope, unchosen } from "../report/scope";
import { RunProgress } from "./RunProgress";
import { isGoing } from "./runState";
import "./fetch.css";

const close = () => {
  setSession({ fetchOpen: false, shownRun: null });
  setOverlays({ wanted: null });
};

/** The dialog of the report at hand; `reread` is how its box stands at first. */
export function Fetch({ scope, reread = false }: { scope: Scope; reread?: boolean }) {
  const shown = useSession((session) => session.shownRun);
  const run = useAnswer("runs", {}).data?.runs.find((held) => held.run === shown);
  return run ? <Going scope={scope} run={run} /> : <Planning scope={scope} first={reread} />;
}

function Going({ scope, run }: { scope: Scope; run: Parameters<typeof RunProgress>[0]["run"] }) {
  const { t, f, texts } = useWords();
  const going = isGoing(run.state);
  return (
    <Dialog
      title={texts(scope.report.title)}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <Button look={going ? "normal" : "primary"} onPress={close}>
          {t(going ? "ui.fetch.background" : "ui.common.done")}
        </Button>
      }
    >
      <p className="quiet">{f.range(run.from, run.to)}</p>
      <RunProgress run={run} />
    </Dialog>
  );
}

function Planning({ scope, first }: { scope: Scope; first: boolean }) {
  const { t, f, texts } = useWords();
  const [reread, setReread] = useState(first);
  const lacking = unchosen(scope);
  const request = fetchOf(scope, reread);
  const plan = useAnswer("plan", lacking ? null : request);
  const start = useAct("fetch");
  const waiting = useLasting(plan.isFetching);
  const calls = plan.data?.calls ?? 0;
  useWordOnCalls(request.operation, calls);
  const begin = () =>
    start.mutate(request, { onSuccess: (run) => setSession({ shownRun: run.run }) });
  return (
    <Dialog
      title={t("ui.fetch.title")}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={!plan.data || calls === 0 || start.isPending}
            onPress={begin}
          >
            <Download aria-hidden />{" "}
            {calls > 0
              ? t("ui.fetch.start", { count: calls, n: f.number(calls) })
              : t("ui.fetch.nothing")}
          </Button>
        </>
      }
    >
      <div>
        <h3>{texts(scope.report.title)}</h3>
        <p className="quiet">{f.range(request.from, request.to)}</p>
      </div>
      {lacking ? (
        <Notice tone="info" title={t("ui.fetch.choose", { param: texts(lacking.label) })}>
          <span>{t("ui.fetch.chooseText")}</span>
        </Notice>
      ) : null}
      {plan.error ? (
        <Trouble error={asErrorView(plan.error)} onRetry={() => void plan.refetch()} />
      ) : null}
      {plan.data && !lacking ? <Plan plan={plan.data} waiting={waiting} /> : null}
      {lacking ? null : (
        <Checkbox checked={reread} onChange={setReread}>
          {t("ui.fetch.reread")}
        </Checkbox>
      )}
      {start.error ? <Trouble error={asErrorView(start.error)} onRetry={begin} /> : null}
    </Dialog>
  );
}

/** A plan of so many calls wants wolkvox's own word on the calls left: other programs share them. */
const bigPlan = 10;

/** Asks for it once; without an answer the plan says what is known here. */
function useWordOnCalls(operation: string, calls: number): void {
  const { mutate, isIdle } = useAct("ask_quota");
  useEffect(() => {
    if (calls >= bigPlan && isIdle) mutate({ operation });
  }, [operation, calls, mutate, isIdle]);
}

export function Plan({ plan, waiting }: { plan: PlanView; waiting: boolean }) {
  const { t, f } = useWords();
  const { quota } = plan;
  const short = quota.left !== null && plan.calls > quota.left;
  const tiles = [
    { name: t("ui.fetch.calls"), value: f.number(plan.calls) },
    { name: t("ui.fetch.daysHeld"), value: `${f.number(plan.days_held)} / ${f.number(plan.days)}` },
    { name: t("ui.fetch.quotaLeft"), value: quota.left === null ? "—" : f.number(quota.left) },
  ];
  return (
    <div className={waiting ? "plan waiting" : "plan"} aria-busy={waiting}>
      <dl className="tiles">
        {tiles.map((tile) => (
          <div key={tile.name}>
            <dt>{tile.name}</dt>
            <dd>{tile.value}</dd>
          </div>
        ))}
      </dl>
      {plan.calls === 0 && plan.skipped.length === 0 ? (
        <Notice tone="good" title={t("ui.fetch.allHeld")} />
      ) : null}
      {short ? (
        <Notice tone="warn" title={t("ui.fetch.quotaShort")}>
          <span>{t("ui.fetch.quotaShortText")}</span>
        </Notice>
      ) : null}
      {plan.widened ? <p className="quiet">{t("ui.fetch.widened")}</p> : null}
      {plan.dropped_days > 0 ? (
        <p className="quiet">
          {t("ui.fetch.dropped", { count: plan.dropped_days, n: f.number(plan.dropped_days) })}
        </p>
      ) : null}
      {plan.skipped.length > 0 ? <Skipped skipped={plan.skipped} /> : null}
      {plan.windows.length > 0 ? (
        <details className="windows">
          <summary>
            {t("ui.fetch.windows", {
              count: plan.windows.length,
              n: f.number(plan.windows.length),
            })}
          </summary>
          <ul>
            {plan.windows.slice(0, 200).map((window) => (
              <li key={window.from}>
                <span>{f.range(window.from, window.to)}</span>
                <span className="quiet">{t(`ui.fetch.why.${window.why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function Skipped({ skipped }: { skipped: SkippedWindow[] }) {
  const { t, f } = useWords();
  const next = skipped.map((window) => window.next_at).sort()[0] ?? "";
  return (
    <Notice
      tone="info"
      title={t("ui.fetch.skipped", { count: skipped.length, n: f.number(skipped.length) })}
    >
      <span>{t("ui.fetch.skippedText", { time: f.time(next).slice(0, 5) })}</span>
    </Notice>
  );
}
