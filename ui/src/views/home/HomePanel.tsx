// A panel of the home screen: head, what stands at its right, body.
import type { ReactNode } from "react";
import { useLasting } from "../../shared/controls";

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

/** Lines that are not known yet, grey once it takes longer than a moment. */
export function HomeWaiting({ lines }: { lines: number }) {
  const lasting = useLasting(true);
  return (
    <div className="home-waiting">
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className={lasting ? "skeleton" : "skeleton unseen"} />
      ))}
    </div>
  );
}
