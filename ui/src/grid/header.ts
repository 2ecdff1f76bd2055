// The head of a column: name with meaning, sort mark, and the way to its filter.
import type { IHeaderComp, IHeaderParams } from "ag-grid-community";
import type { SortView } from "../backend";

/** What all heads share; the grid changes it and asks the heads to draw again. */
export interface HeadState {
  sort: SortView[];
  filtered: ReadonlySet<string>;
  filterLabel: (header: string) => string;
  onSort: (column: string, add: boolean) => void;
  onFilter: (column: string, anchor: HTMLElement) => void;
  onMenu: (column: string, place: DOMRect) => void;
  heads: Set<Head>;
}

const arrow = { up: "M8 13V3m0 0L4 7m4-4 4 4", down: "M8 3v10m0 0 4-4m-4 4L4 9" };
const funnel = "M2.5 3h11L9.5 8.2V13l-3-1.6V8.2z";

function picture(path: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function button(className: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.tabIndex = -1;
  made.className = className;
  return made;
}

export class Head implements IHeaderComp {
  private readonly box = document.createElement("div");
  private readonly sorter = button("head-sort");
  private readonly filter = button("head-filter");
  private readonly mark = document.createElement("span");
  private params: IHeaderParams | null = null;
  private state: HeadState | null = null;
  private name = "";

  init(params: IHeaderParams & { state: () => HeadState; meaning: string }): void {
    this.params = params;
    // Handed over by a function: the grid copies plain objects among its parameters.
    const state = params.state();
    this.state = state;
    this.name = params.column.getColId();
    this.box.className = "head-box";
    this.box.title = params.meaning;
    this.mark.className = "head-mark";
    const label = document.createElement("span");
    label.className = "head-label";
    label.textContent = params.displayName;
    this.sorter.append(label, this.mark);
    this.filter.append(picture(funnel));
    this.filter.setAttribute("aria-label", state.filterLabel(params.displayName));
    this.sorter.addEventListener("click", (event) =>
      state.onSort(this.name, event.shiftKey || event.ctrlKey || event.metaKey),
    );
    this.filter.addEventListener("click", () => this.openFilter());
    this.box.append(this.sorter, this.filter);
    state.heads.add(this);
    this.draw();
  }

  getGui(): HTMLElement {
    return this.box;
  }

  refresh(): boolean {
    return false;
  }

  destroy(): void {
    this.state?.heads.delete(this);
  }

  openFilter(): void {
    this.state?.onFilter(this.name, this.filter);
  }

  get column(): string {
    return this.name;
  }

  draw(): void {
    const state = this.state;
    if (!state) return;
    const place = state.sort.findIndex((key) => key.column === this.name);
    const key = state.sort[place];
    this.mark.replaceChildren();
    if (key) {
      this.mark.append(picture(key.descending ? arrow.down : arrow.up));
      if (state.sort.length > 1) this.mark.append(String(place + 1));
    }
    const cell = this.params?.eGridHeader;
    cell?.setAttribute("aria-sort", key ? (key.descending ? "descending" : "ascending") : "none");
    this.filter.classList.toggle("on", state.filtered.has(this.name));
  }
}

/** The head of the row numbers: selects everything. */
export class Corner implements IHeaderComp {
  private readonly made = button("head-corner");

  init(params: IHeaderParams & { label: string; onPress: () => void }): void {
    this.made.textContent = "#";
    this.made.title = params.label;
    this.made.setAttribute("aria-label", params.label);
    this.made.addEventListener("click", params.onPress);
  }

  getGui(): HTMLElement {
    return this.made;
  }

  refresh(): boolean {
    return false;
  }
}
