// The parts of others: name, version, licence. The list is written by scripts/licences.mjs.
import { useMemo, useState } from "react";
import parts from "../../about/licences.json";
import { useWords } from "../../i18n";
import { Field } from "../../shared/controls";

export default function SettingsLicences() {
  const { t, f } = useWords();
  const [sought, setSought] = useState("");
  const found = useMemo(() => {
    const text = sought.trim().toLowerCase();
    return parts.filter((part) => part.some((fact) => fact?.toLowerCase().includes(text)));
  }, [sought]);
  return (
    <div className="licences">
      <Field
        type="search"
        label={t("ui.settings.licences.search")}
        value={sought}
        onChange={setSought}
        help={t("ui.settings.licences.count", { count: found.length, n: f.number(found.length) })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="licence-list" tabIndex={0} aria-label={t("ui.settings.licences.title")}>
        <table className="parts">
          <thead>
            <tr>
              {(["name", "version", "licence"] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`ui.settings.licences.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map(([, name, version, licence]) => (
              <tr key={`${name}/${version}`}>
                <th scope="row">{name}</th>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
