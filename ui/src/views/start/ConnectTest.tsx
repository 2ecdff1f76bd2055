// The test of a connection: four steps that turn green, or the one that failed with its reason.
import { Check, CircleDashed, LoaderCircle, X } from "lucide-react";
import { useEffect } from "react";
import {
  asErrorView,
  type ConnectionView,
  type TestStep as Step,
  type StepResult,
} from "../../backend";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useAct } from "../../state/answers";
import { Trouble } from "../common/Trouble";
import type { Draft } from "./Connect";

const order: readonly Step[] = ["address", "token", "quota", "names"];

export function TestStep(props: {
  draft: Draft;
  onSave: () => void;
  saving: boolean;
  onBack: (step: number) => void;
}) {
  const { t } = useWords();
  const { draft } = props;
  const test = useAct("try_connection");
  const { mutate } = test;
  const run = () => mutate({ server: draft.server, token: draft.token.trim(), operation: null });
  useEffect(() => {
    mutate({ server: draft.server, token: draft.token.trim(), operation: null });
  }, [mutate, draft.server, draft.token]);
  const failed = test.data?.steps.find((step) => step.ok === false);
  const passed = test.data?.steps.some((step) => step.step === "token" && step.ok) ?? false;
  return (
    <>
      <ul className="test-steps" aria-busy={test.isPending}>
        {order.map((step) => (
          <TestLine
            key={step}
            step={step}
            result={test.data?.steps.find((held) => held.step === step)}
            pending={test.isPending}
            view={test.data}
          />
        ))}
      </ul>
      {failed?.error ? <Trouble error={failed.error} onRetry={run} /> : null}
      {test.error ? <Trouble error={asErrorView(test.error)} onRetry={run} /> : null}
      <div className="row">
        <Button look="primary" isDisabled={!passed || props.saving} onPress={props.onSave}>
          {t("ui.connect.test.save")}
        </Button>
        <Button isDisabled={test.isPending} onPress={run}>
          {t("ui.connect.test.again")}
        </Button>
        {failed && failed.step === "token" ? (
          <Button look="plain" onPress={() => props.onBack(2)}>
            {t("ui.connect.test.changeToken")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function TestLine(props: {
  step: Step;
  result: StepResult | undefined;
  pending: boolean;
  view: ConnectionView | undefined;
}) {
  const { t, f } = useWords();
  const ok = props.pending ? null : (props.result?.ok ?? null);
  const quota = props.view?.quota;
  const told =
    ok !== true
      ? ""
      : props.step === "quota" && quota && quota.left !== null
        ? t("ui.connect.test.left", { count: quota.left, n: f.number(quota.left) })
        : props.step === "names" && props.view
          ? t("ui.connect.test.names", { count: props.view.names, n: f.number(props.view.names) })
          : t("ui.connect.test.ok");
  return (
    <li className={ok === true ? "test-line good" : ok === false ? "test-line bad" : "test-line"}>
      {ok === true ? (
        <Check aria-hidden strokeWidth={3} />
      ) : ok === false ? (
        <X aria-hidden strokeWidth={3} />
      ) : props.pending ? (
        <LoaderCircle aria-hidden className="turning" />
      ) : (
        <CircleDashed aria-hidden />
      )}
      <span>{t(`ui.connect.test.step.${props.step}`)}</span>
      <span className="quiet">{ok === false ? t("ui.connect.test.failed") : told}</span>
    </li>
  );
}
