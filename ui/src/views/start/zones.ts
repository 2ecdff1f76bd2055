// Time zones with their present distance from UTC.
import type { Option } from "../../shared/combobox";

const near =
  /^America\/(Bogota|Lima|Guayaquil|Mexico_City|Santiago|Argentina\/Buenos_Aires|Montevideo|Caracas|Panama|Sao_Paulo)$/;

/** `UTC−5`. */
function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts(new Date());
  return (parts.find((part) => part.type === "timeZoneName")?.value ?? "")
    .replace("GMT", "UTC")
    .replace("-", "\u2212");
}

/** `Bogota (UTC−5)`. */
export function placeOf(zone: string): string {
  return `${zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone} (${offset(zone)})`;
}

/** Those of the region first, then all by name. */
export function zoneOptions(): Option[] {
  const zones = Intl.supportedValuesOf("timeZone");
  const ordered = [
    ...zones.filter((zone) => near.test(zone)),
    ...zones.filter((zone) => !near.test(zone)),
  ];
  return ordered.map((zone) => ({
    id: zone,
    label: zone.replaceAll("_", " "),
    aside: offset(zone),
  }));
}

/** The clock on the wall of that zone, as `2026-11-20T10:15:00`. */
export function wallClock(zone: string, now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("sv", {
    timeZone: zone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  } as Intl.DateTimeFormatOptions).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "00";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return `${date}T${part("hour")}:${part("minute")}:${part("second")}`;
}
