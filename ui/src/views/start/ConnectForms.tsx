// The three forms of connecting: name and zone, server, token.
import { useEffect, useMemo, useState } from "react";
import { asErrorView } from "../../backend";
import { useWords } from "../../i18n";
import { Combo } from "../../shared/combobox";
import { Button, Field } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { errorPart } from "../common/Trouble";
import type { Draft } from "./Connect";
import { TokenFields, tokenReady } from "./TokenFields";
import { zoneOptions } from "./zones";

export interface StepProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  onNext: () => void;
}

export function NameStep({ draft, change, onNext }: StepProps) {
  const { t } = useWords();
  const zones = useMemo(zoneOptions, []);
  const ready = draft.name.trim().length > 0;
  return (
    <>
      <Field
        tall
        autoFocus
        label={t("ui.connect.name.label")}
        placeholder={t("ui.connect.name.example")}
        value={draft.name}
        onChange={(name) => change({ name })}
        onEnter={() => ready && onNext()}
        help={t("ui.connect.name.help")}
      />
      <Combo
        tall
        label={t("ui.connect.name.zone")}
        options={zones}
        value={draft.zone}
        onChange={(zone) => zone && change({ zone })}
        emptyText={t("ui.common.nothingFound")}
        openLabel={t("ui.common.openList")}
      />
      <div>
        <Button look="primary" isDisabled={!ready} onPress={onNext}>
          {t("ui.common.next")}
        </Button>
      </div>
    </>
  );
}

interface Seen {
  tone?: "good" | "bad";
  text: string;
}

/** Asks the core, while one types, which address that server code means. */
function useServerCheck(draft: Draft, change: StepProps["change"]): Seen | null {
  const words = useWords();
  const backend = useBackend();
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    const text = draft.server.trim();
    if (!text) return setSeen(null);
    let stale = false;
    const timer = setTimeout(() => {
      backend.call("check_server", { text }).then(
        ({ address }) => {
          if (stale) return;
          setSeen({ tone: "good", text: words.t("ui.connect.server.address", { address }) });
          change({ address });
        },
        (thrown) => {
          if (stale) return;
          const error = asErrorView(thrown);
          setSeen({ tone: "bad", text: `${errorPart(words, error, "next")} [${error.code}]` });
          change({ address: "" });
        },
      );
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [draft.server, backend, change, words]);
  return seen;
}

export function ServerStep(props: StepProps) {
  const { t } = useWords();
  const { draft, change, onNext } = props;
  const seen = useServerCheck(draft, change);
  return (
    <>
      <Field
        tall
        autoFocus
        label={t("ui.connect.server.label")}
        placeholder="0015"
        value={draft.server}
        onChange={(server) => change({ server, address: "" })}
        onEnter={() => draft.address && onNext()}
        help={seen?.text ?? t("ui.connect.server.help")}
        tone={seen?.tone}
      />
      <div>
        <Button look="primary" isDisabled={!draft.address} onPress={onNext}>
          {t("ui.common.next")}
        </Button>
      </div>
    </>
  );
}

export function TokenStep({ draft, change, onNext, keyring }: StepProps & { keyring: boolean }) {
  const { t } = useWords();
  const ready = tokenReady(draft, keyring);
  return (
    <>
      <TokenFields
        draft={draft}
        change={change}
        onEnter={() => ready && onNext()}
        keyring={keyring}
      />
      <div>
        <Button look="primary" isDisabled={!ready} onPress={onNext}>
          {t("ui.common.next")}
        </Button>
      </div>
    </>
  );
}
