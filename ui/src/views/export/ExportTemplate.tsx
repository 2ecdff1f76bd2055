// A layout of the workbook under a name: chosen, kept, renamed, handed on.
import { ChevronDown, Ellipsis } from "lucide-react";
import { useState } from "react";
import { asErrorView, type ErrorView, type Layout, type TemplateView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Field, IconButton, MenuButton } from "../../shared/controls";
import { useAnswer, useBackend } from "../../state/answers";
import { Trouble } from "../common/Trouble";

type Naming = "saveAs" | "rename";

export function ExportTemplate(props: {
  chosen: TemplateView | null;
  made: () => Layout;
  onChoose: (template: TemplateView | null) => void;
}) {
  const { t } = useWords();
  const { chosen, made, onChoose } = props;
  const backend = useBackend();
  const list = useAnswer("templates", {}).data?.templates ?? [];
  const [naming, setNaming] = useState<Naming | null>(null);
  const [error, setError] = useState<ErrorView | null>(null);
  const act = (what: () => Promise<unknown>) => {
    setError(null);
    what().catch((thrown) => setError(asErrorView(thrown)));
  };
  const keep = async (name: string, layout: Layout, replace: boolean) =>
    onChoose(await backend.call("save_template", { name, layout, replace }));
  const named = (name: string) =>
    act(async () => {
      if (naming === "rename" && chosen) {
        await backend.call("rename_template", { id: chosen.id, name });
        onChoose({ ...chosen, name });
      } else await keep(name, made(), false);
      setNaming(null);
    });
  const open = async () => {
    const file = await backend.call("read_template_file", {});
    if (file.chosen) await keep(file.name, file.layout, false);
  };
  const { id = 0, name = "", usual = false } = chosen ?? {};
  const acts: Record<string, () => void> = {
    save: () => act(() => keep(name, made(), true)),
    saveAs: () => setNaming("saveAs"),
    rename: () => setNaming("rename"),
    usual: () =>
      act(async () => {
        await backend.call("set_usual_template", { id: usual ? null : id });
        if (chosen) onChoose({ ...chosen, usual: !usual });
      }),
    share: () => act(() => backend.call("share_template", { id })),
    remove: () => act(() => backend.call("remove_template", { id }).then(() => onChoose(null))),
    open: () => act(open),
  };
  const always = ["saveAs", "open"];
  return (
    <div className="export-choice">
      <h3 className="field-label">{t("ui.export.template.title")}</h3>
      <div className="row">
        <MenuButton
          label={t("ui.export.template.title")}
          trigger={
            <Button>
              {chosen ? name : t("ui.export.template.none")} <ChevronDown aria-hidden />
            </Button>
          }
          entries={[
            { id: "none", label: t("ui.export.template.none") },
            ...list.map((one) => ({
              id: String(one.id),
              label: one.name,
              aside: one.usual ? t("ui.export.template.isUsual") : undefined,
            })),
          ]}
          onAction={(key) => onChoose(list.find((one) => String(one.id) === key) ?? null)}
        />
        <MenuButton
          label={t("ui.export.template.acts")}
          trigger={
            <IconButton name={t("ui.export.template.acts")}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
          entries={Object.keys(acts)
            .filter((key) => chosen || always.includes(key))
            .map((key) => ({
              id: key,
              label: t(`ui.export.template.${key === "usual" && usual ? "notUsual" : key}`),
            }))}
          onAction={(key) => acts[key]?.()}
        />
      </div>
      {naming ? (
        <Name
          key={naming}
          first={naming === "rename" ? name : ""}
          onName={named}
          onEnd={() => setNaming(null)}
        />
      ) : null}
      {error && error.code !== "CAN-1" ? <Trouble error={error} compact /> : null}
    </div>
  );
}

function Name(props: { first: string; onName: (name: string) => void; onEnd: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(props.first);
  const done = () => name.trim() && props.onName(name.trim());
  return (
    <div className="row">
      <Field
        label={t("ui.export.template.name")}
        value={name}
        onChange={setName}
        onEnter={done}
        autoFocus
        hideLabel
        placeholder={t("ui.export.template.name")}
      />
      <Button isDisabled={!name.trim()} onPress={done}>
        {t("ui.export.template.keep")}
      </Button>
      <Button look="plain" onPress={props.onEnd}>
        {t("ui.common.cancel")}
      </Button>
    </div>
  );
}
