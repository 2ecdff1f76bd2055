// What wants a look, most urgent first; each with the one act that settles it.
import { CircleAlert, CircleCheck, Info, KeyRound, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Attention } from "../../backend";
import { useWords, type Words } from "../../i18n";
import { Button, Panel } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setOverlays } from "../../state/overlays";
import { act, setSession } from "../../state/session";
import { heldEach, reasonOf } from "../calendar/dayText";
import { errorPart } from "../common/Trouble";
import { openReport } from "../frame/commands";
import { goTo } from "../frame/keyTable";
import type { HomeProps } from "./Home";
import { HomePanel, HomeWaiting } from "./HomePanel";

type Props = HomeProps & { attention: Attention[] | undefined; failed: boolean };
type Weight = "bad" | "warn" | "info";

const pictures: Record<Weight, ReactNode> = {
  bad: <CircleAlert aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  info: <Info aria-hidden />,
};

const weights: Record<string, Weight> = {
  token: "bad",
  failed: "bad",
  partial: "warn",
  refused: "warn",
};

export function HomeAttention(props: Props) {
  const { t, f } = useWords();
  const { attention, failed } = props;
  if (failed) return null;
  const count = attention?.length ?? 0;
  return (
    <HomePanel
      title={t("ui.home.attention.title")}
      busy={!attention}
      aside={count > 0 ? <span className="quiet">{f.number(count)}</span> : null}
    >
      {attention === undefined ? <HomeWaiting lines={3} /> : null}
      {attention && count === 0 ? (
        <p className="calm">
          <CircleCheck aria-hidden /> {t("ui.home.attention.none")}
        </p>
      ) : null}
      <ul className="attention">
        {(attention ?? []).map((one) => (
          <Item key={`${one.kind}/${one.report}/${one.from}`} {...props} one={one} />
        ))}
      </ul>
    </HomePanel>
  );
}

function Item(props: Props & { one: Attention }) {
  const words = useWords();
  const { one } = props;
  const weight = weights[one.kind] ?? "info";
  return (
    <li className={`attention-item ${weight}`}>
      {one.kind === "token" ? <KeyRound aria-hidden /> : pictures[weight]}
      <div>
        <p>{whatText(words, props)}</p>
        <div className="attention-foot">
          <p className="quiet">{whyText(words, one)}</p>
          <Act {...props} />
        </div>
      </div>
    </li>
  );
}

/** What it is, with how many and of which report. */
function whatText(
  { t, f, has, texts }: Words,
  { one, reports }: Props & { one: Attention },
): string {
  const report = reports.find(({ code }) => code === one.report);
  const kind = has(`ui.home.attention.kind.${one.kind}_other`) ? one.kind : "other";
  return t(`ui.home.attention.kind.${kind}`, {
    count: one.count,
    n: f.number(one.count),
    report: report ? texts(report.title) : one.report,
  });
}

/** Of which days, by which error, or which names. */
function whyText(words: Words, one: Attention): string {
  const { f } = words;
  const days = one.from ? f.range(one.from, one.to || one.from) : "";
  const reason = one.code ? `${errorPart(words, reasonOf(one.code), "title")} [${one.code}]` : "";
  const more = one.count > one.names.length && one.names.length > 0 ? "…" : "";
  const names = one.kind === "problems" ? "" : `${one.names.join(", ")}${more}`;
  return [days, reason, names].filter(Boolean).join(" · ");
}

/** The report at the days in question, with everything of them. */
function showDays(one: Attention): void {
  openReport(one.report);
  act({ do: "only", filters: [] });
  if (one.from)
    act({ do: "period", period: { preset: "custom", from: one.from, to: one.to || one.from } });
}

function fetchAgain(one: Attention): void {
  const { report, from, to } = one;
  setOverlays({ wanted: { report, params: {}, from, to: to || from, reread: false } });
}

function openTeam(teamPart: "people" | "states"): void {
  setSession({ teamPart });
  goTo("team");
}

/** One act a kind; what is not known has none. */
export const attentionActs: Record<string, (one: Attention) => void> = {
  failed: fetchAgain,
  partial: fetchAgain,
  problems: showDays,
  strangers: () => openTeam("people"),
  unclassified: () => openTeam("states"),
  token: () => setSession({ place: "settings", settingsDialog: "token", fetchOpen: false }),
};

function Act(props: Props & { one: Attention }) {
  const { t } = useWords();
  const { one, reports } = props;
  const report = reports.find(({ code }) => code === one.report);
  if (one.kind === "new_columns") return <NewColumns one={one} />;
  if (one.kind === "refused") return <Refused />;
  const run = attentionActs[one.kind];
  if (!run) return null;
  // Fetched for one agent at a time: the report itself is where one is chosen.
  const each = report && heldEach(report) && run === fetchAgain;
  return (
    <Button look="link" onPress={() => (each ? showDays(one) : run(one))}>
      {t(`ui.home.attention.act.${one.kind}`)}
    </Button>
  );
}

function NewColumns({ one }: { one: Attention }) {
  const { t, f } = useWords();
  return (
    <Panel
      label={t("ui.home.attention.act.new_columns")}
      trigger={<Button look="link">{t("ui.home.attention.act.new_columns")}</Button>}
    >
      <div className="attention-more">
        <h3>{t("ui.home.attention.columns.title")}</h3>
        <ul className="names">
          {one.names.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
          {one.count > one.names.length ? (
            <li>
              {t("ui.chart.more", {
                count: one.count - one.names.length,
                n: f.number(one.count - one.names.length),
              })}
            </li>
          ) : null}
        </ul>
        <p className="quiet">{t("ui.home.attention.columns.text")}</p>
        <Button onPress={() => showDays(one)}>{t("ui.home.attention.columns.go")}</Button>
      </div>
    </Panel>
  );
}

/** Report files that could not be read: file, line, and the reader's own words. */
function Refused() {
  const { t, f } = useWords();
  const files = useAnswer("reports", {}).data?.refused ?? [];
  return (
    <Panel
      label={t("ui.home.attention.act.refused")}
      trigger={<Button look="link">{t("ui.home.attention.act.refused")}</Button>}
    >
      <div className="attention-more">
        <h3>{t("ui.home.attention.refusedTitle")}</h3>
        <ul className="names">
          {files.map((file) => (
            <li key={`${file.file}:${file.line}`}>
              <b>
                {t("ui.home.attention.fileLine", { file: file.file, line: f.number(file.line) })}
              </b>{" "}
              <code lang="en">{file.why}</code>
            </li>
          ))}
        </ul>
        <p className="quiet">{t("ui.home.attention.refusedText")}</p>
      </div>
    </Panel>
  );
}
