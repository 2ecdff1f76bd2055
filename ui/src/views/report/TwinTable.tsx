// A chart as a table.
import type { ChartData } from "../../charts/model";
import { twinOf } from "../../charts/twin";
import { useWords } from "../../i18n";

export function TwinTable({ data, title }: { data: ChartData; title: string }) {
  const { head, rows } = twinOf(data, useWords());
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="twin" tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {head.map((text, at) => (
              <th key={at} scope="col">
                {text || <span className="only-read">{title}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((text, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    {text}
                  </th>
                ) : (
                  <td key={at}>{text}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
