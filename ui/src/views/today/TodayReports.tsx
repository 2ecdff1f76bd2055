// The reports of today: until when each was read, and which of them are read again.
import { Download } from "lucide-react";
import { asErrorView, type OperationView } from "../../backend";
import { useWords } from "../../i18n";
import { Checkbox, IconButton } from "../../shared/controls";
import { setOverlays } from "../../state/overlays";
import { chooseReport } from "../../state/today";
import { errorPart } from "../common/Trouble";
import { clockText } from "../home/agoText";
import { HomePanel } from "../home/HomePanel";
import type { TodayLine } from "./Today";

interface Props {
  operation: OperationView;
  lines: TodayLine[];
  isChosen: (line: TodayLine) => boolean;
}

export function TodayReports(props: Props) {
  const { t } = useWords();
  return (
    <HomePanel title={t("ui.today.reports.title")}>
      <p className="field-help">{t("ui.today.reports.help")}</p>
      <ul className="home-list">
        {props.lines.map((line) => (
          <Line key={line.report.code} {...props} line={line} />
        ))}
      </ul>
    </HomePanel>
  );
}

function Line(props: Props & { line: TodayLine }) {
  const { t, texts } = useWords();
  const { operation, line, isChosen } = props;
  const { code } = line.report;
  const title = texts(line.report.title);
  const { today } = operation;
  const fetch = () =>
    setOverlays({ wanted: { report: code, params: {}, from: today, to: today, reread: false } });
  return (
    <li className="today-line">
      <Checkbox checked={isChosen(line)} onChange={(on) => chooseReport(code, on)}>
        {title}
        <span className="quiet today-until">
          <Until line={line} />
        </span>
      </Checkbox>
      <IconButton name={t("ui.today.reports.fetch", { report: title })} onPress={fetch}>
        <Download aria-hidden />
      </IconButton>
    </li>
  );
}

function Until({ line }: { line: TodayLine }) {
  const words = useWords();
  const { t, f } = words;
  if (line.error) {
    const error = asErrorView(line.error);
    return `${errorPart(words, error, "title")} [${error.code}]`;
  }
  if (!line.coverage) return "\u00a0";
  if (line.until === null) return t("ui.today.reports.never");
  const parts = [
    t("ui.today.reports.until", { time: clockText(words, line.until) }),
    line.rows === null ? "" : t("ui.coverage.rows", { count: line.rows, n: f.number(line.rows) }),
  ];
  return parts.filter(Boolean).join(" · ");
}
