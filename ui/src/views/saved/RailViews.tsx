// Saved views in the rail: a press shows one.
import { Star } from "lucide-react";
import type { ReportView } from "../../backend";
import { useWords } from "../../i18n";
import { useAnswer } from "../../state/answers";
import { useSession } from "../../state/session";
import { useViews } from "../../state/viewDesk";
import { showView, standing } from "../../state/views";
import { RailItem } from "../frame/Rail";

export function RailViews({ today, reports }: { today: string; reports: ReportView[] }) {
  const { t } = useWords();
  const views = useAnswer("views", {}).data?.views ?? [];
  const held = useViews((state) => state.held);
  const now = useSession((session) => standing(session, held, today)?.view.id ?? null);
  if (views.length === 0) return null;
  return (
    <section aria-label={t("ui.views.rail")} data-views>
      <h2 className="rail-family">{t("ui.views.title")}</h2>
      {views.map((view) => (
        <RailItem
          key={view.id}
          icon={<Star aria-hidden />}
          label={view.name}
          now={view.id === now}
          onPress={() => showView(view, today, reports)}
        />
      ))}
    </section>
  );
}
