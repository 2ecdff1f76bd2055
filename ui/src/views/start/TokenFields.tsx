// Typing a token: hidden unless asked for, where it is found, and where it will be kept.
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useWords } from "../../i18n";
import { Checkbox, Field, IconButton, Notice } from "../../shared/controls";
import { TokenPlace } from "./TokenPlace";

export interface TokenDraft {
  token: string;
  sessionOnly: boolean;
}

/** Without a keyring the user must first agree that the token lasts for this run only. */
export function tokenReady({ token, sessionOnly }: TokenDraft, keyring: boolean): boolean {
  return token.trim().length > 0 && (keyring || sessionOnly);
}

export function TokenFields(props: {
  draft: TokenDraft;
  change: (part: Partial<TokenDraft>) => void;
  onEnter: () => void;
  keyring: boolean;
}) {
  const { t } = useWords();
  const { draft, change, keyring } = props;
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field
        tall
        autoFocus
        type={shown ? "text" : "password"}
        label={t("ui.connect.token.label")}
        value={draft.token}
        onChange={(token) => change({ token })}
        onEnter={props.onEnter}
        help={keyring ? t("ui.connect.token.kept") : undefined}
        after={
          <IconButton
            name={shown ? t("ui.connect.token.hide") : t("ui.connect.token.show")}
            onPress={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        }
      />
      <TokenPlace />
      {keyring ? null : (
        <Notice tone="warn" title={t("ui.connect.token.noKeyring.title")}>
          <span>{t("ui.connect.token.noKeyring.text")}</span>
          <Checkbox checked={draft.sessionOnly} onChange={(sessionOnly) => change({ sessionOnly })}>
            {t("ui.connect.token.noKeyring.agree")}
          </Checkbox>
        </Notice>
      )}
    </>
  );
}
