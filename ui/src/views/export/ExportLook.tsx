// What a workbook shows beside its rows, and its looks: pages, charts, tiles, logo, colour.
import { useState } from "react";
import { asErrorView, type ErrorView, type Look, type ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { Button, Checkbox } from "../../shared/controls";
import { useAnswer, useBackend } from "../../state/answers";
import { isUsual, tooLight } from "../../state/template";
import { Trouble } from "../common/Trouble";

const parts = ["questions", "charts", "figures", "checks", "definitions"] as const;
const usualAccent = "#2449cd";

export function ExportLook(props: {
  look: Look;
  change: (part: Partial<Look>) => void;
  reports: ReportView[];
}) {
  const { t } = useWords();
  const { look, change } = props;
  return (
    <details className="export-look" open={!isUsual(look)}>
      <summary className="field-label">{t("ui.export.look.title")}</summary>
      <div className="export-parts">
        {parts.map((part) => (
          <Checkbox key={part} checked={look[part]} onChange={(on) => change({ [part]: on })}>
            {t(`ui.export.look.${part}`)}
          </Checkbox>
        ))}
      </div>
      <Tiles {...props} />
      <Logo look={look} change={change} />
      <Accent look={look} change={change} />
    </details>
  );
}

/** The figures of the first page; none chosen means the usual ones. */
function Tiles({ look, change, reports }: Parameters<typeof ExportLook>[0]) {
  const { t, texts } = useWords();
  const kpis = useAnswer("kpi_list", {}).data?.kpis ?? [];
  const names = new Set(reports.flatMap((report) => report.kpis));
  const own = kpis.filter(({ kpi }) => names.has(kpi));
  const toggle = (kpi: string, on: boolean) =>
    change({ tiles: on ? [...look.tiles, kpi] : look.tiles.filter((one) => one !== kpi) });
  return (
    <fieldset className="export-tiles">
      <legend className="quiet">{t("ui.export.look.tiles")}</legend>
      {own.map(({ kpi, title }) => (
        <Checkbox key={kpi} checked={look.tiles.includes(kpi)} onChange={(on) => toggle(kpi, on)}>
          {texts(title)}
        </Checkbox>
      ))}
    </fieldset>
  );
}

interface PartProps {
  look: Look;
  change: (part: Partial<Look>) => void;
}

function Logo({ look, change }: PartProps) {
  const { t } = useWords();
  const backend = useBackend();
  const [error, setError] = useState<ErrorView | null>(null);
  const choose = () => {
    setError(null);
    backend.call("choose_logo", {}).then(
      (file) => file.chosen && change({ logo: file.logo }),
      (thrown) => setError(asErrorView(thrown)),
    );
  };
  return (
    <div className="row">
      {look.logo ? (
        <img className="export-logo" src={look.logo} alt={t("ui.export.look.logo")} />
      ) : null}
      <Button onPress={choose}>{t("ui.export.look.chooseLogo")}</Button>
      {look.logo ? (
        <Button look="plain" onPress={() => change({ logo: "" })}>
          {t("ui.export.look.noLogo")}
        </Button>
      ) : (
        <span className="quiet">{t("ui.export.look.logoHelp")}</span>
      )}
      {error ? <Trouble error={error} compact /> : null}
    </div>
  );
}

function Accent({ look, change }: PartProps) {
  const { t } = useWords();
  return (
    <div className="row">
      <label className="export-accent">
        {t("ui.export.look.accent")}{" "}
        <input
          type="color"
          value={look.accent || usualAccent}
          onChange={(event) => change({ accent: event.target.value })}
        />
      </label>
      {look.accent ? (
        <Button look="plain" onPress={() => change({ accent: "" })}>
          {t("ui.export.look.usualAccent")}
        </Button>
      ) : null}
      {tooLight(look) ? (
        <span className="field-help bad" role="alert">
          {t("ui.export.look.light")}
        </span>
      ) : null}
    </div>
  );
}
