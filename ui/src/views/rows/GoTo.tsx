// Going to a row by its number, or to the first row of a day or moment.
import { useState } from "react";
import { asErrorView, type ErrorView } from "../../backend";
import type { GridHandle } from "../../grid/live";
import { useWords } from "../../i18n";
import { Button, Field, Notice } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { useBackend } from "../../state/answers";
import { act } from "../../state/session";
import { dateOrder, type Goal, readGoal, rowsBefore, timeOrder } from "../common/goals";
import { Trouble } from "../common/Trouble";
import type { Scope } from "../report/scope";

interface GoToProps {
  scope: Scope;
  total: number;
  grid: GridHandle;
  /** The day of the row at hand, for a time alone. */
  day: string;
  onClose: () => void;
}

/** Row of the goal, from 0; beyond the last row stands for the last. */
function useRowOf({ scope, total }: GoToProps) {
  const backend = useBackend();
  return async (goal: Goal): Promise<number> => {
    if (goal.to === "row") return Math.min(goal.row, total) - 1;
    const { report, view, table } = scope;
    const { narrowing } = view;
    const filters = [...narrowing.filters, rowsBefore(report, view.sort, goal)];
    const rows = await backend.rows({
      table,
      narrowing: { ...narrowing, filters },
      sort: [],
      columns: report.columns.slice(0, 1).map((column) => column.name),
      offset: 0,
      limit: 1,
      view: "",
      revision: 0,
    });
    return Math.min(rows.total, total - 1);
  };
}

export function GoTo(props: GoToProps) {
  const { t, f } = useWords();
  const { scope, total, grid, day, onClose } = props;
  const [text, setText] = useState("");
  const [error, setError] = useState<ErrorView | null>(null);
  const goal = readGoal(text, dateOrder(f.locales.digits), scope.view.period, day);
  const rowOf = useRowOf(props);
  const unordered = goal?.to === "moment" && timeOrder(scope.report, scope.view.sort) === null;
  const go = async () => {
    if (!goal || unordered || total === 0) return;
    try {
      const row = await rowOf(goal);
      onClose();
      // After the dialog gave the focus back.
      setTimeout(() => grid.goTo(row), 50);
    } catch (thrown) {
      setError(asErrorView(thrown));
    }
  };
  return (
    <Dialog
      title={t("ui.grid.goTo.title")}
      closeLabel={t("ui.common.close")}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("ui.common.cancel")}</Button>
          <Button look="primary" isDisabled={!goal || unordered} onPress={() => void go()}>
            {t("ui.grid.goTo.go")}
          </Button>
        </>
      }
    >
      <Field
        autoFocus
        tall
        label={t("ui.grid.goTo.label")}
        placeholder={t("ui.grid.goTo.example", { date: f.date(scope.view.period.to) })}
        value={text}
        onChange={setText}
        onEnter={() => void go()}
        help={<Meaning goal={goal} typed={text.trim() !== ""} total={total} />}
      />
      {unordered ? (
        <Notice
          tone="info"
          actions={<Button onPress={orderByTime}>{t("ui.grid.goTo.order")}</Button>}
        >
          {t("ui.grid.goTo.unordered")}
        </Notice>
      ) : null}
      {error ? <Trouble error={error} onRetry={() => void go()} compact /> : null}
    </Dialog>
  );
}

/** Without a sort, rows come in the order of time. */
function orderByTime(): void {
  act({ do: "order", sort: [] });
}

/** What was understood of what is typed. */
function Meaning(props: { goal: Goal | null; typed: boolean; total: number }) {
  const { t, f } = useWords();
  const { goal, typed, total } = props;
  if (!goal)
    return <>{t(typed ? "ui.grid.goTo.unread" : "ui.grid.goTo.help", { n: f.number(total) })}</>;
  if (goal.to === "row") {
    const beyond = goal.row > total;
    const n = f.number(Math.min(goal.row, total));
    return <>{t(beyond ? "ui.grid.goTo.last" : "ui.grid.goTo.row", { n })}</>;
  }
  const moment = goal.exact
    ? `${f.dayLong(goal.from)}, ${goal.from.slice(11, 16)}`
    : f.dayLong(goal.from);
  return <>{t("ui.grid.goTo.moment", { moment })}</>;
}
