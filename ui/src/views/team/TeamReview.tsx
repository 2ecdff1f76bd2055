// What saving the team would change, before it does.
import { asErrorView } from "../../backend";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useAct } from "../../state/answers";
import { type Change, countOf, differenceOf, tidy } from "../../state/roster";
import { Trouble } from "../common/Trouble";
import type { Roster } from "./TeamRoster";

export function TeamReview(props: { roster: Roster; onClose: () => void; onSaved: () => void }) {
  const { t, f } = useWords();
  const { roster, onClose, onSaved } = props;
  const { kept, lines, operation, change } = roster;
  const { added, removed, changed } = differenceOf(kept, lines);
  const save = useAct("set_roster");
  const begin = () =>
    save.mutate({ operation: operation.id, people: lines.map(tidy) }, { onSuccess: onSaved });
  const count = countOf({ added, removed, changed });
  return (
    <Dialog
      title={t("ui.team.review.title")}
      closeLabel={t("ui.common.close")}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={save.isPending || count === 0} onPress={begin}>
            {t("ui.team.review.save", { count, n: f.number(count) })}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("ui.team.review.text")}</p>
      {added.length > 0 ? (
        <section className="review">
          <h3>{t("ui.team.added", { count: added.length, n: f.number(added.length) })}</h3>
          <ul>
            {added.map((line) => (
              <li key={line.agent_id}>
                <b>{line.agent_id}</b> {[line.name, line.team].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {changed.length > 0 ? (
        <section className="review">
          <h3>{t("ui.team.changed", { count: changed.length, n: f.number(changed.length) })}</h3>
          <ul>
            {changed.map(({ line, changes }) => (
              <li key={line.agent_id}>
                <b>{line.agent_id}</b> {line.name}
                {changes.map((one) => (
                  <Changed key={one.field} change={one} />
                ))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {removed.length > 0 ? (
        <section className="review">
          <h3>{t("ui.team.removed", { count: removed.length, n: f.number(removed.length) })}</h3>
          <ul>
            {removed.map((line) => (
              <li key={line.agent_id}>
                <b>{line.agent_id}</b> {line.name}{" "}
                <Button look="link" onPress={() => change([...lines, line])}>
                  {t("ui.team.review.keep", { name: line.name || line.agent_id })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {save.error ? <Trouble error={asErrorView(save.error)} onRetry={begin} /> : null}
    </Dialog>
  );
}

function Changed({ change }: { change: Change }) {
  const { t, f } = useWords();
  const dated = change.field === "excluded_from" || change.field === "excluded_to";
  const text = (value: string) => (value ? (dated ? f.date(value) : value) : unknown);
  return (
    <span className="review-change">
      <span className="quiet">{t(`ui.team.field.${change.field}`)}:</span>{" "}
      {t("ui.team.review.fromTo", { before: text(change.before), after: text(change.after) })}
    </span>
  );
}
