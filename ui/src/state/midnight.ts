// A window that stays open over midnight: what is counted from today must move on with the day.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OperationView } from "../backend";
import { spoil } from "./answers";
import { nowIn } from "./moments";
import { type Period, periodOf } from "./period";
import { setSession } from "./session";

/** How often the clock is looked at; computers that slept look as soon as the window is seen again. */
const every = 20_000;

const dayIn = (zone: string) => nowIn(zone).slice(0, 10);

/** The period that a preset means on another day; one that was chosen by hand stays. */
export function movedOn(period: Period, today: string): Period {
  return period.preset === "custom" ? period : periodOf(period.preset, today);
}

/** Asks anew for all that is counted from today, and moves the period on. No step to be undone. */
function newDay(cache: QueryClient, today: string): void {
  setSession(({ history }) => {
    const period = movedOn(history.now.period, today);
    return { history: { ...history, now: { ...history.now, period } } };
  });
  void spoil(cache, ["operations", "archive", "quota"]);
}

/** Watches for the day to change where the operation is. */
export function useMidnight(operation: OperationView): void {
  const cache = useQueryClient();
  const { zone } = operation;
  useEffect(() => {
    let day = dayIn(zone);
    const look = () => {
      const today = dayIn(zone);
      if (today === day) return;
      day = today;
      newDay(cache, today);
    };
    const timer = setInterval(look, every);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [cache, zone]);
}
