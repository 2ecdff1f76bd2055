// A panel of the home screen: head, what stands at its right, body.
import type { ReactNode } from "react";

export function HomePanel(props: {
  title: string;
  aside?: ReactNode;
  className?: string;
  busy?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={`home-panel ${props.className ?? ""}`}
      aria-label={props.title}
      aria-busy={props.busy}
      data-region="panel"
    >
      <header className="home-panel-head">
        <h2>{props.title}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

/** Lines that are not known yet. */
export function HomeWaiting({ lines }: { lines: number }) {
  return (
    <div className="home-waiting">
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="skeleton" />
      ))}
    </div>
  );
}
