// Connecting an operation: name, server, token, test. The whole path is visible all the time.
import { Check } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { asErrorView } from "../../backend";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import { setSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { NameStep, ServerStep, TokenStep } from "./ConnectForms";
import { TestStep } from "./ConnectTest";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { placeOf } from "./zones";

export interface Draft {
  name: string;
  zone: string;
  server: string;
  address: string;
  token: string;
  sessionOnly: boolean;
}

const steps = ["name", "server", "token", "test"] as const;
const blank: Draft = {
  name: "",
  zone: "America/Bogota",
  server: "",
  address: "",
  token: "",
  sessionOnly: false,
};

/** Adds the operation and opens it. */
function useKeep(draft: Draft) {
  const save = useAct("add_operation");
  const keep = () =>
    save.mutate(
      {
        name: draft.name.trim(),
        server: draft.server,
        zone: draft.zone,
        token: draft.token.trim(),
        session_only: draft.sessionOnly,
      },
      {
        onSuccess: (operation) =>
          setSession({ place: "home", operation: null, opened: operation.id, restored: null }),
      },
    );
  return { save, keep };
}

export default function Connect() {
  const { t } = useWords();
  return (
    <div className="first">
      <header className="first-head">
        <Mark />
        <span className="first-name">Atalaya</span>
        <span className="spacer" />
        <LanguageSwitch />
      </header>
      <main className="connect-main">
        <div className="connect-head">
          <h1>{t("ui.connect.title")}</h1>
          <Button look="plain" onPress={() => setSession({ place: "home" })}>
            {t("ui.common.cancel")}
          </Button>
        </div>
        <Path />
      </main>
      <footer className="first-foot">{t("ui.app.unofficial")}</footer>
    </div>
  );
}

/** The four steps: those behind in short, the one at hand as a form, those ahead by name. */
function Path() {
  const { t } = useWords();
  const [draft, setDraft] = useState(blank);
  const [at, setAt] = useState(0);
  const info = useAnswer("app_info", {});
  const { save, keep } = useKeep(draft);
  const change = useCallback(
    (part: Partial<Draft>) => setDraft((held) => ({ ...held, ...part })),
    [],
  );
  const next = () => setAt((held) => Math.min(held + 1, steps.length - 1));
  const step = { draft, change, onNext: next };
  const forms: Record<(typeof steps)[number], ReactNode> = {
    name: <NameStep {...step} />,
    server: <ServerStep {...step} />,
    token: <TokenStep {...step} keyring={info.data?.keyring ?? true} />,
    test: (
      <>
        <TestStep draft={draft} onSave={keep} saving={save.isPending} onBack={setAt} />
        {save.error ? <Trouble error={asErrorView(save.error)} onRetry={keep} /> : null}
      </>
    ),
  };
  return (
    <ol className="path">
      {steps.map((name, index) => (
        <li
          key={name}
          className={index === at ? "path-step now" : "path-step"}
          aria-current={index === at ? "step" : undefined}
        >
          <StepHead
            index={index}
            at={at}
            title={t(`ui.connect.${name}.title`)}
            told={told(name, draft)}
            onEdit={() => setAt(index)}
            editLabel={t("ui.common.change")}
          />
          {index === at ? <div className="path-form">{forms[name]}</div> : null}
        </li>
      ))}
    </ol>
  );
}

/** What a finished step holds, in short. The token shows its last four characters at most. */
function told(step: (typeof steps)[number], draft: Draft): string {
  if (step === "name") return `${draft.name} · ${placeOf(draft.zone)}`;
  if (step === "server") return draft.address;
  if (step === "token") {
    const token = draft.token.trim();
    return token.length >= 12 ? `•••• ${token.slice(-4)}` : token && "••••";
  }
  return "";
}

function StepHead(props: {
  index: number;
  at: number;
  title: string;
  told: string;
  onEdit: () => void;
  editLabel: string;
}) {
  const done = props.index < props.at;
  return (
    <div className="path-head">
      <span className={done ? "path-number done" : "path-number"}>
        {done ? <Check aria-hidden strokeWidth={3} /> : props.index + 1}
      </span>
      <h2>{props.title}</h2>
      {done ? (
        <>
          <span className="path-told">{props.told}</span>
          <Button
            look="link"
            onPress={props.onEdit}
            aria-label={`${props.editLabel}: ${props.title}`}
          >
            {props.editLabel}
          </Button>
        </>
      ) : null}
    </div>
  );
}
