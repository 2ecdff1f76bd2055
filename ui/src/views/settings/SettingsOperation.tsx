// The operation at hand: its server, token and zone; another token, or taking it out of the list.
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { asErrorView, type OperationView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Checkbox } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct, useAnswer } from "../../state/answers";
import { setSession, useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { type TokenDraft, TokenFields, tokenReady } from "../start/TokenFields";
import { placeOf } from "../start/zones";
import { SettingsLine } from "./SettingsLine";

const close = () => setSession({ settingsDialog: null });

export function SettingsOperation({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  return (
    <>
      <SettingsLine
        title={operation.name}
        help={
          <>
            <span>{operation.address || t("ui.rail.sample")}</span>
            <br />
            <span>{t(`ui.settings.token.${operation.token}`)}</span>
          </>
        }
      >
        <OperationActs operation={operation} />
      </SettingsLine>
      <SettingsLine title={t("ui.settings.zone")} help={t("ui.settings.zoneHelp")}>
        <span className="settings-value">{placeOf(operation.zone)}</span>
      </SettingsLine>
      <SettingsLine title={t("ui.settings.states")} help={t("ui.settings.statesHelp")}>
        <Button onPress={() => setSession({ place: "team", teamPart: "states" })}>
          {t("ui.settings.openStates")}
        </Button>
      </SettingsLine>
    </>
  );
}

function OperationActs({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const open = useSession((session) => session.settingsDialog);
  if (operation.sample) return null;
  return (
    <div className="row at-end">
      <Button onPress={() => setSession({ settingsDialog: "token" })}>
        {t("ui.common.changeToken")}
      </Button>
      <Button look="danger" onPress={() => setSession({ settingsDialog: "remove" })}>
        {t("ui.settings.remove.open")}
      </Button>
      {open === "token" ? <TokenDialog operation={operation} /> : null}
      {open === "remove" ? <RemoveDialog operation={operation} /> : null}
    </div>
  );
}

/** Tries the token first; one that is refused never takes the place of the old. */
function useNewToken(operation: OperationView, draft: TokenDraft) {
  const test = useAct("try_connection");
  const keep = useAct("set_token");
  const token = draft.token.trim();
  const save = () =>
    test.mutate(
      { server: null, token, operation: operation.id },
      {
        onSuccess: ({ steps }) => {
          if (steps.some((step) => step.step === "token" && step.ok))
            keep.mutate(
              { operation: operation.id, token, session_only: draft.sessionOnly },
              { onSuccess: close },
            );
        },
      },
    );
  const refused = test.data?.steps.find((step) => step.ok === false && step.step !== "names");
  const thrown = test.error ?? keep.error;
  const error = thrown ? asErrorView(thrown) : (refused?.error ?? null);
  return { save, error, busy: test.isPending || keep.isPending };
}

function TokenDialog({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const [draft, setDraft] = useState<TokenDraft>({ token: "", sessionOnly: false });
  const keyring = useAnswer("app_info", {}).data?.keyring ?? true;
  const { save, error, busy } = useNewToken(operation, draft);
  const ready = tokenReady(draft, keyring) && !busy;
  return (
    <Dialog
      title={t("ui.settings.tokenOf", { name: operation.name })}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={!ready} onPress={save}>
            {t("ui.settings.saveToken")}
          </Button>
        </>
      }
    >
      <TokenFields
        draft={draft}
        change={(part) => setDraft((held) => ({ ...held, ...part }))}
        onEnter={() => ready && save()}
        keyring={keyring}
      />
      {error && !busy ? <Trouble error={error} onRetry={save} /> : null}
    </Dialog>
  );
}

function RemoveDialog({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const [erase, setErase] = useState(false);
  const remove = useAct("remove_operation");
  const go = () =>
    remove.mutate(
      { operation: operation.id, erase_archive: erase },
      {
        onSuccess: () =>
          setSession({ operation: null, place: "home", settingsDialog: null, restored: null }),
      },
    );
  return (
    <Dialog
      urgent
      title={t("ui.settings.remove.title", { name: operation.name })}
      closeLabel={t("ui.common.close")}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{t("ui.common.cancel")}</Button>
          <Button look="danger" isDisabled={remove.isPending} onPress={go}>
            <Trash2 aria-hidden /> {t(erase ? "ui.settings.remove.doAll" : "ui.settings.remove.do")}
          </Button>
        </>
      }
    >
      <p>{t("ui.settings.remove.text")}</p>
      <Checkbox checked={erase} onChange={setErase}>
        {t("ui.settings.remove.erase")}
      </Checkbox>
      {remove.error ? <Trouble error={asErrorView(remove.error)} onRetry={go} /> : null}
    </Dialog>
  );
}
