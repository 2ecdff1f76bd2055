// The lines of the team, each field written where it stands.
import { CalendarOff, Search, X } from "lucide-react";
import { type MouseEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RosterLine } from "../../backend";
import { unknown } from "../../format";
import { useWords, type Words } from "../../i18n";
import { Badge, Button, IconButton } from "../../shared/controls";
import { DayInput } from "../../shared/dayInput";
import { Floating } from "../../shared/floating";
import {
  aliasText,
  changesOf,
  type Problem,
  problemsOf,
  readAliases,
  tidy,
} from "../../state/roster";
import type { Roster } from "./TeamRoster";

const removers = () => [...document.querySelectorAll<HTMLElement>(".team-remove button")];

type Patch = (at: number, part: Partial<RosterLine>) => void;

export function TeamTable(props: { roster: Roster; shown: number[]; onClear: () => void }) {
  const { t } = useWords();
  const { roster, shown } = props;
  const { lines, kept } = roster;
  const latest = useRef(roster);
  useEffect(() => {
    latest.current = roster;
  });
  const patch: Patch = useCallback((at, part) => {
    const { lines: held, change } = latest.current;
    change(held.map((line, place) => (place === at ? { ...line, ...part } : line)));
  }, []);
  const remove = useCallback((at: number) => {
    const { lines: held, change } = latest.current;
    const here = removers().indexOf(document.activeElement as HTMLElement);
    change(held.filter((_, place) => place !== at));
    // The next line's button takes over the focus, so that keys go on from there.
    requestAnimationFrame(() => (removers()[here] ?? removers().at(-1))?.focus());
  }, []);
  const [dated, setDated] = useState<{ at: number; anchor: HTMLElement } | null>(null);
  const exclude = useCallback((at: number, anchor: HTMLElement) => setDated({ at, anchor }), []);
  const known = useMemo(() => new Map(kept.map((line) => [line.agent_id, line])), [kept]);
  const problems = useMemo(() => problemsOf(lines), [lines]);
  const teams = useMemo(
    () => [...new Set(lines.map((line) => line.team.trim()).filter(Boolean))].sort(),
    [lines],
  );
  const line = dated ? lines[dated.at] : undefined;
  if (shown.length === 0)
    return (
      <section className="blank">
        <Search aria-hidden />
        <h2>{t("ui.card.none.bySearch")}</h2>
        <Button look="primary" onPress={props.onClear}>
          {t("ui.filter.clearSearch")}
        </Button>
      </section>
    );
  return (
    <section className="team-box" data-region="team" aria-label={t("ui.team.table")}>
      <datalist id="teams">
        {teams.map((team) => (
          <option key={team} value={team} />
        ))}
      </datalist>
      <table className="team-table" aria-label={t("ui.team.table")}>
        <Heads />
        <tbody>
          {shown.map((at) => {
            const one = lines[at];
            return one ? (
              <Line
                key={at}
                at={at}
                line={one}
                before={known.get(one.agent_id)}
                problem={problems[at] ?? null}
                patch={patch}
                remove={remove}
                exclude={exclude}
              />
            ) : null;
          })}
        </tbody>
      </table>
      {dated && line ? (
        <Exclusion
          line={line}
          anchor={dated.anchor}
          onChange={(part) => patch(dated.at, part)}
          onClose={() => setDated(null)}
        />
      ) : null}
    </section>
  );
}

function Heads() {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t("ui.team.field.agent_id")}</th>
        <th scope="col">{t("ui.team.field.name")}</th>
        <th scope="col">{t("ui.team.field.aliases")}</th>
        <th scope="col">{t("ui.team.field.team")}</th>
        <th scope="col">{t("ui.team.excluded")}</th>
        <th scope="col">
          <span className="only-read">{t("ui.team.remove")}</span>
        </th>
      </tr>
    </thead>
  );
}

interface LineProps {
  at: number;
  line: RosterLine;
  /** As kept; none is a new one. */
  before: RosterLine | undefined;
  problem: Problem | null;
  patch: Patch;
  remove: (at: number) => void;
  exclude: (at: number, anchor: HTMLElement) => void;
}

const Line = memo(function Line(props: LineProps) {
  const words = useWords();
  const { t } = words;
  const { at, line, before, problem, patch } = props;
  const changed = before ? changesOf(before, tidy(line)).length > 0 : true;
  const who = line.name || line.agent_id || t("ui.team.newOne");
  const label = (field: string) => `${t(`ui.team.field.${field}`)}: ${who}`;
  const days = excludedText(words, line);
  return (
    <tr className={changed ? "team-line changed" : "team-line"}>
      <td className="team-id">
        {before && problem === null ? (
          <span>{line.agent_id}</span>
        ) : (
          <input
            value={line.agent_id}
            aria-label={label("agent_id")}
            aria-invalid={problem !== null && problem !== "order"}
            onChange={(event) => patch(at, { agent_id: event.target.value })}
          />
        )}
        {problem ? (
          <span className="team-problem" role="alert">
            {t(`ui.team.problem.${problem}`)}
          </span>
        ) : !before ? (
          <Badge>{t("ui.team.isNew")}</Badge>
        ) : changed ? (
          <Badge tone="quiet">{t("ui.team.isChanged")}</Badge>
        ) : null}
      </td>
      <td>
        <input
          value={line.name}
          aria-label={label("name")}
          onChange={(event) => patch(at, { name: event.target.value })}
        />
      </td>
      <td>
        <Aliases
          label={label("aliases")}
          names={line.aliases}
          onChange={(aliases) => patch(at, { aliases })}
        />
      </td>
      <td>
        <input
          list="teams"
          value={line.team}
          aria-label={label("team")}
          onChange={(event) => patch(at, { team: event.target.value })}
        />
      </td>
      <td>
        <button
          type="button"
          className={days ? "team-days out" : "team-days"}
          aria-haspopup="dialog"
          onClick={(event: MouseEvent<HTMLElement>) => props.exclude(at, event.currentTarget)}
        >
          {days ? <CalendarOff aria-hidden /> : null}
          <span>{days || unknown}</span>
          <span className="only-read">
            {t("ui.team.excluded")}: {who}
          </span>
        </button>
      </td>
      <td className="team-remove">
        <IconButton
          name={t("ui.team.removeOne", { name: who })}
          className="small"
          onPress={() => props.remove(at)}
        >
          <X aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
});

/** Typed freely; split into names when one leaves the field. */
function Aliases(props: { label: string; names: string[]; onChange: (names: string[]) => void }) {
  const kept = aliasText(props.names);
  const [text, setText] = useState<string | null>(null);
  const settle = () => {
    if (text !== null && text !== kept) props.onChange(readAliases(text));
    setText(null);
  };
  return (
    <input
      value={text ?? kept}
      aria-label={props.label}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && settle()}
      onBlur={settle}
    />
  );
}

/** `desde 2 nov 2026`, `hasta…`, or both; empty if nothing is left out. */
export function excludedText({ t, f }: Words, line: RosterLine): string {
  const { excluded_from: from, excluded_to: to } = line;
  if (from && to) return f.range(from, to);
  if (from) return t("ui.team.since", { day: f.date(from) });
  return to ? t("ui.team.until", { day: f.date(to) }) : "";
}

function Exclusion(props: {
  line: RosterLine;
  anchor: HTMLElement;
  onChange: (part: Partial<RosterLine>) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { line, onChange, onClose } = props;
  return (
    <Floating anchor={props.anchor} label={t("ui.team.excluded")} onClose={onClose}>
      <div className="exclusion">
        <h3>{t("ui.team.excluded")}</h3>
        <p className="field-help">{t("ui.team.excludedHelp")}</p>
        <DayInput
          showLabel
          label={t("ui.team.field.excluded_from")}
          value={line.excluded_from ?? ""}
          onChange={(day) => onChange({ excluded_from: day || null })}
        />
        <DayInput
          showLabel
          label={t("ui.team.field.excluded_to")}
          value={line.excluded_to ?? ""}
          onChange={(day) => onChange({ excluded_to: day || null })}
        />
        <div className="row">
          <Button look="primary" onPress={onClose}>
            {t("ui.common.done")}
          </Button>
          {line.excluded_from || line.excluded_to ? (
            <Button
              onPress={() => {
                onChange({ excluded_from: null, excluded_to: null });
                onClose();
              }}
            >
              {t("ui.team.include")}
            </Button>
          ) : null}
        </div>
      </div>
    </Floating>
  );
}
