// Choosing values from those that come, with how often each does.
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { asErrorView, type ValueCount } from "../../backend";
import { normalForm } from "../../format/normal";
import { useWords } from "../../i18n";
import { Button, Checkbox, Field, Segments, useLasting } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { act } from "../../state/session";
import { valueLabel } from "../common/sentences";
import { Trouble } from "../common/Trouble";
import type { FilterFormProps } from "./FilterForm";

const most = 200;

/** The text a moment after the last key. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function FilterSet({ column, scope, filter, onDone }: FilterFormProps) {
  const { t, f } = useWords();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string[]>(
    () => filter?.tests.flatMap((test) => test.values) ?? [],
  );
  const [without, setWithout] = useState(filter?.tests[0]?.op === "not_in");
  const toggle = (value: string, on: boolean) =>
    setChosen((held) => (on ? [...held, value] : held.filter((one) => one !== value)));
  const apply = () => {
    const tests = [{ op: without ? ("not_in" as const) : ("in" as const), values: chosen }];
    if (chosen.length === 0) act({ do: "unfilter", column: column.name });
    else act({ do: "filter", filter: { column: column.name, tests, any: false } });
    onDone();
  };
  return (
    <>
      <Field
        hideLabel
        autoFocus
        type="search"
        label={t("ui.filter.searchValues")}
        placeholder={t("ui.filter.searchValues")}
        value={search}
        onChange={setSearch}
        onEnter={apply}
        after={<Search aria-hidden className="field-icon" />}
      />
      <Values column={column} scope={scope} search={search} chosen={chosen} onChange={toggle} />
      <Segments
        label={t("ui.filter.sense")}
        value={without ? "without" : "with"}
        onChange={(sense) => setWithout(sense === "without")}
        options={[
          { value: "with", label: t("ui.filter.only") },
          { value: "without", label: t("ui.filter.except") },
        ]}
      />
      <div className="row">
        <Button look="primary" onPress={apply}>
          {chosen.length > 0
            ? t("ui.filter.applyChosen", { count: chosen.length, n: f.number(chosen.length) })
            : t("ui.filter.apply")}
        </Button>
        <EmptyButtons column={column.name} onDone={onDone} />
      </div>
    </>
  );
}

/** The values that come under the other filters, most frequent first. */
function Values(
  props: Pick<FilterFormProps, "column" | "scope"> & {
    search: string;
    chosen: string[];
    onChange: (value: string, on: boolean) => void;
  },
) {
  const { column, scope, chosen, onChange } = props;
  const words = useWords();
  const text = useSettledText(props.search);
  const question = (search: string) => ({
    table: scope.table,
    narrowing: scope.view.narrowing,
    column: column.name,
    search,
    limit: most,
  });
  const all = useAnswer("distinct", question(""));
  // The core knows values as they are held. Where all are here, the words on screen are searched too.
  const searched = useAnswer("distinct", all.data?.more && text ? question(text) : null);
  const within = all.data?.more === false;
  const answer = within || !text ? all : searched;
  const sought = normalForm(within ? text : "");
  const known = (answer.data?.values ?? []).filter(({ value }) => {
    if (value === null) return false;
    const label = valueLabel(words, scope.names, column, String(value));
    return [label, String(value)].some((shown) => normalForm(shown).includes(sought));
  });
  const { t, f } = words;
  const waiting = useLasting(answer.isPending);
  if (answer.error)
    return (
      <Trouble error={asErrorView(answer.error)} onRetry={() => void answer.refetch()} compact />
    );
  return (
    <div
      className="values"
      role="group"
      aria-label={t("ui.filter.values")}
      aria-busy={answer.isFetching}
    >
      {known.map((held) => (
        <ValueLine
          key={String(held.value)}
          held={held}
          column={column}
          scope={scope}
          checked={chosen.includes(String(held.value))}
          onChange={onChange}
        />
      ))}
      {waiting ? <span className="skeleton" /> : null}
      {known.length === 0 && answer.data ? (
        <p className="quiet">{t("ui.common.nothingFound")}</p>
      ) : null}
      {answer.data?.more ? (
        <p className="quiet">
          {t("ui.filter.moreValues", { count: known.length, n: f.number(known.length) })}
        </p>
      ) : null}
    </div>
  );
}

function EmptyButtons({ column, onDone }: { column: string; onDone: () => void }) {
  const { t } = useWords();
  const put = (op: "empty" | "not_empty") => {
    act({ do: "filter", filter: { column, tests: [{ op, values: [] }], any: false } });
    onDone();
  };
  return (
    <>
      <Button look="plain" onPress={() => put("empty")}>
        {t("ui.filter.op.empty")}
      </Button>
      <Button look="plain" onPress={() => put("not_empty")}>
        {t("ui.filter.op.not_empty")}
      </Button>
    </>
  );
}

function ValueLine(
  props: Pick<FilterFormProps, "column" | "scope"> & {
    held: ValueCount;
    checked: boolean;
    onChange: (value: string, on: boolean) => void;
  },
) {
  const words = useWords();
  const value = String(props.held.value);
  const label = valueLabel(words, props.scope.names, props.column, value);
  return (
    <Checkbox
      checked={props.checked}
      onChange={(on) => props.onChange(value, on)}
      aside={words.f.number(props.held.count)}
    >
      {label}
      {label !== value ? <span className="quiet"> {value}</span> : null}
    </Checkbox>
  );
}
