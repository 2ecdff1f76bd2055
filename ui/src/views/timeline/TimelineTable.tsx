// The timeline's equal as a table: seconds of each agent in each state, with everybody's sums first.
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import { Button as Head } from "react-aria-components";
import { unknown } from "../../format";
import { useWords } from "../../i18n";
import {
  linesOf,
  nextTwinSort,
  sortedTwin,
  sumOf,
  type TwinColumn,
  type TwinLine,
  type TwinSort,
} from "../../timeline/twin";
import type { Inside } from "./TimelineStage";
import { stretchText } from "./timelineWords";

export function TimelineTable(props: Inside) {
  const words = useWords();
  const { t, f } = words;
  const { counted, sums, picture, labels, paints } = props;
  const [sort, setSort] = useState<TwinSort>({ by: "name", descending: false });
  const lines = useMemo(() => {
    const order = new Intl.Collator(f.locales.words, { numeric: true, sensitivity: "base" });
    return sortedTwin(linesOf(counted, sums), sort, order.compare);
  }, [counted, sums, sort, f]);
  const total = sumOf(counted, sums);
  const stretch = stretchText(words, counted, { from: 0, to: counted.seconds });
  const place = (state: string) => picture.states.findIndex((one) => one.state === state);
  const heads: { by: TwinColumn; label: string; dot?: string }[] = [
    { by: "name", label: t("ui.card.agent") },
    { by: "team", label: t("ui.card.team") },
    { by: "logged", label: t("ui.timeline.logged") },
    { by: "talk", label: t("ui.timeline.talk") },
    ...counted.states.map(({ state }, by) => {
      const paint = paints[place(state)];
      const dot = `dot dot-${paint?.token ?? "out"} ${paint?.hatched ? "hatched" : ""}`;
      return { by, label: labels[place(state)] ?? state, dot };
    }),
  ];
  const count = sums.length;
  return (
    <section className="timeline-table" aria-label={t("ui.timeline.table")} data-region="lanes">
      <table>
        <caption>
          {t("ui.timeline.table")}: {f.range(counted.from, counted.to)}
          {counted.seconds % 86_400 === 0 ? "" : `, ${stretch}`}
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <HeadCell key={head.by} {...head} sort={sort} onSort={setSort} />
            ))}
          </tr>
          <Line
            line={{ ...total, agent: "", name: t("ui.card.everybody"), team: null }}
            aside={t("ui.card.agents", { count, n: f.number(count) })}
          />
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.agent} line={line} aside={line.team ?? unknown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeadCell(props: {
  by: TwinColumn;
  label: string;
  dot?: string;
  sort: TwinSort;
  onSort: (sort: TwinSort) => void;
}) {
  const { by, label, dot, sort, onSort } = props;
  const on = sort.by === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={by === "name" || by === "team" ? "" : "timeline-figure"}
      aria-sort={on ? (sort.descending ? "descending" : "ascending") : "none"}
    >
      <Head className="timeline-sort" onPress={() => onSort(nextTwinSort(sort, by))}>
        {dot ? <span className={dot} aria-hidden /> : null}
        <span>{label}</span>
        {on ? <Arrow aria-hidden /> : null}
      </Head>
    </th>
  );
}

function Line({ line, aside }: { line: TwinLine; aside: string }) {
  const { f } = useWords();
  return (
    <tr>
      <th scope="row">{line.name}</th>
      <td className="timeline-words">{aside}</td>
      <td>{line.logged > 0 ? f.duration(line.logged) : unknown}</td>
      <td>{line.talk === null ? unknown : f.percent(line.talk)}</td>
      {line.seconds.map((seconds, at) => (
        <td key={at} className={seconds === 0 ? "zero" : ""}>
          {f.duration(seconds)}
        </td>
      ))}
    </tr>
  );
}
