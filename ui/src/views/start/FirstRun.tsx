// The first start: what this is, and the doors in.
import { ArrowRight, DatabaseZap, FileInput, FlaskConical } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { Button as Door } from "react-aria-components";
import { asErrorView } from "../../backend";
import { useWords, wordsOfWork } from "../../i18n";
import { Notice } from "../../shared/controls";
import { useAct, useBackend } from "../../state/answers";
import { setSession } from "../../state/session";
import { useViews } from "../../state/viewDesk";
import { Trouble } from "../common/Trouble";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";

const Unopened = lazy(() =>
  Promise.all([import("../saved/ViewUnopened"), wordsOfWork()]).then(([view]) => view),
);

export function FirstRun() {
  const { t } = useWords();
  const sample = useAct("open_sample");
  const explore = () =>
    sample.mutate(
      {},
      {
        onSuccess: (operation) =>
          setSession({ operation: null, place: "home", opened: operation.id, restored: null }),
      },
    );
  return (
    <div className="first">
      <header className="first-head">
        <Mark />
        <span className="first-name">Atalaya</span>
        <span className="spacer" />
        <LanguageSwitch />
      </header>
      <main className="first-main">
        <h1>{t("ui.first.title")}</h1>
        <p className="first-lead">{t("ui.first.lead")}</p>
        <div className="doors">
          <DoorCard
            icon={<DatabaseZap aria-hidden />}
            title={t("ui.first.connect.title")}
            text={t("ui.first.connect.text")}
            go={t("ui.first.connect.go")}
            onPress={() => setSession({ place: "connect" })}
            main
          />
          <DoorCard
            icon={<FlaskConical aria-hidden />}
            title={t("ui.first.sample.title")}
            text={t("ui.first.sample.text")}
            go={t("ui.first.sample.go")}
            onPress={explore}
            busy={sample.isPending}
          />
          <ViewDoor />
        </div>
        <Waiting />
        {sample.error ? <Trouble error={asErrorView(sample.error)} onRetry={explore} /> : null}
        <ul className="first-facts">
          {(["local", "token", "quota"] as const).map((fact) => (
            <li key={fact}>
              <strong>{t(`ui.first.facts.${fact}.title`)}</strong>{" "}
              {t(`ui.first.facts.${fact}.text`)}
            </li>
          ))}
        </ul>
      </main>
      <footer className="first-foot">{t("ui.app.unofficial")}</footer>
    </div>
  );
}

/** A view shows nothing without data, so it waits behind one of the other doors. */
function ViewDoor() {
  const { t } = useWords();
  const backend = useBackend();
  const unopened = useViews((views) => views.unopened);
  return (
    <>
      <DoorCard
        icon={<FileInput aria-hidden />}
        title={t("ui.first.view.title")}
        text={t("ui.first.view.text")}
        go={t("ui.first.view.go")}
        onPress={() =>
          void import("../saved/viewActs").then(({ openFile }) => openFile(backend, null, []))
        }
      />
      <Suspense fallback={null}>{unopened ? <Unopened unopened={unopened} /> : null}</Suspense>
    </>
  );
}

function Waiting() {
  const { t } = useWords();
  const waiting = useViews((views) => views.waiting);
  return (
    <div role="status">
      {waiting ? (
        <Notice tone="good" title={t("ui.first.view.waiting", { name: waiting.name })}>
          <span>{t("ui.first.view.waitingText")}</span>
        </Notice>
      ) : null}
    </div>
  );
}

function DoorCard(props: {
  icon: ReactNode;
  title: string;
  text: string;
  go: string;
  onPress: () => void;
  main?: boolean;
  busy?: boolean;
}) {
  return (
    <Door
      className={props.main ? "door main" : "door"}
      onPress={props.onPress}
      isDisabled={props.busy}
    >
      <span className="door-icon">{props.icon}</span>
      <span className="door-title">{props.title}</span>
      <span className="door-text">{props.text}</span>
      <span className="door-go">
        {props.go} <ArrowRight aria-hidden />
      </span>
    </Door>
  );
}
