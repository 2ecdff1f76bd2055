// One text sought in all text columns.
import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button as Chip, Input, SearchField } from "react-aria-components";
import { useWords } from "../../i18n";
import { act } from "../../state/session";

/** Searches all text columns a moment after the last key. */
export function QuickSearch({ text }: { text: string }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => act({ do: "search", text: typed }), 250);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <SearchField
      className="quick"
      aria-label={t("ui.filter.search")}
      value={typed}
      onChange={setTyped}
    >
      <Search aria-hidden />
      <Input
        id="quick-search"
        placeholder={t("ui.filter.search")}
        spellCheck="false"
        autoComplete="off"
      />
      <Chip className="chip-x" aria-label={t("ui.filter.clearSearch")}>
        <X aria-hidden />
      </Chip>
    </SearchField>
  );
}
