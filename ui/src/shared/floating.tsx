// A small panel at whatever was pressed, where one trigger a cell would be too many.
import { type ReactNode, useRef } from "react";
import { Dialog, Popover } from "react-aria-components";

const nameless = "";

/** The dialog within has the name; on the box around it, it would be read twice. */
export function Floating(props: {
  anchor: HTMLElement;
  label: string;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const anchor = useRef<HTMLElement | null>(null);
  anchor.current = props.anchor;
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      className="popover"
      placement="bottom start"
      offset={4}
      aria-labelledby={nameless}
      onOpenChange={(open) => open || props.onClose()}
    >
      <Dialog className={`dialog-body ${props.className ?? ""}`} aria-label={props.label}>
        {props.children}
      </Dialog>
    </Popover>
  );
}
