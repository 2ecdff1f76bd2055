// A parameter of the report beside its period: one of a list of names, or all that is held.
import { Button as Chip } from "react-aria-components";
import type { ParamView } from "../../backend";
import { useWords } from "../../i18n";
import { Combo } from "../../shared/combobox";
import { Button, Panel } from "../../shared/controls";
import { act } from "../../state/session";
import type { Scope } from "./scope";

export function ParamChip({ param, scope }: { param: ParamView; scope: Scope }) {
  const { t, texts } = useWords();
  const value = scope.view.params[param.name] ?? null;
  const names = scope.names.list(param.picker ?? "");
  const label = texts(param.label);
  const named = names.find((held) => held.id === value)?.name;
  const told = value === null ? t("ui.filter.allHeld") : named ? `${named} (${value})` : value;
  return (
    <Panel
      label={label}
      trigger={
        <Chip className={value === null ? "chip" : "chip on"}>
          <span>{label}</span>
          <b>{told}</b>
        </Chip>
      }
    >
      {(close) => (
        <div className="param-form">
          <Combo
            label={label}
            options={names.map(({ id, name }) => ({ id, label: name, aside: id }))}
            value={value}
            onChange={(id) => {
              if (id !== null && id !== value) {
                act({ do: "param", name: param.name, value: id });
                close();
              }
            }}
            placeholder={t("ui.filter.typeName")}
            emptyText={t("ui.common.nothingFound")}
            openLabel={t("ui.common.openList")}
          />
          <p className="field-help">
            {param.all === null && param.required
              ? t("ui.filter.paramNeeded")
              : t("ui.filter.paramAll")}
          </p>
          {value === null ? null : (
            <div className="row">
              <Button
                onPress={() => {
                  act({ do: "param", name: param.name, value: null });
                  close();
                }}
              >
                {t("ui.filter.allHeld")}
              </Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}
