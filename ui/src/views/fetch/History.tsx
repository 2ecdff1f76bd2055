// Fetches of earlier sessions: when, what, how they ended in words, and the next step.
import { ChevronRight, ClipboardCopy, RotateCw } from "lucide-react";
import { useState } from "react";
import { asErrorView, type OperationView, type PastRun, type ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { copyText } from "../../shared/clipboard";
import { Badge, Button } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { wallOfUtc } from "../../state/moments";
import { setOverlays } from "../../state/overlays";
import { Trouble } from "../common/Trouble";
import {
  adviceText,
  diagnosis,
  diagnosisText,
  factsText,
  nextOf,
  outcomeOf,
  toneOfOutcome,
} from "./historyText";

const page = 20;

export default function History(props: { operation: OperationView; reports: ReportView[] }) {
  const { t } = useWords();
  const { operation, reports } = props;
  const history = useAnswer("history", { operation: operation.id });
  const runs = useAnswer("runs", {}).data?.runs ?? [];
  const [shown, setShown] = useState(page);
  // Newest first, and those of this session are shown above.
  const here = runs.filter((run) => run.operation === operation.id && run.state !== "queued");
  const earlier = (history.data?.runs ?? []).slice(here.length);
  return (
    <section className="history" aria-label={t("ui.history.title")} aria-busy={history.isPending}>
      <h3>{t("ui.history.title")}</h3>
      {history.error ? (
        <Trouble
          error={asErrorView(history.error)}
          onRetry={() => void history.refetch()}
          compact
        />
      ) : null}
      {history.data && earlier.length === 0 ? (
        <p className="quiet">{t("ui.history.none")}</p>
      ) : null}
      <ol>
        {earlier.slice(0, shown).map((run) => (
          <Past
            key={run.id}
            run={run}
            report={reports.find(({ code }) => code === run.report)}
            zone={operation.zone}
          />
        ))}
      </ol>
      {earlier.length > shown ? (
        <Button look="link" onPress={() => setShown(shown + page)}>
          {t("ui.history.more")}
        </Button>
      ) : null}
    </section>
  );
}

interface PastProps {
  run: PastRun;
  report: ReportView | undefined;
  zone: string;
}

function Past({ run, report, zone }: PastProps) {
  const words = useWords();
  const { t, f, texts } = words;
  const title = report ? texts(report.title) : run.report;
  const began = wallOfUtc(run.started, zone);
  return (
    <li>
      <details className="past">
        <summary>
          <span className="past-head">
            <ChevronRight aria-hidden />
            <b>{title}</b>
            <Badge tone={toneOfOutcome(run)}>{t(`ui.history.outcome.${outcomeOf(run)}`)}</Badge>
          </span>
          <span className="quiet past-facts">
            {f.dayShort(began)}, {f.time(began).slice(0, 5)} · {f.range(run.from, run.to)}
          </span>
        </summary>
        <p className="quiet">{factsText(words, run)}</p>
        {diagnosis(words, run).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>
          <b>{t("ui.error.next")}</b> {adviceText(words, run)}
        </p>
        <Acts run={run} report={report} zone={zone} title={title} />
      </details>
    </li>
  );
}

function Acts({ run, report, zone, title }: PastProps & { title: string }) {
  const words = useWords();
  const { t } = words;
  const [told, setTold] = useState<"copy" | "copied" | "notCopied">("copy");
  const next = nextOf(run);
  const { params, from, to } = run;
  const fetch = () =>
    setOverlays({
      wanted: { report: run.report, params, from, to, reread: next === "reread" },
    });
  const copy = () =>
    void copyText(diagnosisText(words, run, title, zone)).then((copied) =>
      setTold(copied ? "copied" : "notCopied"),
    );
  return (
    <div className="row">
      {next && report ? (
        <Button onPress={fetch}>
          <RotateCw aria-hidden /> {t(`ui.history.act.${next}`)}
        </Button>
      ) : null}
      <Button look="plain" onPress={copy}>
        <ClipboardCopy aria-hidden /> {t(`ui.error.${told}`)}
      </Button>
    </div>
  );
}
