// A line of the settings: what it is and why at the left, the choice at the right.
import type { ReactNode } from "react";

export function SettingsLine(props: {
  title: string;
  help?: ReactNode;
  children?: ReactNode;
  /** What needs the whole width, below. */
  below?: ReactNode;
}) {
  return (
    <div className="settings-line">
      <div className="settings-pair">
        <div className="settings-what">
          <h3>{props.title}</h3>
          {props.help ? <p className="quiet">{props.help}</p> : null}
        </div>
        <div className="settings-choice">{props.children}</div>
      </div>
      {props.below}
    </div>
  );
}
