// The first rows of a view on paper, with how many there are in all.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { asErrorView } from "../../backend";
import { alignsRight, cellText, type GridColumn } from "../../grid/cells";
import { useWords, type Words } from "../../i18n";
import { useBackend } from "../../state/answers";
import { shownColumns } from "../../state/layout";
import { useSession } from "../../state/session";
import { Trouble } from "../common/Trouble";
import { columnOf, type Scope } from "../report/scope";
import { gridColumn } from "../rows/gridColumns";

function columnsOf({ report, view }: Scope, { texts }: Words): GridColumn[] {
  return shownColumns(report, view).flatMap((name) => {
    const column = columnOf(report, name);
    return column ? [gridColumn(column, texts)] : [];
  });
}

function useRows({ table, view }: Scope, columns: GridColumn[], limit: number) {
  const backend = useBackend();
  const changed = useSession((session) => session.rowsChanged);
  const request = {
    table,
    narrowing: view.narrowing,
    sort: view.sort,
    columns: columns.map(({ name }) => name),
    offset: 0,
    limit,
    view: "",
    revision: 0,
  };
  return useQuery({
    queryKey: ["print-rows", request, changed],
    queryFn: () => backend.rows(request),
  });
}

/** Numbers stand at the right; texts break where they must, and nothing else within a word. */
function placeOf({ kind }: GridColumn): string {
  if (alignsRight(kind)) return "at-end";
  return kind === "text" ? "free" : "";
}

/** `Primeras 50 de 9.780 filas, por orden de tiempo`. */
export function rowsNote(words: Words, scope: Scope, shown: number, total: number): string {
  const { t, f, texts } = words;
  const count = { count: total, n: f.number(total), shown: f.number(shown) };
  const amount =
    shown < total
      ? t("ui.print.first", count)
      : t("ui.rows.count", { count: total, n: f.number(total) });
  const sort = scope.view.sort.map(({ column, descending }) => {
    const held = columnOf(scope.report, column);
    return `${held ? texts(held.label) : column} ${descending ? "↓" : "↑"}`;
  });
  return `${amount} · ${sort.length > 0 ? sort.join(", ") : t("ui.rows.byTime")}`;
}

export function PrintRows(props: { scope: Scope; limit: number; onRead: (read: boolean) => void }) {
  const words = useWords();
  const { scope, limit, onRead } = props;
  const columns = columnsOf(scope, words);
  const { data, error, isPending } = useRows(scope, columns, limit);
  useEffect(() => onRead(!isPending), [isPending, onRead]);
  if (error) return <Trouble error={asErrorView(error)} />;
  if (!data) return null;
  return (
    <section className="paper-rows" aria-label={words.t("ui.rows.label")}>
      <p className="paper-note">{rowsNote(words, scope, data.rows.length, data.total)}</p>
      <table className={columns.length > 12 ? "many" : ""}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={placeOf(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, line) => (
            <tr key={line}>
              {columns.map((column, at) => (
                <td key={column.name} className={placeOf(column)}>
                  {cellText(column, row[at] ?? null, words.f)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
