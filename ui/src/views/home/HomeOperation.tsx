// What is left of the day's calls, and the other operations.
import { Check } from "lucide-react";
import { Button as Link } from "react-aria-components";
import { asErrorView, type OperationView, type QuotaView } from "../../backend";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import { Badge, Meter } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { setSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import type { HomeProps } from "./Home";
import { HomePanel, HomeWaiting } from "./HomePanel";

export function HomeQuota({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const quota = useAnswer("quota", { operation: operation.id });
  if (operation.sample && quota.isError) return null;
  return (
    <HomePanel title={t("ui.home.quota.title")} busy={quota.isPending}>
      {quota.error ? <Trouble error={asErrorView(quota.error)} compact /> : null}
      {quota.isPending ? <HomeWaiting lines={2} /> : null}
      {quota.data ? <Quota quota={quota.data} /> : null}
    </HomePanel>
  );
}

function Quota({ quota }: { quota: QuotaView }) {
  const { t, f } = useWords();
  const { left, limit, ours } = quota;
  const ratio = left !== null && limit ? left / limit : null;
  return (
    <div className="quota">
      <p>
        <b className="quota-left">{left === null ? unknown : f.number(left)}</b>{" "}
        {left === null
          ? t("ui.home.quota.unknown")
          : limit
            ? t("ui.home.quota.of", { count: limit, n: f.number(limit) })
            : t("ui.home.quota.left", { count: left })}
      </p>
      {ratio !== null ? <Meter share={ratio} label={t("ui.home.quota.title")} /> : null}
      <p className="quiet">{t("ui.home.quota.ours", { count: ours, n: f.number(ours) })}</p>
    </div>
  );
}

export function HomeOperations({ operation, operations }: HomeProps) {
  const { t } = useWords();
  if (operations.length < 2) return null;
  return (
    <HomePanel title={t("ui.home.operations")}>
      <ul className="home-list">
        {operations.map((one) => (
          <li key={one.id}>
            <Link
              className="home-line"
              isDisabled={one.id === operation.id}
              onPress={() => setSession({ operation: one.id })}
            >
              <span className="operation-letter" aria-hidden>
                {one.name.slice(0, 1)}
              </span>
              <span className="home-line-text">
                <b>{one.name}</b>
                <span className="quiet">
                  {one.sample ? t("ui.rail.sample") : one.address.replace(/^https:\/\//, "")}
                </span>
              </span>
              {one.token === "absent" ? <Badge tone="bad">{t("ui.home.tokenless")}</Badge> : null}
              {one.id === operation.id ? (
                <>
                  <Check aria-hidden />
                  <span className="only-read">{t("ui.home.thisOne")}</span>
                </>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </HomePanel>
  );
}
