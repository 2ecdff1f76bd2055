// The first start: what this is, and the doors in.
import { ArrowRight, DatabaseZap, FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { Button as Door } from "react-aria-components";
import { asErrorView } from "../backend";
import { useWords } from "../i18n";
import { useAct } from "../state/answers";
import { setSession } from "../state/session";
import { LanguageSwitch } from "./LanguageSwitch";
import { Mark } from "./Mark";
import { Trouble } from "./Trouble";

export function FirstRun() {
  const { t } = useWords();
  const sample = useAct("open_sample");
  const explore = () =>
    sample.mutate(
      {},
      {
        onSuccess: (operation) =>
          setSession({ operation: null, place: "report", opened: operation.id }),
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
        </div>
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
