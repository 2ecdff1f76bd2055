// What each state of the operation is: a break, a meal, other work. Auxiliary time rests on it.
import { ChevronDown, ListTree, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { asErrorView, type OperationView, type StateLine } from "../../backend";
import { classColors, stateTokens } from "../../charts/states";
import { useWords } from "../../i18n";
import { Badge, Button, MenuButton, Notice, useLasting } from "../../shared/controls";
import { useAct, useAnswer } from "../../state/answers";
import { setSession } from "../../state/session";
import { orderOf, stateClasses, withState } from "../../state/stateClasses";
import { unlisted } from "../common/sentences";
import { Trouble } from "../common/Trouble";

export function TeamStates({ operation }: { operation: OperationView }) {
  const { t } = useWords();
  const request = { operation: operation.id };
  const answer = useAnswer("states", request);
  const waiting = useLasting(answer.isPending);
  const save = useAct("set_states");
  const order = useRef<string[]>([]);
  if (answer.error)
    return (
      <div className="team-trouble">
        <Trouble error={asErrorView(answer.error)} onRetry={() => void answer.refetch()} />
      </div>
    );
  if (!answer.data)
    return (
      <p className="team-trouble" role="status">
        {waiting ? t("ui.rows.loading") : ""}
      </p>
    );
  // What is being saved is shown at once; if it fails, the kept one comes back.
  const states = save.isPending ? save.variables.states : answer.data.states;
  // Lines keep their place while one works on them.
  order.current = orderOf(order.current, states);
  const lines = order.current.flatMap((name) => states.find(({ state }) => state === name) ?? []);
  const put = (state: string, part: Partial<StateLine>) =>
    save.mutate({ ...request, states: withState(states, state, part) });
  if (lines.length === 0) return <None />;
  return (
    <div className="team-states">
      {save.error ? (
        <Trouble
          error={asErrorView(save.error)}
          onRetry={() => save.variables && save.mutate(save.variables)}
          compact
        />
      ) : null}
      <Notice tone="info" title={t("ui.states.what")}>
        <span>{t("ui.states.whatText")}</span>
      </Notice>
      <table className="team-table" aria-label={t("ui.states.table")}>
        <thead>
          <tr>
            <th scope="col">{t("ui.states.state")}</th>
            <th scope="col">{t("ui.states.class")}</th>
            <th scope="col">{t("ui.states.color")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <State key={line.state} line={line} put={(part) => put(line.state, part)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function None() {
  const { t } = useWords();
  return (
    <section className="blank">
      <ListTree aria-hidden />
      <h2>{t("ui.states.none.title")}</h2>
      <p>{t("ui.states.none.text")}</p>
      <Button look="primary" onPress={() => setSession({ place: "coverage" })}>
        {t("ui.states.none.go")}
      </Button>
    </section>
  );
}

function State({ line, put }: { line: StateLine; put: (part: Partial<StateLine>) => void }) {
  const { t } = useWords();
  const open = line.class === "unclassified";
  const own = classColors[line.class] ?? "out";
  const colorName = (token: string) => t(`ui.states.tokens.${token}`);
  return (
    <tr className={open ? "state-line open" : "state-line"}>
      <th scope="row">
        {unlisted(line.state)}
        {open ? (
          <Badge tone="warn">
            <TriangleAlert aria-hidden /> {t("ui.states.open")}
          </Badge>
        ) : null}
      </th>
      <td>
        <MenuButton
          label={t("ui.states.class")}
          trigger={
            <Button look={open ? "primary" : "normal"}>
              <span className="only-read">
                {t("ui.states.class")}: {unlisted(line.state)}:{" "}
              </span>
              {t(open ? "ui.states.choose" : `ui.states.classes.${line.class}`)}{" "}
              <ChevronDown aria-hidden />
            </Button>
          }
          entries={stateClasses.map((name) => ({
            id: name,
            label: t(`ui.states.classes.${name}`),
            icon: <span className={`dot dot-${classColors[name] ?? "out"}`} aria-hidden />,
          }))}
          onAction={(name) => put({ class: name })}
        />
      </td>
      <td>
        <MenuButton
          label={t("ui.states.color")}
          trigger={
            <Button>
              <span className="only-read">
                {t("ui.states.color")}: {unlisted(line.state)}:{" "}
              </span>
              <span className={`dot dot-${line.color ?? own}`} aria-hidden />
              {line.color ? colorName(line.color) : t("ui.states.byClass")}{" "}
              <ChevronDown aria-hidden />
            </Button>
          }
          entries={[
            {
              id: "+own",
              label: t("ui.states.byClass"),
              icon: <span className={`dot dot-${own}`} aria-hidden />,
            },
            ...stateTokens.map((token) => ({
              id: token,
              label: colorName(token),
              icon: <span className={`dot dot-${token}`} aria-hidden />,
            })),
          ]}
          onAction={(token) => put({ color: token === "+own" ? null : token })}
        />
      </td>
    </tr>
  );
}
