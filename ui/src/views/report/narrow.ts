// Where large text leaves little room, the rail folds by itself, and opens again when there is.
import { useEffect } from "react";
import { setSession, useSession } from "../../state/session";

/** In widths of the usual text size. */
const needed = 54;

export function useNarrow(): void {
  const zoom = useSession((session) => session.zoom);
  useEffect(() => {
    let was = false;
    const look = () => {
      const narrow = window.innerWidth / ((16 * zoom) / 100) < needed;
      if (narrow !== was) setSession({ railFolded: narrow });
      was = narrow;
    };
    look();
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, [zoom]);
}
