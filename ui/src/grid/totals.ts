// The row at the foot: what can be summed, and in the first room that is left, of how many rows.
import type { GridApi } from "ag-grid-community";
import type { Value } from "./cells";
import { numbers } from "./selecting";

export interface Totals {
  /** In the order of the columns; null where nothing can be summed. */
  values: Value[];
  label: string;
}

export type LabelPlace = { name: string; width: number } | null;

const enough = 150;

/** The first stretch of columns without a sum that has room for the label, with its width. */
export function labelPlace(
  columns: { name: string; width: number; part: string; summed: boolean }[],
): LabelPlace {
  const runs: { name: string; width: number }[] = [];
  let before: { part: string; summed: boolean } | undefined;
  for (const column of columns) {
    const run = runs.at(-1);
    if (!column.summed && run && before && !before.summed && before.part === column.part)
      run.width += column.width;
    else if (!column.summed) runs.push({ name: column.name, width: column.width });
    before = column;
  }
  return runs.find((run) => run.width >= enough) ?? runs[0] ?? null;
}

/** Where the label of the totals stands now. */
export function labelNow(api: GridApi<Value[]>, totals: Totals, names: string[]): LabelPlace {
  const columns = api.getAllDisplayedColumns().flatMap((column) => {
    const name = column.getColId();
    const summed = (totals.values[names.indexOf(name)] ?? null) !== null;
    const part = column.getPinned() ? String(column.getPinned()) : "middle";
    return name === numbers ? [] : [{ name, width: column.getActualWidth(), part, summed }];
  });
  return labelPlace(columns);
}

/** A cell of the totals; the label runs on over its empty neighbours. */
export function totalCell(name: string, now: () => { totals: Totals; place: LabelPlace } | null) {
  return ({ valueFormatted }: { valueFormatted: string | null }) => {
    const cell = document.createElement("span");
    const { totals, place } = now() ?? {};
    if (!totals || place?.name !== name) {
      cell.textContent = valueFormatted ?? "";
      return cell;
    }
    cell.className = "total-label";
    cell.textContent = totals.label;
    cell.title = totals.label;
    cell.style.maxWidth = `${place.width - 20}px`;
    return cell;
  };
}
