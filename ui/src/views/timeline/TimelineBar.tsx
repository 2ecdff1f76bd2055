// The period and whose lanes: neighbours, day or week, any other; team, order, search.
import { ArrowDownNarrowWide, CalendarDays, ChevronLeft, ChevronRight, Users } from "lucide-react";
import { Button as Chip } from "react-aria-components";
import type { OperationView } from "../../backend";
import { useWords } from "../../i18n";
import { Field, IconButton, MenuButton, Panel, Segments } from "../../shared/controls";
import { useAnswer } from "../../state/answers";
import { dayCount, type Period, weekdayOf } from "../../state/period";
import {
  beside,
  drawable,
  type LaneOrder,
  type Length,
  laneOrders,
  lastHeld,
  oneDay,
  type StateReport,
  setTimeline,
  showPeriod,
  stateReports,
  useTimeline,
  weekOf,
} from "../../state/timeline";
import { PeriodPicker } from "../report/PeriodPicker";
import type { useSource } from "./timelineData";

interface BarProps {
  operation: OperationView;
  source: ReturnType<typeof useSource>;
}

export function TimelineBar(props: BarProps) {
  const { t } = useWords();
  const { search } = useTimeline();
  return (
    <div
      className="filter-bar"
      role="group"
      aria-label={t("ui.filter.label")}
      data-region="filters"
    >
      <Days {...props} />
      <Source {...props} />
      <Team {...props} />
      <Order />
      <span className="spacer" />
      <Field
        hideLabel
        type="search"
        label={t("ui.card.search")}
        placeholder={t("ui.card.search")}
        value={search}
        onChange={(text) => setTimeline({ search: text })}
      />
    </div>
  );
}

/** The way to the neighbours. The keys [ and ] press its buttons. */
function useNeighbours(period: Period, today: string) {
  const length = useTimeline((timeline) => timeline.length);
  const go = (direction: 1 | -1) => {
    const next = beside(period, length, direction, today);
    if (next) showPeriod(next, length);
  };
  return { length, go, isLast: beside(period, length, 1, today) === null };
}

function Days({ operation, source }: BarProps) {
  const { t, f } = useWords();
  const { today } = operation;
  const { period, days } = source;
  const { length, go, isLast } = useNeighbours(period, today);
  const range = f.range(period.from, period.to);
  const choose = (chosen: Length) => {
    // The day of a week that has something to show, the latest.
    const inside = days.filter(({ date }) => date >= period.from && date <= period.to);
    const day = lastHeld(inside) ?? period.to;
    showPeriod(chosen === "week" ? weekOf(day, today) : oneDay(day), chosen);
  };
  const lengthOf = (chosen: Period): Length =>
    dayCount(chosen.from, chosen.to) === 1 ? "day" : "custom";
  return (
    <>
      <IconButton name={t("ui.timeline.previous")} data-act="before" onPress={() => go(-1)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <Panel
        label={t("ui.filter.period")}
        className="wide"
        trigger={
          <Chip className="chip on" data-act="period">
            <CalendarDays aria-hidden />
            <span className="only-read">{t("ui.filter.period")}</span>
            <b className="timeline-period">
              {period.from === period.to ? `${f.weekday(weekdayOf(period.from))} ${range}` : range}
            </b>
          </Chip>
        }
      >
        {(close) => (
          <PeriodPicker
            period={period}
            today={today}
            onDone={(chosen) => {
              showPeriod(drawable(chosen), lengthOf(chosen));
              close();
            }}
          />
        )}
      </Panel>
      <IconButton
        name={t("ui.timeline.next")}
        data-act="after"
        isDisabled={isLast}
        onPress={() => go(1)}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      <Segments
        label={t("ui.timeline.length")}
        value={length}
        onChange={choose}
        options={[
          { value: "day", label: t("ui.timeline.day") },
          { value: "week", label: t("ui.timeline.week") },
        ]}
      />
    </>
  );
}

/** Which report tells the states, where both hold something. */
function Source({ source }: BarProps) {
  const { t } = useWords();
  if (!source.held.agent_14 || !source.held.agent_2) return null;
  return (
    <MenuButton
      label={t("ui.timeline.source")}
      trigger={
        <Chip className={source.report === "agent_2" ? "chip on" : "chip"}>
          <span className="only-read">{t("ui.timeline.source")}</span>
          <b>{t(`ui.timeline.sources.${source.report}`)}</b>
        </Chip>
      }
      entries={stateReports.map((code) => ({
        id: code,
        label: t(`ui.timeline.sources.${code}`),
        aside: code,
      }))}
      onAction={(code) => setTimeline({ report: code as StateReport, cursor: null })}
    />
  );
}

const [every, none] = ["every", "none"];

function Team({ operation }: BarProps) {
  const { t, f } = useWords();
  const { team } = useTimeline();
  const people = useAnswer("roster", { operation: operation.id }).data?.people ?? [];
  const order = new Intl.Collator(f.locales.words, { sensitivity: "base" });
  const teams = [...new Set(people.map((person) => person.team).filter(Boolean))];
  if (teams.length === 0) return null;
  const name = team === undefined ? t("ui.timeline.everyTeam") : (team ?? t("ui.card.noTeam"));
  return (
    <MenuButton
      label={t("ui.card.team")}
      trigger={
        <Chip className={team === undefined ? "chip" : "chip on"}>
          <Users aria-hidden />
          <span>{t("ui.card.team")}</span>
          <b>{name}</b>
        </Chip>
      }
      entries={[
        { id: every, label: t("ui.timeline.everyTeam") },
        ...teams.sort(order.compare).map((one) => ({ id: `=${one}`, label: one })),
        { id: none, label: t("ui.card.noTeam") },
      ]}
      onAction={(id) =>
        setTimeline({ team: id === every ? undefined : id === none ? null : id.slice(1) })
      }
    />
  );
}

function Order() {
  const { t } = useWords();
  const { order } = useTimeline();
  return (
    <MenuButton
      label={t("ui.timeline.order")}
      trigger={
        <Chip className="chip">
          <ArrowDownNarrowWide aria-hidden />
          <span className="only-read">{t("ui.timeline.order")}</span>
          <b>{t(`ui.timeline.orders.${order}`)}</b>
        </Chip>
      }
      entries={laneOrders.map((one) => ({ id: one, label: t(`ui.timeline.orders.${one}`) }))}
      onAction={(id) => setTimeline({ order: id as LaneOrder })}
    />
  );
}
