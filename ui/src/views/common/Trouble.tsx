// An error in plain words: what happened, why, what is safe, what to do, and the facts to copy.
import { ClipboardCopy, KeyRound, RotateCw } from "lucide-react";
import { useState } from "react";
import type { ErrorView } from "../../backend";
import { remedyOf } from "../../backend/errors";
import { useWords, type Words } from "../../i18n";
import { copyText } from "../../shared/clipboard";
import { Button, Notice } from "../../shared/controls";
import { setSession, useSession } from "../../state/session";

type Part = "title" | "cause" | "safe" | "next";

/** The sentence of an error; a general one where the catalogue has none. */
export function errorPart(words: Words, error: ErrorView, part: Part): string {
  const key = `errors.${error.code}.${part}`;
  return words.has(key) ? words.t(key, error.params) : words.t(`ui.error.general.${part}`);
}

/** `compact` keeps what is safe and what to do folded away, where room is short. */
export function Trouble(props: { error: ErrorView; onRetry?: () => void; compact?: boolean }) {
  const words = useWords();
  const { error, onRetry, compact } = props;
  const { severity, action } = remedyOf(error.code);
  const next = (
    <span>
      <b>{words.t("ui.error.next")}</b> {errorPart(words, error, "next")}
    </span>
  );
  const safe = <span className="quiet">{errorPart(words, error, "safe")}</span>;
  const mayRetry = onRetry && (error.retry || action === "retry" || action === "report_bug");
  return (
    <Notice
      tone={severity === "stop" ? "bad" : "warn"}
      alert
      title={
        <>
          {errorPart(words, error, "title")} <code>[{error.code}]</code>
        </>
      }
      actions={
        <>
          {mayRetry ? (
            <Button onPress={onRetry}>
              <RotateCw aria-hidden /> {words.t("ui.error.retry")}
            </Button>
          ) : null}
          {action === "token" ? <TokenRemedy /> : null}
          <CopyDetails error={error} />
        </>
      }
    >
      <span>{errorPart(words, error, "cause")}</span>
      <Facts error={error} />
      {compact ? (
        <details className="more">
          <summary>{words.t("ui.error.more")}</summary>
          {safe}
          {next}
        </details>
      ) : (
        <>
          {safe}
          {next}
        </>
      )}
    </Notice>
  );
}

/** The way to the token of the operation at hand; while connecting, the form itself is that way. */
function TokenRemedy() {
  const { t } = useWords();
  const elsewhere = useSession(
    ({ operation, place, settingsDialog }) =>
      operation !== null && place !== "connect" && settingsDialog !== "token",
  );
  if (!elsewhere) return null;
  const go = () => setSession({ place: "settings", settingsDialog: "token", fetchOpen: false });
  return (
    <Button onPress={go}>
      <KeyRound aria-hidden /> {t("ui.common.changeToken")}
    </Button>
  );
}

/** The facts of the case that have a name in the catalogue: which file, which limit… */
function Facts({ error }: { error: ErrorView }) {
  const { t, has } = useWords();
  const facts = Object.entries(error.params).filter(([name]) => has(`facts.${name}`));
  const said = (name: string, value: string) =>
    name === "why" && error.code === "XLS-2" ? t(`reasons.${value}`) : value;
  if (facts.length === 0) return null;
  return (
    <ul className="error-facts">
      {facts.map(([name, value]) => (
        <li key={name}>
          <span className="quiet">{t(`facts.${name}`)}:</span> {said(name, value)}
        </li>
      ))}
    </ul>
  );
}

function CopyDetails({ error }: { error: ErrorView }) {
  const { t } = useWords();
  const [told, setTold] = useState<"copy" | "copied" | "notCopied">("copy");
  const copy = () => {
    const facts = Object.entries(error.params).map(([name, value]) => `${name}: ${value}`);
    const text = [`Atalaya [${error.code}]`, error.detail, ...facts].join("\n");
    void copyText(text).then((copied) => setTold(copied ? "copied" : "notCopied"));
  };
  return (
    <Button look="plain" onPress={copy}>
      <ClipboardCopy aria-hidden /> {t(`ui.error.${told}`)}
    </Button>
  );
}
