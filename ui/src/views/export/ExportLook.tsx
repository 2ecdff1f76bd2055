// What a workbook shows beside its rows, and its looks: pages, charts, tiles, logo, colour.
import { useState } from "react";
import {
  asErrorView,
  type ErrorView,
  type Look,
  type QuestionView,
  type ReportView,
} from "../../backend";
import { useWords } from "../../i18n";
import { Button, Checkbox } from "../../shared/controls";
import { useAnswer, useBackend } from "../../state/answers";
import { isUsual, tooLight } from "../../state/template";
import { Trouble } from "../common/Trouble";

const parts = ["questions", "charts", "figures", "checks", "definitions"] as const;
const usualAccent = "#2449cd";
/** Figures that the first page has room for. */
const mostTiles = 10;

export function ExportLook(props: {
  look: Look;
  change: (part: Partial<Look>) => void;
  reports: ReportView[];
  questions: QuestionView[];
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
      <Questions {...props} />
      <Tiles {...props} />
      <Logo look={look} change={change} />
      <Accent look={look} change={change} />
    </details>
  );
}

/** Which questions have a page. */
function Questions({ look, change, questions }: Parameters<typeof ExportLook>[0]) {
  const { t } = useWords();
  const { without } = look;
  const once = [...new Map(questions.map((question) => [question.name, question])).values()];
  return look.questions && once.length > 0 ? (
    <Ticks
      legend={t("ui.export.look.pages")}
      all={once}
      isTicked={(name) => !without.includes(name)}
      tick={(name, on) => change({ without: changed(without, name, !on) })}
    />
  ) : null;
}

/** The figures of the first page; none chosen means the usual ones. */
function Tiles({ look, change, reports }: Parameters<typeof ExportLook>[0]) {
  const { t } = useWords();
  const kpis = useAnswer("kpi_list", {}).data?.kpis ?? [];
  const names = new Set(reports.flatMap((report) => report.kpis));
  const { tiles } = look;
  return (
    <Ticks
      legend={t("ui.export.look.tiles", { n: mostTiles })}
      all={kpis.filter(({ kpi }) => names.has(kpi)).map(({ kpi, title }) => ({ name: kpi, title }))}
      isTicked={(name) => tiles.includes(name)}
      isFull={tiles.length >= mostTiles}
      tick={(name, on) => change({ tiles: changed(tiles, name, on) })}
    />
  );
}

/** The names with or without one. */
function changed(names: string[], name: string, isIn: boolean): string[] {
  return isIn ? [...names, name] : names.filter((one) => one !== name);
}

function Ticks(props: {
  legend: string;
  all: QuestionView[];
  isTicked: (name: string) => boolean;
  isFull?: boolean;
  tick: (name: string, on: boolean) => void;
}) {
  const { texts } = useWords();
  return (
    <fieldset className="export-tiles">
      <legend className="quiet">{props.legend}</legend>
      {props.all.map(({ name, title }) => {
        const ticked = props.isTicked(name);
        return (
          <Checkbox
            key={name}
            checked={ticked}
            disabled={props.isFull && !ticked}
            onChange={(on) => props.tick(name, on)}
          >
            {texts(title)}
          </Checkbox>
        );
      })}
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
