// Over an empty grid: why there are no rows, and what to do.
import { FilterX, SearchX } from "lucide-react";
import type { RowNews } from "../../grid/datasource";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { act } from "../../state/session";
import { Trouble } from "../common/Trouble";
import type { Scope } from "../report/scope";

export function RowsBlank({
  news,
  scope,
  onRetry,
}: {
  news: RowNews;
  scope: Scope;
  onRetry: () => void;
}) {
  const { t } = useWords();
  const { filters, search } = scope.view.narrowing;
  if (news.state === "failed") {
    return (
      <div className="rows-blank">
        <Trouble error={news.error} onRetry={onRetry} />
      </div>
    );
  }
  if (news.state !== "ready" || news.total > 0) return null;
  const narrowed = filters.length > 0 || search !== "";
  const last = filters.at(-1);
  return (
    <div className="rows-blank">
      {narrowed ? <FilterX aria-hidden /> : <SearchX aria-hidden />}
      <h2>{t(narrowed ? "ui.rows.noneByFilter.title" : "ui.rows.noneHeld.title")}</h2>
      <p>{t(narrowed ? "ui.rows.noneByFilter.text" : "ui.rows.noneHeld.text")}</p>
      {narrowed ? (
        <div className="row">
          {last ? (
            <Button onPress={() => act({ do: "unfilter", column: last.column })}>
              {t("ui.rows.removeLast")}
            </Button>
          ) : null}
          <Button look="primary" onPress={() => act({ do: "clear" })}>
            {t("ui.filter.clearAll")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
