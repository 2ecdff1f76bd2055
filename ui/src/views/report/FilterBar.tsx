// Period, parameters and filters, each as a chip that reads like a sentence.
import { ListFilterPlus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button as Chip } from "react-aria-components";
import type { FilterView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, MenuButton, Panel } from "../../shared/controls";
import { setOverlays, useOverlays } from "../../state/overlays";
import { act } from "../../state/session";
import { filterSentence } from "../common/sentences";
import { FilterForm } from "./FilterForm";
import { ParamChip } from "./ParamChip";
import { PeriodChip } from "./PeriodChip";
import { QuickSearch } from "./QuickSearch";
import { columnOf, type Scope } from "./scope";
import "./filters.css";

export function FilterBar({ scope }: { scope: Scope }) {
  const { t } = useWords();
  const { filters, search } = scope.view.narrowing;
  return (
    <div
      className="filter-bar"
      data-region="filters"
      role="group"
      aria-label={t("ui.filter.label")}
    >
      <PeriodChip today={scope.operation.today} />
      {scope.report.params.map((param) => (
        <ParamChip key={param.name} param={param} scope={scope} />
      ))}
      {filters.map((filter) => (
        <FilterChip key={filter.column} filter={filter} scope={scope} />
      ))}
      <AddFilter scope={scope} />
      {filters.length > 0 || search ? (
        <Button look="link" onPress={() => act({ do: "clear" })}>
          {t("ui.filter.clearAll")}
        </Button>
      ) : null}
      <span className="spacer" />
      <QuickSearch text={search} />
    </div>
  );
}

/** Chooses a column from a menu, then its filter in a panel that opens by itself. */
function AddFilter({ scope }: { scope: Scope }) {
  const { t, texts } = useWords();
  const { report, view } = scope;
  const [adding, setAdding] = useState<string | null>(null);
  const wanted = useOverlays((overlays) => overlays.filterOf);
  useEffect(() => {
    if (wanted === null) return;
    setAdding(wanted);
    setOverlays({ filterOf: null });
  }, [wanted]);
  const held = view.narrowing.filters.some((filter) => filter.column === adding);
  const added = adding && !held ? columnOf(report, adding) : undefined;
  return (
    <>
      {added ? (
        <Panel
          open
          key={added.name}
          label={texts(added.label)}
          onClose={() => setAdding(null)}
          trigger={<Chip className="chip on">{texts(added.label)}…</Chip>}
        >
          {(close) => <FilterForm column={added} scope={scope} onDone={close} />}
        </Panel>
      ) : null}
      <MenuButton
        label={t("ui.filter.add")}
        trigger={
          <Chip className="chip">
            <ListFilterPlus aria-hidden /> {t("ui.filter.add")}
          </Chip>
        }
        entries={report.columns.map((column) => ({
          id: column.name,
          label: texts(column.label),
        }))}
        onAction={setAdding}
      />
    </>
  );
}

function FilterChip({ filter, scope }: { filter: FilterView; scope: Scope }) {
  const words = useWords();
  const column = columnOf(scope.report, filter.column);
  if (!column) return null;
  const label = words.texts(column.label);
  const sentence = filterSentence(words, scope, filter, column);
  return (
    <span className="chip-pair">
      <Panel
        label={label}
        trigger={
          <Chip
            className="chip on"
            aria-label={`${label}: ${sentence}`}
            data-act={`filter:${filter.column}`}
          >
            <span>{label}</span> <b>{sentence}</b>
          </Chip>
        }
      >
        {(close) => <FilterForm column={column} scope={scope} filter={filter} onDone={close} />}
      </Panel>
      <Chip
        className="chip-x"
        aria-label={words.t("ui.filter.remove", { column: label })}
        onPress={() => act({ do: "unfilter", column: filter.column })}
      >
        <X aria-hidden />
      </Chip>
    </span>
  );
}
