// One chart: its question, its legend that shows and hides parts, its picture or table, and its click.
import { Table2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { asErrorView, type StatesView } from "../../backend";
import { type ChartData, isEmpty, type MarkPlace, without } from "../../charts/model";
import { useWords } from "../../i18n";
import { IconButton, useLasting } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { Trouble } from "../common/Trouble";
import { ChartActs } from "./ChartActs";
import { ChartPicture } from "./ChartPicture";
import { useChart } from "./chartData";
import type { Scope } from "./scope";

export interface ChartPanelProps {
  name: string;
  scope: Scope;
  states: StatesView | undefined;
}

export function ChartPanel({ name, scope, states }: ChartPanelProps) {
  const { t } = useWords();
  const { asked, answer, data, pick } = useChart(name, scope, states);
  const waiting = useLasting(answer.isFetching);
  const title = t(`ui.chart.title.${name}`);
  if (!asked) return null;
  return (
    <figure className={waiting ? "panel waiting" : "panel"} aria-busy={answer.isFetching}>
      {data && !answer.error ? (
        <Drawn data={data} title={title} scope={scope} onPick={pick} />
      ) : (
        <>
          <Head title={title} />
          <div className="panel-body">
            {answer.error ? (
              <Trouble
                error={asErrorView(answer.error)}
                onRetry={() => void answer.refetch()}
                compact
              />
            ) : waiting ? (
              <span className="skeleton tall" />
            ) : null}
          </div>
        </>
      )}
    </figure>
  );
}

function Head(props: { title: string; aside?: string; children?: ReactNode }) {
  return (
    <figcaption className="panel-head">
      <h2 title={props.title}>{props.title}</h2>
      {props.aside ? <span className="quiet">{props.aside}</span> : null}
      <span className="panel-acts">{props.children}</span>
    </figcaption>
  );
}

interface DrawnProps {
  data: ChartData;
  title: string;
  scope: Scope;
  onPick: (place: MarkPlace, shown: ChartData) => void;
}

/** The chart as one looks at it, in its panel or large; what is hidden in one is hidden in the other. */
function Drawn({ data, title, scope, onPick }: DrawnProps) {
  const { t, f } = useWords();
  const [asTable, setAsTable] = useState(false);
  const [large, setLarge] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => without(data, hidden), [data, hidden]);
  const more = data.kind !== "heat" ? data.more : 0;
  const aside = more > 0 ? t("ui.chart.more", { count: more, n: f.number(more) }) : "";
  const picture = (
    <ChartPicture {...{ data, shown, hidden, title, asTable, onPick }} onHide={setHidden} />
  );
  const acts = (onLarge?: () => void) => (
    <>
      <TableSwitch title={title} asTable={asTable} onChange={setAsTable} />
      {isEmpty(data) ? null : <ChartActs {...{ scope, title, onLarge }} data={shown} />}
    </>
  );
  return (
    <>
      <Head title={title} aside={aside}>
        {acts(() => setLarge(true))}
      </Head>
      <div className="panel-body">{picture}</div>
      {large ? (
        <Dialog
          large
          title={title}
          closeLabel={t("ui.common.close")}
          onClose={() => setLarge(false)}
          acts={acts()}
        >
          <div className="panel-body large">{picture}</div>
        </Dialog>
      ) : null}
    </>
  );
}

function TableSwitch(props: {
  title: string;
  asTable: boolean;
  onChange: (asTable: boolean) => void;
}) {
  const { t } = useWords();
  const { title, asTable, onChange } = props;
  return (
    <IconButton
      name={t(asTable ? "ui.chart.asPicture" : "ui.chart.asTable", { title })}
      className="small"
      onPress={() => onChange(!asTable)}
      aria-pressed={asTable}
    >
      <Table2 aria-hidden />
    </IconButton>
  );
}
