// Time zones with their present distance from UTC.
import type { Option } from "../shared/combobox";

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
