// The last workbooks: open one, show its folder, or learn that it is no longer there.
import { ExternalLink, FileSpreadsheet, FolderOpen } from "lucide-react";
import { asErrorView, type PastExport } from "../../backend";
import { useWords } from "../../i18n";
import { Badge, IconButton } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import { wallOfUtc } from "../../state/moments";
import { Trouble } from "../common/Trouble";
import { agoText, useNow } from "./agoText";
import { HomePanel, HomeWaiting } from "./HomePanel";

const shown = 5;

export function HomeExports({ zone }: { zone: string }) {
  const { t } = useWords();
  const log = useAnswer("export_log", {});
  const now = useNow(zone);
  const open = useAct("open_export");
  const show = useAct("show_export");
  const failed = log.error ?? open.error ?? show.error;
  const exports = log.data?.exports ?? [];
  return (
    <HomePanel title={t("ui.home.exports.title")} busy={log.isPending}>
      {failed ? <Trouble error={asErrorView(failed)} compact /> : null}
      {log.isPending ? <HomeWaiting lines={3} /> : null}
      {log.data && exports.length === 0 ? (
        <p className="home-none">{t("ui.home.exports.none")}</p>
      ) : null}
      <ul className="home-list">
        {exports.slice(0, shown).map((past) => (
          <Line
            key={past.ticket}
            past={past}
            when={wallOfUtc(past.at, zone)}
            now={now}
            onOpen={() => open.mutate({ ticket: past.ticket })}
            onShow={() => show.mutate({ ticket: past.ticket })}
          />
        ))}
      </ul>
    </HomePanel>
  );
}

function Line(props: {
  past: PastExport;
  when: string;
  now: string;
  onOpen: () => void;
  onShow: () => void;
}) {
  const words = useWords();
  const { t, f } = words;
  const { past, when, now } = props;
  const facts = [
    agoText(words, when, now),
    // A workbook of the scorecard alone has no rows to tell of.
    past.rows > 0 ? t("ui.coverage.rows", { count: past.rows, n: f.number(past.rows) }) : "",
    past.folder,
  ].filter(Boolean);
  return (
    <li className={past.there ? "home-line" : "home-line gone"}>
      <FileSpreadsheet aria-hidden />
      <span className="home-line-text" title={past.name}>
        <b>{past.name}</b>
        <span className="quiet">{facts.join(" · ")}</span>
      </span>
      {past.there ? (
        <>
          <IconButton name={t("ui.home.exports.open", { name: past.name })} onPress={props.onOpen}>
            <ExternalLink aria-hidden />
          </IconButton>
          <IconButton name={t("ui.home.exports.show", { name: past.name })} onPress={props.onShow}>
            <FolderOpen aria-hidden />
          </IconButton>
        </>
      ) : (
        <Badge tone="quiet">{t("ui.home.exports.gone")}</Badge>
      )}
    </li>
  );
}
