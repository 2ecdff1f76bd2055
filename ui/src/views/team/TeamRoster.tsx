// The team as a table to write in: pasted from a spreadsheet, imported from wolkvox, or by hand.
import { ClipboardPaste, CloudDownload, UserPlus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { asErrorView, type OperationView, type RosterLine } from "../../backend";
import { normalForm } from "../../format/normal";
import { useWords } from "../../i18n";
import { Button, Field, Notice, useLasting } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import {
  aliasText,
  blankLine,
  countOf,
  differenceOf,
  type Joined,
  joinNames,
  problemsOf,
  setDraft,
  useDrafts,
} from "../../state/roster";
import { Trouble } from "../common/Trouble";
import { TeamPaste } from "./TeamPaste";
import { TeamReview } from "./TeamReview";
import { TeamTable } from "./TeamTable";

export interface Roster {
  operation: OperationView;
  /** As kept. */
  kept: RosterLine[];
  /** As shown: kept, or with what is not saved yet. */
  lines: RosterLine[];
  change: (lines: RosterLine[]) => void;
}

/** What joining brought, told above the table. */
interface Told {
  from: "paste" | "names";
  joined: Joined;
}

export function TeamRoster({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const answer = useAnswer("roster", { operation: operation.id });
  const waiting = useLasting(answer.isPending);
  const draft = useDrafts((drafts) => drafts[operation.id]);
  const kept = answer.data?.people;
  if (answer.error)
    return (
      <div className="team-trouble">
        <Trouble error={asErrorView(answer.error)} onRetry={() => void answer.refetch()} />
      </div>
    );
  if (!kept)
    return (
      <p className="team-trouble" role="status">
        {waiting ? t("ui.rows.loading") : ""}
      </p>
    );
  const change = (lines: RosterLine[]) => setDraft(operation.id, lines);
  return <Editing operation={operation} kept={kept} lines={draft ?? kept} change={change} />;
}

function Editing(roster: Roster) {
  const { operation, lines, change } = roster;
  const [dialog, setDialog] = useState<"paste" | "review" | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [search, setSearch] = useState("");
  const shown = useFound(lines, search);
  const names = useAct("names");
  const take = (from: Told["from"], joined: Joined) => {
    setTold({ from, joined });
    setDialog(null);
    if (joined.added + joined.changed > 0) change(joined.lines);
  };
  const load = () =>
    names.mutate(
      { operation: operation.id, picker: "agents", refresh: true },
      { onSuccess: (list) => take("names", joinNames(lines, list.names)) },
    );
  const add = () => {
    setSearch("");
    change([blankLine(), ...lines]);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".team-id input")?.focus());
  };
  const acts = { load, loading: names.isPending, paste: () => setDialog("paste"), add };
  return (
    <>
      {lines.length > 0 ? <Bar {...acts} search={search} onSearch={setSearch} /> : null}
      <div className="team-told" aria-live="polite">
        {names.error ? <Trouble error={asErrorView(names.error)} onRetry={load} compact /> : null}
        {told && !names.error ? <News told={told} /> : null}
      </div>
      {lines.length > 0 ? (
        <TeamTable roster={roster} shown={shown} onClear={() => setSearch("")} />
      ) : (
        <Nobody {...acts} />
      )}
      <Unsaved
        roster={roster}
        onReview={() => setDialog("review")}
        onDiscard={() => setTold(null)}
      />
      {dialog === "paste" ? (
        <TeamPaste
          lines={lines}
          onClose={() => setDialog(null)}
          onJoin={(joined) => take("paste", joined)}
        />
      ) : null}
      {dialog === "review" ? (
        <TeamReview
          roster={roster}
          onClose={() => setDialog(null)}
          onSaved={() => {
            setDialog(null);
            setTold(null);
            setDraft(operation.id, undefined);
          }}
        />
      ) : null}
    </>
  );
}

/** The places of the lines that contain the text. */
function useFound(lines: RosterLine[], search: string): number[] {
  return useMemo(() => {
    const sought = normalForm(search);
    return lines.flatMap((line, at) => {
      const text = [line.agent_id, line.name, line.team, aliasText(line.aliases)].join(" ");
      return !sought || normalForm(text).includes(sought) ? [at] : [];
    });
  }, [lines, search]);
}

interface Acts {
  load: () => void;
  loading: boolean;
  paste: () => void;
  add: () => void;
}

function Bar(props: Acts & { search: string; onSearch: (text: string) => void }) {
  const { t } = useWords();
  return (
    <div className="filter-bar" role="group" aria-label={t("ui.team.acts")} data-region="filters">
      <Button onPress={props.load} isDisabled={props.loading}>
        <CloudDownload aria-hidden /> {t("ui.team.load")}
      </Button>
      <Button onPress={props.paste}>
        <ClipboardPaste aria-hidden /> {t("ui.team.paste.open")}
      </Button>
      <Button onPress={props.add}>
        <UserPlus aria-hidden /> {t("ui.team.add")}
      </Button>
      <span className="spacer" />
      <Field
        hideLabel
        type="search"
        label={t("ui.card.search")}
        placeholder={t("ui.card.search")}
        value={props.search}
        onChange={props.onSearch}
      />
    </div>
  );
}

function Nobody(props: Acts) {
  const { t } = useWords();
  return (
    <section className="blank">
      <UsersRound aria-hidden />
      <h2>{t("ui.team.nobody.title")}</h2>
      <p>{t("ui.team.nobody.text")}</p>
      <div className="row">
        <Button look="primary" onPress={props.load} isDisabled={props.loading}>
          <CloudDownload aria-hidden /> {t("ui.team.load")}
        </Button>
        <Button onPress={props.paste}>
          <ClipboardPaste aria-hidden /> {t("ui.team.paste.open")}
        </Button>
        <Button onPress={props.add}>
          <UserPlus aria-hidden /> {t("ui.team.add")}
        </Button>
      </div>
    </section>
  );
}

function News({ told }: { told: Told }) {
  const { t, f } = useWords();
  const { added, changed, skipped } = told.joined;
  const parts = [
    added > 0 ? t("ui.team.added", { count: added, n: f.number(added) }) : "",
    changed > 0 ? t("ui.team.changed", { count: changed, n: f.number(changed) }) : "",
    skipped > 0 ? t(`ui.team.skipped.${told.from}`, { count: skipped, n: f.number(skipped) }) : "",
  ].filter(Boolean);
  return (
    <Notice tone="info" title={t(`ui.team.told.${told.from}`)}>
      <span>{parts.length > 0 ? `${parts.join(" · ")}.` : t("ui.team.nothingNew")}</span>
    </Notice>
  );
}

/** What is not saved yet, and the two ways on. */
function Unsaved(props: { roster: Roster; onReview: () => void; onDiscard: () => void }) {
  const { t, f } = useWords();
  const { operation, kept, lines } = props.roster;
  const count = countOf(differenceOf(kept, lines));
  const wrong = problemsOf(lines).filter(Boolean).length;
  if (count === 0 && wrong === 0) return null;
  const discard = () => {
    setDraft(operation.id, undefined);
    props.onDiscard();
  };
  return (
    <div className="unsaved" role="status" data-region="unsaved">
      <b>{t("ui.team.unsaved", { count, n: f.number(count) })}</b>
      {wrong > 0 ? (
        <span className="wrong">{t("ui.team.wrong", { count: wrong, n: f.number(wrong) })}</span>
      ) : null}
      <span className="spacer" />
      <Button onPress={discard}>{t("ui.team.discard")}</Button>
      <Button look="primary" isDisabled={wrong > 0 || count === 0} onPress={props.onReview}>
        {t("ui.team.review.open")}
      </Button>
    </div>
  );
}
