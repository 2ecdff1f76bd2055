// A window in the window: title, body, and what can be done at the foot.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./controls";

export function Dialog(props: {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  urgent?: boolean;
  /** Takes the whole window. */
  large?: boolean;
  /** Beside the title. */
  acts?: ReactNode;
}) {
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable={!props.urgent}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <Modal className={props.large ? "modal large" : "modal"}>
        <AriaDialog className="dialog" role={props.urgent ? "alertdialog" : "dialog"}>
          <div className="modal-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            {props.acts}
            <IconButton name={props.closeLabel} onPress={props.onClose}>
              <X aria-hidden />
            </IconButton>
          </div>
          <div className="modal-body">{props.children}</div>
          {props.foot ? <div className="modal-foot">{props.foot}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
