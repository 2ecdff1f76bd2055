// Which columns the grid shows, in which order, and which of them stay in view.
import { ChevronDown, ChevronUp, Columns3, Pin, PinOff, Search } from "lucide-react";
import { useState } from "react";
import { normalForm } from "../../format/normal";
import { useWords } from "../../i18n";
import { Button, Checkbox, Field, IconButton, MenuButton, Panel } from "../../shared/controls";
import {
  arranged,
  canMove,
  type Layout,
  layoutOf,
  ownLayout,
  sameLayout,
  withHidden,
  withMoved,
  withPinned,
} from "../../state/layout";
import { act } from "../../state/session";
import { columnOf, type Scope } from "../report/scope";

const put = (layout: Partial<Layout>) => act({ do: "layout", layout });

export function ColumnChooser({ scope }: { scope: Scope }) {
  const { t, f } = useWords();
  const { report, view } = scope;
  const shown = report.columns.length - view.hidden.length;
  return (
    <Panel
      label={t("ui.rows.columns")}
      placement="top end"
      className="chooser"
      trigger={
        <Button look="plain" className="status-button">
          <Columns3 aria-hidden />{" "}
          {t("ui.rows.columnsShown", {
            shown: f.number(shown),
            all: f.number(report.columns.length),
          })}
        </Button>
      }
    >
      <Chosen scope={scope} />
    </Panel>
  );
}

function Chosen({ scope }: { scope: Scope }) {
  const { t, texts } = useWords();
  const { report, view } = scope;
  const [sought, setSought] = useState("");
  const layout = layoutOf(view);
  const names = report.columns.map((column) => column.name);
  const label = (name: string) => {
    const column = columnOf(report, name);
    return column ? texts(column.label) : name;
  };
  const found = arranged(names, layout).filter((name) =>
    normalForm(label(name)).includes(normalForm(sought)),
  );
  return (
    <>
      <Field
        hideLabel
        autoFocus
        type="search"
        label={t("ui.grid.chooser.search")}
        placeholder={t("ui.grid.chooser.search")}
        value={sought}
        onChange={setSought}
        after={<Search aria-hidden className="field-icon" />}
      />
      <ul className="chooser-list">
        {found.map((name) => (
          <ChosenColumn
            key={name}
            name={name}
            label={label(name)}
            names={names}
            layout={layout}
            still={sought !== ""}
          />
        ))}
        {found.length === 0 ? <li className="quiet">{t("ui.common.nothingFound")}</li> : null}
      </ul>
      <div className="row">
        <Button isDisabled={view.hidden.length === 0} onPress={() => put({ hidden: [] })}>
          {t("ui.grid.chooser.all")}
        </Button>
        <Button
          look="plain"
          isDisabled={sameLayout(layout, ownLayout)}
          onPress={() => put(ownLayout)}
        >
          {t("ui.grid.chooser.reset")}
        </Button>
      </div>
    </>
  );
}

interface ChosenColumnProps {
  name: string;
  label: string;
  names: string[];
  layout: Layout;
  /** Among found ones a move would not be seen. */
  still: boolean;
}

function ChosenColumn({ name, label, names, layout, still }: ChosenColumnProps) {
  const { t } = useWords();
  const shown = !layout.hidden.includes(name);
  const last = shown && layout.hidden.length === names.length - 1;
  // All columns are in this list, the hidden ones too.
  const listed = { ...layout, hidden: [] };
  const side = layout.pinned[name];
  const move = (by: 1 | -1) => put(withMoved(names, listed, name, by));
  return (
    <li className={side ? "chooser-column pinned" : "chooser-column"}>
      <Checkbox
        checked={shown}
        disabled={last}
        onChange={(on) => put(withHidden(layout, name, !on))}
      >
        {label}
      </Checkbox>
      <IconButton
        className="small"
        name={t("ui.grid.chooser.earlier", { column: label })}
        isDisabled={still || !canMove(names, listed, name, -1)}
        onPress={() => move(-1)}
      >
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton
        className="small"
        name={t("ui.grid.chooser.later", { column: label })}
        isDisabled={still || !canMove(names, listed, name, 1)}
        onPress={() => move(1)}
      >
        <ChevronDown aria-hidden />
      </IconButton>
      <MenuButton
        label={t("ui.grid.chooser.pin", { column: label })}
        placement="bottom end"
        trigger={
          <IconButton
            className={side ? "small on" : "small"}
            name={t(`ui.grid.chooser.pinned.${side ?? "none"}`, { column: label })}
          >
            <Pin aria-hidden />
          </IconButton>
        }
        entries={[
          { id: "left", label: t("ui.grid.menu.pin.left"), icon: <Pin aria-hidden /> },
          { id: "right", label: t("ui.grid.menu.pin.right"), icon: <Pin aria-hidden /> },
          {
            id: "none",
            label: t("ui.grid.menu.unpin"),
            icon: <PinOff aria-hidden />,
            disabled: !side,
          },
        ].filter((entry) => entry.id !== side)}
        onAction={(id) =>
          put(withPinned(layout, name, id === "left" || id === "right" ? id : null))
        }
      />
    </li>
  );
}
