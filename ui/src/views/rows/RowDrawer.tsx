// One row in full, beside the grid: its fields, what could not be read, and the same call elsewhere.
import { ChevronDown, ChevronUp, Copy, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import { asErrorView, type ColumnView } from "../../backend";
import { normalForm } from "../../format/normal";
import { cellText, type GridColumn, type Value } from "../../grid/cells";
import type { GridHandle } from "../../grid/live";
import { useWords } from "../../i18n";
import { IconButton, useLasting } from "../../shared/controls";
import { useRows } from "../../state/answers";
import { Trouble } from "../common/Trouble";
import type { Scope } from "../report/scope";
import { RowRelated } from "./RowRelated";
import { callOf } from "./related";
import "./drawer.css";

export interface RowDrawerProps {
  scope: Scope;
  columns: GridColumn[];
  grid: GridHandle | null;
  index: number;
  total: number;
  /** Where it is drawn: beside everything of the report. */
  home: HTMLElement;
  onMove: (index: number) => void;
  onCopy: (index: number) => void;
  onClose: () => void;
}

/** What the core keeps of a row beside the report's columns: JSON objects of texts. */
const kept = ["_unread", "_extra"];

function textsIn(value: Value | undefined): [string, string][] {
  if (typeof value !== "string") return [];
  try {
    const read: unknown = JSON.parse(value);
    if (typeof read !== "object" || read === null) return [];
    return Object.entries(read).map(([name, text]) => [name, String(text ?? "")]);
  } catch {
    return [["", value]];
  }
}

function useRow({ scope, columns, grid, index }: RowDrawerProps) {
  const { report, view, table } = scope;
  const answer = useRows({
    table,
    narrowing: view.narrowing,
    sort: view.sort,
    columns: [...columns.map((column) => column.name), ...kept],
    offset: index,
    limit: 1,
    view: `${report.code}:row`,
  });
  const whole = answer.data?.rows[0];
  const row = whole ?? grid?.row(index);
  return {
    row,
    unread: textsIn(whole?.[columns.length]),
    extra: textsIn(whole?.[columns.length + 1]),
    error: answer.error,
    pending: answer.isPending,
    again: answer.refetch,
  };
}

export function RowDrawer(props: RowDrawerProps) {
  const { t, f } = useWords();
  const { scope, columns, index, total, onMove, onCopy, onClose } = props;
  const head = useRef<HTMLHeadingElement>(null);
  const { row, unread, extra, error, pending, again } = useRow(props);
  const waiting = useLasting(pending && !row);
  const call = useMemo(() => (row ? callOf(scope, row) : null), [scope, row]);
  useEffect(() => head.current?.focus(), []);
  const move = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < total) onMove(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "ArrowDown") move(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const title = t("ui.grid.drawer.title", { n: f.number(index + 1), total: f.number(total) });
  return createPortal(
    <aside
      className="drawer"
      data-region="drawer"
      aria-label={t("ui.grid.drawer.label")}
      aria-busy={waiting}
      onKeyDown={onKeyDown}
    >
      <header className="drawer-head">
        <h2 aria-live="polite" tabIndex={-1} ref={head}>
          {title}
        </h2>
        <IconButton
          name={t("ui.grid.drawer.before")}
          isDisabled={index === 0}
          onPress={() => move(-1)}
        >
          <ChevronUp aria-hidden />
        </IconButton>
        <IconButton
          name={t("ui.grid.drawer.after")}
          isDisabled={index >= total - 1}
          onPress={() => move(1)}
        >
          <ChevronDown aria-hidden />
        </IconButton>
        <IconButton name={t("ui.grid.drawer.copy")} onPress={() => onCopy(index)}>
          <Copy aria-hidden />
        </IconButton>
        <IconButton name={t("ui.grid.drawer.close")} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="drawer-body">
        {error ? <Trouble error={asErrorView(error)} onRetry={() => void again()} compact /> : null}
        {row ? <Fields scope={scope} columns={columns} row={row} /> : null}
        <Kept title={t("ui.grid.drawer.unread")} lines={unread} columns={columns} />
        <Kept title={t("ui.grid.drawer.extra")} lines={extra} columns={columns} />
        {row ? <RowRelated scope={scope} call={call} /> : null}
      </div>
    </aside>,
    props.home,
  );
}

function Fields(props: { scope: Scope; columns: GridColumn[]; row: Value[] }) {
  const { f } = useWords();
  const { scope, columns, row } = props;
  return (
    <dl className="fields">
      {columns.map((column, at) => {
        const value = row[at] ?? null;
        const empty = value === null || value === "";
        const color = column.choices.get(normalForm(String(value ?? "")))?.color;
        const name = empty
          ? null
          : scope.names.of(scope.report.columns[at] as ColumnView, String(value));
        return (
          <div className="field-line" key={column.name}>
            <dt title={column.meaning}>{column.header}</dt>
            <dd className={empty ? "unknown" : undefined}>
              {color && !empty ? <span className={`dot dot-${color}`} /> : null}
              {cellText(column, value, f)}
              {name && name !== String(value) ? <span className="quiet"> · {name}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Texts as they were received, by the name of their column where there is one. */
function Kept(props: { title: string; lines: [string, string][]; columns: GridColumn[] }) {
  if (props.lines.length === 0) return null;
  const header = (name: string) =>
    props.columns.find((column) => column.name === name)?.header ?? name;
  return (
    <section className="kept" aria-label={props.title}>
      <h3>{props.title}</h3>
      <dl className="fields">
        {props.lines.map(([name, text]) => (
          <div className="field-line" key={name}>
            <dt>{header(name)}</dt>
            <dd>
              <code>{text}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
