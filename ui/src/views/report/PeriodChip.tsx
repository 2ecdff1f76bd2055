// The period as a chip, the same wherever a view stands on it.
import { CalendarDays } from "lucide-react";
import { Button as Chip } from "react-aria-components";
import { useWords } from "../../i18n";
import { Panel } from "../../shared/controls";
import { act, useView } from "../../state/session";
import { PeriodPicker } from "./PeriodPicker";

export function PeriodChip({ today }: { today: string }) {
  const { t, f } = useWords();
  const { period } = useView();
  const range = f.range(period.from, period.to);
  return (
    <Panel
      label={t("ui.filter.period")}
      className="wide"
      trigger={
        <Chip className="chip on" data-act="period">
          <CalendarDays aria-hidden />
          <span>{t("ui.filter.period")}</span>
          <b>
            {period.preset === "custom" ? range : `${t(`ui.period.${period.preset}`)} · ${range}`}
          </b>
        </Chip>
      }
    >
      {(close) => (
        <PeriodPicker
          period={period}
          today={today}
          onDone={(chosen) => {
            act({ do: "period", period: chosen });
            close();
          }}
        />
      )}
    </Panel>
  );
}
