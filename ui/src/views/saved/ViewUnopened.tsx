// Why a view could not be opened, what is safe and what to do.
import { TriangleAlert } from "lucide-react";
import { useWords } from "../../i18n";
import { Button } from "../../shared/controls";
import { Dialog } from "../../shared/dialog";
import { setViews, type Unopened } from "../../state/viewDesk";
import { Trouble } from "../common/Trouble";
import "./views.css";

export default function ViewUnopened({ unopened }: { unopened: Unopened }) {
  const { t } = useWords();
  const done = () => setViews({ unopened: null });
  const { name, refused, part } = unopened;
  return (
    <Dialog
      urgent
      title={name ? t("ui.views.notOpened", { name }) : t("ui.views.notOpenedFile")}
      closeLabel={t("ui.common.close")}
      onClose={done}
      foot={
        <Button look="primary" onPress={done}>
          {t("ui.common.done")}
        </Button>
      }
    >
      {refused === "failed" ? (
        <Trouble error={unopened.error} />
      ) : (
        <>
          <p className="row">
            <TriangleAlert aria-hidden className="warn-icon" />
            {refused === "damaged"
              ? t("ui.views.refused.damaged", { part: t(`ui.views.part.${part}`) })
              : t(`ui.views.refused.${refused}`, { part })}
          </p>
          <p className="quiet">{t("ui.views.untouched")}</p>
          <p>{t(`ui.views.next.${refused}`)}</p>
        </>
      )}
    </Dialog>
  );
}
