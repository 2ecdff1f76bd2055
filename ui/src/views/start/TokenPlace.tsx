// Where a token is found in wolkvox Manager: a small picture of our own, and its steps in words.
import { useWords } from "../../i18n";

export function TokenPlace() {
  const { t } = useWords();
  return (
    <div className="where">
      <span className="field-label">{t("ui.connect.token.where")}</span>
      <div className="where-steps">
        <Picture />
        <ol>
          <li>{t("ui.connect.token.menu.settings")}</li>
          <li>{t("ui.connect.token.menu.integrations")}</li>
          <li>Tokens</li>
          <li>{t("ui.connect.token.copyHint")}</li>
        </ol>
      </div>
    </div>
  );
}

/** A window with a gear, a list, a tab and a menu at a line: the places of the four steps. */
function Picture() {
  return (
    <svg className="where-picture" viewBox="0 0 216 120" aria-hidden="true" focusable="false">
      <rect className="frame" x="0.5" y="0.5" width="215" height="119" rx="6" />
      <path className="edge" d="M0 16h216M28 16v104M92 16v104M92 38h124" />
      <path className="bar" d="M8 28h12M8 40h12M8 52h12M38 30h40M38 66h36M38 82h42M102 28h22" />
      <circle className="gear" cx="14" cy="104" r="5" />
      <rect className="chosen" x="32" y="40" width="56" height="16" rx="3" />
      <path className="bar on" d="M38 48h34M136 28h22" />
      <path className="edge on" d="M132 38h30" />
      <path className="bar" d="M102 50h64M102 66h28M102 106h64" />
      <rect className="menu" x="126" y="72" width="60" height="26" rx="4" />
      <path className="bar on" d="M134 80h30" />
      <path className="bar" d="M134 90h38" />
      <Step at="1" x={14} y={86} />
      <Step at="2" x={80} y={48} />
      <Step at="3" x={172} y={28} />
      <Step at="4" x={176} y={80} />
    </svg>
  );
}

function Step({ at, x, y }: { at: string; x: number; y: number }) {
  return (
    <g className="step">
      <circle cx={x} cy={y} r="7.5" />
      <text x={x} y={y + 3.5}>
        {at}
      </text>
    </g>
  );
}
