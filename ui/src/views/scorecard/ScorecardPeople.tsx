// Who could not be told apart: names without an agent, names of several, ids that nobody knows.
import { UserRoundSearch } from "lucide-react";
import type { ScorecardView } from "../../backend";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { setSession } from "../../state/session";

export function ScorecardPeople({ card }: { card: ScorecardView }) {
  const { t, f } = useWords();
  const lists = [
    { name: "unmatched", people: card.unmatched_names },
    { name: "ambiguous", people: card.ambiguous_names },
    { name: "unknown", people: card.unknown_ids },
  ].filter(({ people }) => people.length > 0);
  if (lists.length === 0) return null;
  const all = lists.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <details className="strangers" data-region="strangers">
      <summary>
        <UserRoundSearch aria-hidden />{" "}
        {t("ui.card.people.title", { count: all, n: f.number(all) })}
      </summary>
      <dl>
        {lists.map(({ name, people }) => (
          <div key={name}>
            <dt>
              {t(`ui.card.people.${name}`)}{" "}
              <span className="quiet">({f.number(people.length)})</span>
            </dt>
            <dd>
              <span className="strangers-names">{people.join(" · ")}</span>
              <span className="quiet">{t(`ui.card.people.${name}Text`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Button onPress={() => setSession({ place: "team" })}>{t("ui.card.people.open")}</Button>
    </details>
  );
}
