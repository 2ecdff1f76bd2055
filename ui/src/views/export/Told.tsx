// Something just done, told for some seconds; it stays while one points at it or is in it.
import { CircleCheck, Undo2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "../../i18n";
import { Button, IconButton } from "../../shared/controls";
import { useAct } from "../../state/answers";
import { setOverlays, useOverlays } from "../../state/overlays";

/** Long enough to read; longer where there is something to press. */
const shown = { text: 6000, act: 12_000 };

const close = () => setOverlays({ told: null });

export function Told() {
  const { t } = useWords();
  const told = useOverlays((overlays) => overlays.told);
  const [held, setHeld] = useState(false);
  const show = useAct("show_export");
  useEffect(() => {
    if (!told || held) return;
    const timer = setTimeout(close, told.undo || told.ticket ? shown.act : shown.text);
    return () => clearTimeout(timer);
  }, [told, held]);
  const undo = () => {
    told?.undo?.();
    close();
  };
  const { ticket } = told ?? {};
  return (
    // The place of the news is there before they are, so that they are read aloud.
    <div className="told-place" role="status">
      {told ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing only keeps it from going away.
        <div
          className="told"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <CircleCheck aria-hidden />
          <span className="told-text">{told.text}</span>
          {told.undo ? (
            <Button look="link" onPress={undo}>
              <Undo2 aria-hidden /> {t("ui.told.undo")}
            </Button>
          ) : null}
          {ticket ? (
            <Button look="link" onPress={() => show.mutate({ ticket })}>
              {t("ui.export.show")}
            </Button>
          ) : null}
          <IconButton name={t("ui.common.close")} className="small" onPress={close}>
            <X aria-hidden />
          </IconButton>
        </div>
      ) : null}
    </div>
  );
}
