// How long ago something was, in words; and the clock that it is seen from.
import { useEffect, useState } from "react";
import type { Words } from "../../i18n";
import { agoOf, nowIn } from "../../state/moments";

export function agoText({ t, f }: Words, moment: string, now: string): string {
  const { unit, count } = agoOf(moment, now);
  return unit === "future"
    ? f.dateTime(moment)
    : t(`ui.ago.${unit}`, { count, n: f.number(count) });
}

/** The operation's wall clock, told anew every so many milliseconds. */
export function useNow(zone: string, every = 30_000): string {
  const [now, setNow] = useState(() => nowIn(zone));
  useEffect(() => {
    setNow(nowIn(zone));
    const timer = setInterval(() => setNow(nowIn(zone)), every);
    return () => clearInterval(timer);
  }, [zone, every]);
  return now;
}

/** `14:05`. */
export function clockText({ f }: Words, moment: string): string {
  return f.time(moment).slice(0, 5);
}
