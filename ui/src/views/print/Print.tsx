// The page to print, seen before it is printed: light, in black, and nothing but the report.
import { Printer, X } from "lucide-react";
import { useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useWords } from "../../i18n";
import { Button, Segments } from "../../shared/controls";
import { useBackend } from "../../state/answers";
import { setSession } from "../../state/session";
import type { Scope } from "../report/scope";
import { periodText } from "../saved/viewFacts";
import { PrintPage } from "./PrintPage";
import { pageRules, paperOf, usePageRules } from "./paper";
import "./print.css";

const close = () => setSession({ printing: false });

export const rowChoices = ["50", "200", "1000"] as const;

/** More columns than these need a page that lies. */
const upright = 7;

export default function Print({ scope }: { scope: Scope }) {
  const words = useWords();
  const { t, f, texts } = words;
  const backend = useBackend();
  const [rows, setRows] = useState<(typeof rowChoices)[number]>("50");
  const [ready, setReady] = useState(false);
  const size = paperOf(f.locales.digits);
  const wide = scope.report.columns.length - scope.view.hidden.length > upright;
  const title = texts(scope.report.title);
  usePageRules(
    pageRules({
      size,
      wide,
      foot: `${title} · ${scope.operation.name} · ${periodText(words, scope)}`,
      count: t("ui.print.pages"),
    }),
  );
  const print = () => void backend.call("print", {}).catch(() => window.print());
  return (
    <ModalOverlay className="print-veil" isOpen onOpenChange={(open) => open || close()}>
      <Modal className="print-modal">
        <Dialog className="print-dialog" aria-label={t("ui.print.title")}>
          <div className="print-bar">
            <strong>{t("ui.print.title")}</strong>
            <span className="quiet">{t("ui.print.help")}</span>
            <span className="spacer" />
            <span className="print-rows">
              <span className="quiet">{t("ui.print.rows")}</span>
              <Segments
                label={t("ui.print.rows")}
                value={rows}
                onChange={setRows}
                options={rowChoices.map((value) => ({ value, label: f.number(Number(value)) }))}
              />
            </span>
            <Button look="primary" isDisabled={!ready} onPress={print}>
              <Printer aria-hidden /> {t("ui.print.do")}
            </Button>
            <Button onPress={close}>
              <X aria-hidden /> {t("ui.common.close")}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
          <div className="print-desk" tabIndex={0}>
            <PrintPage
              scope={scope}
              limit={Number(rows)}
              sheet={`${size} ${wide ? "wide" : "upright"}`}
              onReady={setReady}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
