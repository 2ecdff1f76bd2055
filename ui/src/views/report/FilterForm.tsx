// The form of a filter, by the kind of its column.

import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { ColumnView, FilterView, Op } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Field, IconButton, MenuButton, Segments } from "../../shared/controls";
import { DayInput } from "../../shared/dayInput";
import { arity, type Draft, formOf, opsOf, toDrafts, toFilter } from "../../state/filters";
import { act } from "../../state/session";
import { FilterSet } from "./FilterSet";
import type { Scope } from "./scope";

export interface FilterFormProps {
  column: ColumnView;
  scope: Scope;
  filter?: FilterView;
  onDone: () => void;
}

export function FilterForm(props: FilterFormProps) {
  const { texts } = useWords();
  const { column, filter } = props;
  const set =
    formOf(column.kind) === "set" &&
    (filter?.tests.every((test) => arity(test.op) === "many") ?? true);
  return (
    <div className="filter-form">
      <div>
        <h3>{texts(column.label)}</h3>
        <p className="field-help">{texts(column.meaning)}</p>
      </div>
      {set ? <FilterSet {...props} /> : <Conditions {...props} />}
    </div>
  );
}

function blank(column: ColumnView): Draft {
  const op = opsOf[formOf(column.kind)][0] ?? "eq";
  return { op, values: ["", ""] };
}

/** Up to three conditions, joined by and, or. */
function Conditions({ column, filter, onDone }: FilterFormProps) {
  const { t } = useWords();
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    filter ? toDrafts(column.kind, filter) : [blank(column)],
  );
  const [any, setAny] = useState(filter?.any ?? false);
  const made = toFilter(column.name, column.kind, drafts, any);
  const change = (at: number, draft: Draft) =>
    setDrafts((held) => held.map((one, index) => (index === at ? draft : one)));
  const apply = () => {
    if (!made) return;
    act({ do: "filter", filter: made });
    onDone();
  };
  return (
    <>
      {drafts.length > 1 ? (
        <Segments
          label={t("ui.filter.joined")}
          value={any ? "any" : "all"}
          onChange={(joined) => setAny(joined === "any")}
          options={[
            { value: "all", label: t("ui.filter.all") },
            { value: "any", label: t("ui.filter.any") },
          ]}
        />
      ) : null}
      {drafts.map((draft, at) => (
        <div className="condition" key={at}>
          <Condition
            column={column}
            draft={draft}
            onChange={(next) => change(at, next)}
            onEnter={apply}
            first={at === 0}
          />
          {drafts.length > 1 ? (
            <IconButton
              name={t("ui.filter.removeCondition")}
              onPress={() => setDrafts((held) => held.filter((_, index) => index !== at))}
            >
              <X aria-hidden />
            </IconButton>
          ) : null}
        </div>
      ))}
      <div className="row">
        <Button look="primary" isDisabled={!made} onPress={apply}>
          {t("ui.filter.apply")}
        </Button>
        {drafts.length < 3 ? (
          <Button look="plain" onPress={() => setDrafts((held) => [...held, blank(column)])}>
            <Plus aria-hidden /> {t("ui.filter.condition")}
          </Button>
        ) : null}
        {filter ? (
          <Button
            look="plain"
            onPress={() => {
              act({ do: "unfilter", column: column.name });
              onDone();
            }}
          >
            {t("ui.filter.removeThis")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface ConditionProps {
  column: ColumnView;
  draft: Draft;
  onChange: (draft: Draft) => void;
  onEnter: () => void;
  first: boolean;
}

function Condition({ column, draft, onChange, onEnter, first }: ConditionProps) {
  const { t } = useWords();
  const form = formOf(column.kind);
  const wanted = arity(draft.op);
  const count = wanted === "many" ? 1 : wanted;
  const put = (at: number, value: string) => {
    const values = [...draft.values];
    values[at] = value;
    onChange({ ...draft, values });
  };
  return (
    <>
      <MenuButton
        label={t("ui.filter.comparison")}
        trigger={
          <Button aria-label={`${t("ui.filter.comparison")}: ${t(`ui.filter.op.${draft.op}`)}`}>
            {t(`ui.filter.op.${draft.op}`)}
          </Button>
        }
        entries={opsOf[form === "set" ? "text" : form].map((op) => ({
          id: op,
          label: t(`ui.filter.op.${op}`),
        }))}
        onAction={(op) => onChange({ ...draft, op: op as Op })}
      />
      {Array.from({ length: count }, (_, at) =>
        form === "date" ? (
          <DayInput
            key={at}
            label={t(at === 0 ? "ui.filter.value" : "ui.filter.secondValue")}
            value={draft.values[at] ?? ""}
            onChange={(value) => put(at, value)}
          />
        ) : (
          <Field
            key={at}
            hideLabel
            autoFocus={first && at === 0}
            label={t(at === 0 ? "ui.filter.value" : "ui.filter.secondValue")}
            placeholder={form === "duration" ? "1:30" : form === "number" ? "0" : ""}
            value={draft.values[at] ?? ""}
            onChange={(value) => put(at, value)}
            onEnter={onEnter}
          />
        ),
      )}
    </>
  );
}
