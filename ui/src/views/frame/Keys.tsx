// The list of keys, made of the table that acts on them, and the switch for single letters.
import { useWords } from "../../i18n";
import { Checkbox } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { setOverlays } from "../../state/overlays";
import { prefer } from "../../state/preferences";
import { useSession } from "../../state/session";
import { type KeyGroup, type KeyRow, keyRows } from "./keyTable";
import { keyText } from "./keyText";
import "./palette.css";

const groups: KeyGroup[] = ["everywhere", "go", "view", "rows"];

export default function Keys() {
  const { t } = useWords();
  const letters = useSession((session) => session.letters);
  return (
    <Dialog
      title={t("ui.keys.title")}
      closeLabel={t("ui.common.close")}
      onClose={() => setOverlays({ open: null })}
    >
      <Checkbox checked={letters} onChange={(on) => prefer({ letters: on })}>
        {t("ui.keys.letters")}
        <span className="field-help keys-help">{t("ui.keys.lettersHelp")}</span>
      </Checkbox>
      <div className="keys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`ui.keys.group.${group}`)}</h3>
            <dl>
              {keyRows
                .filter((row) => row.group === group)
                .map((row) => (
                  <Row key={row.id} row={row} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Row({ row }: { row: KeyRow }) {
  const words = useWords();
  const presses = row.presses();
  // Nine digits are said as a stretch.
  const [first, last] = [presses[0], presses.at(-1)];
  const texts =
    presses.length > 4 && first && last
      ? [`${keyText(words, first)} … ${keyText(words, last).slice(2)}`]
      : presses.map((press) => keyText(words, press));
  const name = row.id.startsWith("go.") && row.id !== "go.report";
  return (
    <div>
      <dt>{name ? words.t(`ui.rail.${row.id.slice(3)}`) : words.t(`ui.keys.row.${keyOf(row)}`)}</dt>
      <dd>
        {texts.map((text) => (
          <kbd key={text}>{text}</kbd>
        ))}
      </dd>
    </div>
  );
}

function keyOf(row: KeyRow): string {
  return row.id.replace("go.", "");
}
