// What can be done with a chart: copied or saved as a picture, saved as figures, seen large.
import { ClipboardCopy, Ellipsis, FileImage, FileText, Maximize2 } from "lucide-react";
import { csvOf } from "../../charts/csv";
import type { ChartData } from "../../charts/model";
import { paperPalette } from "../../charts/palette";
import { useWords, type Words } from "../../i18n";
import { IconButton, MenuButton } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { fileName, tellCopied, tellSaved } from "../../state/files";
import { filterLine, periodText, sourceLine } from "../saved/viewFacts";
import { drawingOf } from "./chartData";
import type { Scope } from "./scope";

/** Drawn when asked for: the code that draws is there already by then. */
async function pictureFor(words: Words, scope: Scope, title: string, data: ChartData) {
  const { pictureOf } = await import("../../charts/picture");
  const { operation, report } = scope;
  const filters = filterLine(words, scope);
  return pictureOf(data, drawingOf(words, paperPalette(), 100), {
    title,
    lines: [
      `${words.texts(report.title)} · ${operation.name} · ${periodText(words, scope)}`,
      data.goal ? `${filters} · ${words.t("ui.target.goal", { goal: data.goal.label })}` : filters,
    ],
    source: sourceLine(words, scope),
  });
}

function useChartActs(scope: Scope, title: string, data: ChartData): Record<string, () => unknown> {
  const words = useWords();
  const backend = useBackend();
  const { from, to } = scope.view.period;
  const name = fileName(`${from}_${to}`, words.texts(scope.report.title), title);
  const drawn = () => pictureFor(words, scope, title, data);
  return {
    copy: () => tellCopied(drawn().then((png) => backend.call("copy_picture", { name, png }))),
    picture: () => tellSaved(drawn().then((png) => backend.call("save_picture", { name, png }))),
    figures: () =>
      tellSaved(backend.call("save_text", { name: `${name}.csv`, text: csvOf(data, words) })),
  };
}

export function ChartActs(props: {
  scope: Scope;
  title: string;
  /** As shown: less what the legend hides. */
  data: ChartData;
  onLarge?: () => void;
}) {
  const { t } = useWords();
  const { scope, title, data, onLarge } = props;
  const acts = useChartActs(scope, title, data);
  const entries = [
    { id: "copy", icon: <ClipboardCopy aria-hidden /> },
    { id: "picture", icon: <FileImage aria-hidden /> },
    { id: "figures", icon: <FileText aria-hidden /> },
    ...(onLarge ? [{ id: "large", icon: <Maximize2 aria-hidden /> }] : []),
  ];
  return (
    <MenuButton
      label={t("ui.chart.acts", { title })}
      placement="bottom end"
      trigger={
        <IconButton name={t("ui.chart.acts", { title })} className="small">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      entries={entries.map((entry) => ({ ...entry, label: t(`ui.chart.act.${entry.id}`) }))}
      onAction={(id) => (id === "large" ? onLarge?.() : acts[id]?.())}
    />
  );
}
