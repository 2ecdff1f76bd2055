// The palette: everything that can be opened or done, found by a few letters.
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { OperationView, ReportView } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { useAnswer, useBackend } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { ranked, withRecent } from "../../state/search";
import { type Command, commandsOf, reportOnScreen } from "./commands";
import { keyText, pressesOf } from "./keyText";
import "./palette.css";

const most = 60;
const recentSetting = "palette.recent";

export interface PaletteProps {
  operation: OperationView;
  operations: OperationView[];
  reports: ReportView[];
}

function readRecent(value: string | null | undefined): string[] {
  try {
    const read: unknown = JSON.parse(value ?? "[]");
    return Array.isArray(read) ? read.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** What was used lately, kept from one start to the next. */
function useRecent() {
  const backend = useBackend();
  const kept = useAnswer("setting", { key: recentSetting }).data?.value;
  const recent = useMemo(() => readRecent(kept), [kept]);
  const note = (id: string) => {
    const value = JSON.stringify(withRecent(recent, id));
    void backend.call("set_setting", { key: recentSetting, value }).catch(() => {});
  };
  return { recent, note };
}

function useCommands(props: PaletteProps): Command[] {
  const words = useWords();
  const backend = useBackend();
  const views = useAnswer("views", {}).data?.views;
  return useMemo(
    () =>
      commandsOf({
        words,
        backend,
        ...props,
        views: views ?? [],
        report: reportOnScreen(props.reports),
      }),
    [words, backend, props, views],
  );
}

/** Without a query: what was used lately first, then group by group. */
function offered(commands: Command[], recent: string[]): Command[] {
  const late = recent.flatMap((id) => commands.find((one) => one.id === id) ?? []).slice(0, 4);
  return [
    ...late.map((one) => ({ ...one, group: "recent" })),
    ...commands.filter((one) => !late.includes(one) && one.group !== "filters"),
  ];
}

const close = () => setOverlays({ open: null });

export default function Palette(props: PaletteProps) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className="veil palette-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && close()}
    >
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t("ui.palette.title")}>
          <Finder {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The list with one of its entries at hand, walked by the arrows while the text keeps the focus. */
function useFound(props: PaletteProps) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const commands = useCommands(props);
  const { recent, note } = useRecent();
  const found = useMemo(
    () =>
      query.trim()
        ? ranked(query, commands, recent).slice(0, most)
        : offered(commands, recent).slice(0, most),
    [query, commands, recent],
  );
  const run = (command: Command | undefined) => {
    if (!command) return;
    note(command.id);
    close();
    // Once the dialog is gone, so that what is opened keeps the focus.
    setTimeout(command.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = found.length - 1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[
      event.key
    ];
    if (event.key === "Enter") run(found[at]);
    else if (next === undefined) return;
    else if (event.key.startsWith("Arrow")) setAt(next > last ? 0 : next < 0 ? last : next);
    else setAt(Math.min(last, Math.max(0, next)));
    event.preventDefault();
  };
  const type = (text: string) => {
    setQuery(text);
    setAt(0);
  };
  return { query, type, at, setAt, found, run, onKeyDown };
}

function Finder(props: PaletteProps) {
  const { t, f } = useWords();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const { query, type, at, setAt, found, run, onKeyDown } = useFound(props);
  useEffect(() => {
    box.current?.querySelector(`[id="${list}-${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [list, at]);
  return (
    <>
      <div className="palette-head">
        <Search aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: opened to be typed into.
          autoFocus
          type="text"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
          aria-label={t("ui.palette.title")}
          placeholder={t("ui.palette.placeholder")}
          value={query}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck="false"
        />
      </div>
      <div
        ref={box}
        id={list}
        className="palette-list"
        role="listbox"
        aria-label={t("ui.palette.list")}
      >
        {found.map((command, index) => (
          <Entry
            key={`${command.group}/${command.id}`}
            id={`${list}-${index}`}
            command={command}
            heading={!query.trim() && found[index - 1]?.group !== command.group}
            showGroup={Boolean(query.trim())}
            now={index === at}
            onPoint={() => setAt(index)}
            onRun={() => run(command)}
          />
        ))}
      </div>
      {found.length === 0 ? <p className="palette-none">{t("ui.palette.none")}</p> : null}
      <p className="palette-foot" role="status">
        {query.trim()
          ? t("ui.palette.count", { count: found.length, n: f.number(found.length) })
          : t("ui.palette.hint")}
      </p>
    </>
  );
}

interface EntryProps {
  id: string;
  command: Command;
  heading: boolean;
  showGroup: boolean;
  now: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Entry({ id, command, heading, showGroup, now, onPoint, onRun }: EntryProps) {
  const words = useWords();
  const { t } = words;
  const Icon = command.icon;
  const group = t(`ui.palette.group.${command.group}`);
  return (
    <>
      {heading ? (
        <div className="menu-heading" role="presentation">
          {group}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={now}
        className={now ? "palette-entry now" : "palette-entry"}
        onPointerMove={onPoint}
        onClick={onRun}
      >
        {Icon ? <Icon aria-hidden /> : <span className="no-icon" />}
        <span className="palette-title">{command.title}</span>
        <Aside command={command} group={showGroup ? group : ""} words={words} />
      </div>
    </>
  );
}

/** The key that does the same, or what else there is to say. */
function Aside(props: { command: Command; group: string; words: Words }) {
  const { command, group, words } = props;
  const presses = pressesOf(command.id);
  if (presses[0]) return <kbd>{keyText(words, presses[0])}</kbd>;
  const text = command.aside ?? group;
  return text ? <span className="aside">{text}</span> : null;
}
