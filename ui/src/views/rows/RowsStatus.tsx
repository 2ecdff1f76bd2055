// The line under the rows: how many, by which filters, what is selected, in whose time, and which columns.
import { CornerDownRight } from "lucide-react";
import { useMemo } from "react";
import type { RowNews } from "../../grid/datasource";
import type { GridHandle } from "../../grid/live";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import type { Scope } from "../report/scope";
import { placeOf } from "../start/zones";
import { ColumnChooser } from "./ColumnChooser";
import { RowsSummary } from "./RowsSummary";

export function RowsStatus(props: {
  news: RowNews;
  scope: Scope;
  grid: GridHandle | null;
  onGoTo: () => void;
}) {
  const { t, f } = useWords();
  const { news, scope, grid, onGoTo } = props;
  const { filters, search } = scope.view.narrowing;
  const { zone } = scope.operation;
  const place = useMemo(() => placeOf(zone), [zone]);
  const count = filters.length + (search ? 1 : 0);
  const rows =
    news.state === "ready"
      ? t("ui.rows.count", { count: news.total, n: f.number(news.total) })
      : t(news.state === "failed" ? "ui.rows.failed" : "ui.rows.loading");
  return (
    <footer className="status">
      <span role="status">
        <b>{rows}</b>
        {count > 0
          ? ` · ${t("ui.rows.filters", { count, n: f.number(count) })}`
          : ` · ${t("ui.rows.noFilters")}`}
        {scope.view.sort.length === 0 ? (
          <span className="status-order"> · {t("ui.rows.byTime")}</span>
        ) : null}
      </span>
      <RowsSummary scope={scope} grid={grid} />
      {news.state === "ready" && news.total > 1_000_000 ? (
        <span className="quiet status-long">{t("ui.rows.tooLong")}</span>
      ) : null}
      <span className="spacer" />
      <span className="quiet status-zone">{t("ui.filter.zone", { zone: place })}</span>
      {news.state === "ready" ? (
        <span className="quiet status-took">
          {t("ui.rows.took", { n: f.number(Math.round(news.millis)) })}
        </span>
      ) : null}
      <Button look="plain" className="status-button" data-act="goTo" onPress={onGoTo}>
        <CornerDownRight aria-hidden /> {t("ui.grid.goTo.open")}
      </Button>
      <ColumnChooser scope={scope} />
    </footer>
  );
}
