// The line under the rows: how many, by which filters, in whose time, and which columns.
import { Columns3 } from "lucide-react";
import type { RowNews } from "../grid/datasource";
import { useWords } from "../i18n";
import { Button, Checkbox, Panel } from "../shared/controls";
import { act } from "../state/session";
import type { Scope } from "./scope";
import { placeOf } from "./zones";

export function RowsStatus({ news, scope }: { news: RowNews; scope: Scope }) {
  const { t, f } = useWords();
  const { filters, search } = scope.view.narrowing;
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
        {scope.view.sort.length === 0 ? ` · ${t("ui.rows.byTime")}` : ""}
      </span>
      {news.state === "ready" && news.total > 1_100_000 ? (
        <span className="quiet">{t("ui.rows.tooLong")}</span>
      ) : null}
      <span className="spacer" />
      <span className="quiet">{t("ui.filter.zone", { zone: placeOf(scope.operation.zone) })}</span>
      {news.state === "ready" ? (
        <span className="quiet">{t("ui.rows.took", { n: f.number(Math.round(news.millis)) })}</span>
      ) : null}
      <ColumnChooser scope={scope} />
    </footer>
  );
}

function ColumnChooser({ scope }: { scope: Scope }) {
  const { t, f, texts } = useWords();
  const { report, view } = scope;
  const shown = report.columns.length - view.hidden.length;
  const change = (name: string, on: boolean) =>
    act({
      do: "hide",
      hidden: on ? view.hidden.filter((held) => held !== name) : [...view.hidden, name],
    });
  return (
    <Panel
      label={t("ui.rows.columns")}
      placement="top end"
      trigger={
        <Button look="plain" className="status-button">
          <Columns3 aria-hidden />{" "}
          {t("ui.rows.columnsShown", {
            shown: f.number(shown),
            all: f.number(report.columns.length),
          })}
        </Button>
      }
    >
      <div className="values">
        {report.columns.map((column) => (
          <Checkbox
            key={column.name}
            checked={!view.hidden.includes(column.name)}
            disabled={shown === 1 && !view.hidden.includes(column.name)}
            onChange={(on) => change(column.name, on)}
          >
            {texts(column.label)}
          </Checkbox>
        ))}
      </div>
    </Panel>
  );
}
