// The context menu of the grid, at the pointer or at the cell in focus.
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  EyeOff,
  Filter,
  FilterX,
  ListFilter,
  PanelRight,
  Pin,
  PinOff,
  Table,
  User,
} from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Header, Menu, MenuItem, MenuSection, Popover } from "react-aria-components";
import type { ColumnView } from "../../backend";
import type { Value } from "../../grid/cells";
import type { MenuPlace } from "../../grid/RowGrid";
import { useWords, type Words } from "../../i18n";
import { canMove, layoutOf, withHidden, withMoved, withPinned } from "../../state/layout";
import { act } from "../../state/session";
import { valueLabel } from "../common/sentences";
import { keyText, pressesOf } from "../frame/keyText";
import { columnOf, type Scope } from "../report/scope";
import { agentColumn, byValue, valueIn } from "./byValue";

interface Entry {
  id: string;
  label: string;
  icon: ReactNode;
  keys?: string;
  disabled?: boolean;
  act: () => void;
}

interface Section {
  id: string;
  title: string;
  entries: Entry[];
}

export interface RowsMenuProps {
  place: MenuPlace;
  scope: Scope;
  /** The row under the pointer, if it is at hand. */
  row: Value[] | undefined;
  onClose: () => void;
  onCopy: (what: "selection" | "headers" | "row") => void;
  onOpen: () => void;
  onFilter: (column: string) => void;
}

export function RowsMenu(props: RowsMenuProps) {
  const { texts } = useWords();
  const anchor = useRef<HTMLSpanElement>(null);
  const sections = useSections(props);
  const { place, scope, onClose } = props;
  const column = columnOf(scope.report, "spot" in place ? place.spot.column : place.column);
  const name = column ? texts(column.label) : "";
  const entries = new Map(
    sections.flatMap((section) => section.entries.map((entry) => [entry.id, entry])),
  );
  return (
    <>
      <span
        ref={anchor}
        className="menu-anchor"
        style={{ left: `${place.x}px`, top: `${place.y}px` }}
      />
      <Popover
        className="popover"
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        aria-label={name}
        onOpenChange={(open) => open || onClose()}
      >
        <Menu
          className="menu rows-menu"
          aria-label={name}
          autoFocus="first"
          onClose={onClose}
          onAction={(id) => entries.get(String(id))?.act()}
        >
          {sections.map((section) => (
            <MenuSection key={section.id} className="menu-part" aria-label={section.title}>
              {section.id === "column" ? (
                <Header className="menu-heading">{section.title}</Header>
              ) : null}
              {section.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  className="menu-item"
                  textValue={entry.label}
                  isDisabled={entry.disabled}
                >
                  {entry.icon}
                  <span className="menu-text">{entry.label}</span>
                  {entry.keys ? <kbd className="aside">{entry.keys}</kbd> : null}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

function useSections(props: RowsMenuProps): Section[] {
  const words = useWords();
  const { t, texts } = words;
  const { place, scope, row, onFilter } = props;
  const column = columnOf(scope.report, "spot" in place ? place.spot.column : place.column);
  const ofColumn = column
    ? [
        {
          id: "column",
          title: texts(column.label),
          entries: [
            ...sortEntries(t, column),
            ...(row
              ? []
              : [
                  {
                    id: "filter",
                    label: t("ui.grid.menu.filter"),
                    icon: <ListFilter aria-hidden />,
                    keys: keysOf(words, "headFilter"),
                    act: () => onFilter(column.name),
                  },
                ]),
            ...columnEntries(t, scope, column),
          ],
        },
      ]
    : [];
  if (!("spot" in place)) return ofColumn;
  return [
    { id: "open", title: t("ui.grid.menu.detail"), entries: [openEntry(words, props)] },
    ...(row && column
      ? [
          {
            id: "filters",
            title: t("ui.grid.menu.filters"),
            entries: filterEntries(words, scope, column, row),
          },
        ]
      : []),
    { id: "copies", title: t("ui.grid.menu.copies"), entries: copyEntries(words, props) },
    ...ofColumn,
  ];
}

type T = Words["t"];

/** The keys that do the same, as the list of keys has them. */
function keysOf(words: Words, row: string): string | undefined {
  const [press] = pressesOf(row);
  return press && keyText(words, press);
}

function openEntry(words: Words, { onOpen }: RowsMenuProps): Entry {
  const { t } = words;
  return {
    id: "open",
    label: t("ui.grid.menu.open"),
    icon: <PanelRight aria-hidden />,
    keys: keysOf(words, "openRow"),
    act: onOpen,
  };
}

function filterEntries(words: Words, scope: Scope, column: ColumnView, row: Value[]): Entry[] {
  const { t } = words;
  const { report } = scope;
  const value = valueIn(report, row, column);
  const unknown = value === null || value === "";
  const label = unknown
    ? t("ui.filter.op.empty")
    : valueLabel(words, scope.names, column, String(value));
  const day = column.kind === "datetime" ? words.f.dayShort(String(value)) : label;
  const only = byValue(column, value, true);
  const except = byValue(column, value, false);
  const agent = agentColumn(report);
  const whose = valueIn(report, row, agent);
  const put = (filter: NonNullable<typeof only>) => () => act({ do: "filter", filter });
  const entries: Entry[] = [];
  if (only)
    entries.push({
      id: "only",
      label: t("ui.grid.menu.only", { value: day }),
      icon: <Filter aria-hidden />,
      act: put(only),
    });
  if (except)
    entries.push({
      id: "except",
      label: t("ui.grid.menu.except", { value: label }),
      icon: <FilterX aria-hidden />,
      act: put(except),
    });
  if (agent && whose !== null && agent !== column) {
    const byAgent = byValue(agent, whose, true);
    const name = valueLabel(words, scope.names, agent, String(whose));
    if (byAgent)
      entries.push({
        id: "agent",
        label: t("ui.grid.menu.agent", { name }),
        icon: <User aria-hidden />,
        act: put(byAgent),
      });
  }
  return entries;
}

function copyEntries(words: Words, { onCopy }: RowsMenuProps): Entry[] {
  const { t } = words;
  return [
    {
      id: "copy",
      label: t("ui.grid.menu.copy"),
      icon: <Copy aria-hidden />,
      keys: keysOf(words, "copy"),
      act: () => onCopy("selection"),
    },
    {
      id: "headers",
      label: t("ui.grid.menu.copyHeaders"),
      icon: <Table aria-hidden />,
      keys: keysOf(words, "copyHeaders"),
      act: () => onCopy("headers"),
    },
    {
      id: "row",
      label: t("ui.grid.menu.copyRow"),
      icon: <Copy aria-hidden />,
      act: () => onCopy("row"),
    },
  ];
}

function sortEntries(t: T, { name }: ColumnView): Entry[] {
  const sort = (descending: boolean) => () =>
    act({ do: "order", sort: [{ column: name, descending }] });
  return [
    { id: "up", label: t("ui.grid.menu.up"), icon: <ArrowUp aria-hidden />, act: sort(false) },
    { id: "down", label: t("ui.grid.menu.down"), icon: <ArrowDown aria-hidden />, act: sort(true) },
  ];
}

function columnEntries(t: T, { report, view }: Scope, { name }: ColumnView): Entry[] {
  const names = report.columns.map((column) => column.name);
  const layout = layoutOf(view);
  const put = (part: ReturnType<typeof withPinned>) => () => act({ do: "layout", layout: part });
  const side = layout.pinned[name];
  const pin = (to: "left" | "right"): Entry => ({
    id: `pin-${to}`,
    label: t(`ui.grid.menu.pin.${to}`),
    icon: <Pin aria-hidden />,
    act: put(withPinned(layout, name, to)),
  });
  const move = (by: 1 | -1, id: "left" | "right"): Entry => ({
    id: `move-${id}`,
    label: t(`ui.grid.menu.move.${id}`),
    icon: by === 1 ? <ArrowRight aria-hidden /> : <ArrowLeft aria-hidden />,
    disabled: !canMove(names, layout, name, by),
    act: put(withMoved(names, layout, name, by)),
  });
  return [
    ...(side === "left" ? [] : [pin("left")]),
    ...(side === "right" ? [] : [pin("right")]),
    ...(side
      ? [
          {
            id: "unpin",
            label: t("ui.grid.menu.unpin"),
            icon: <PinOff aria-hidden />,
            act: put(withPinned(layout, name, null)),
          },
        ]
      : []),
    move(-1, "left"),
    move(1, "right"),
    {
      id: "hide",
      label: t("ui.grid.menu.hide"),
      icon: <EyeOff aria-hidden />,
      disabled: layout.hidden.length >= names.length - 1,
      act: put(withHidden(layout, name, true)),
    },
  ];
}
