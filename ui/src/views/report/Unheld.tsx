// Nothing of this period was ever fetched: said so, with the way to get it.
import { CalendarX2, Download } from "lucide-react";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { setSession } from "../../state/session";
import type { Scope } from "./scope";

export function Unheld({ scope }: { scope: Scope }) {
  const { t, f } = useWords();
  const failed = scope.coverage?.days.some((day) => day.state === "failed") ?? false;
  const { from, to } = scope.view.period;
  return (
    <section className="blank">
      <CalendarX2 aria-hidden />
      <h2>{t(failed ? "ui.blank.failed.title" : "ui.blank.never.title")}</h2>
      <p>
        {t(failed ? "ui.blank.failed.text" : "ui.blank.never.text", { period: f.range(from, to) })}
      </p>
      <Button look="primary" onPress={() => setSession({ fetchOpen: true, shownRun: null })}>
        <Download aria-hidden /> {t("ui.blank.fetch")}
      </Button>
    </section>
  );
}
