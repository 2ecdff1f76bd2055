// The colours of agent states: what a class has where the operation chose none.
export const classColors: Record<string, string> = {
  break: "aux1",
  meal: "aux2",
  training: "aux3",
  back_office: "aux3",
  productive: "hold",
  logged_out: "out",
};

/** Those that can be chosen for a state. */
export const stateTokens = [
  "aux1",
  "aux2",
  "aux3",
  "hold",
  "ready",
  "talk",
  "acw",
  "ring",
  "out",
] as const;

/** States that every operation has; all others are auxiliaries. */
export const coreStates = ["talk", "acw", "hold", "ring", "ready"];

export interface StateColor {
  color: string;
  hatched?: boolean;
}

/** Colours of states: fixed for the core ones, as chosen or by class where known, else the next free auxiliary. */
export function stateColors(
  keys: string[],
  colorOf: (key: string) => string | null,
  classOf: (key: string) => string | null,
): Map<string, StateColor> {
  const colors = new Map<string, StateColor>();
  const used = new Set<string>();
  const put = (key: string, color: string) => {
    colors.set(key, { color, hatched: used.has(color) });
    used.add(color);
  };
  for (const key of keys) if (coreStates.includes(key)) put(key, key);
  for (const key of keys) {
    const classed = colorOf(key) ?? classColors[classOf(key) ?? ""];
    if (!colors.has(key) && classed) put(key, classed);
  }
  for (const key of keys) {
    if (colors.has(key)) continue;
    put(
      key,
      ["aux1", "aux2", "aux3"].find((color) => !used.has(color)) ?? `aux${(colors.size % 3) + 1}`,
    );
  }
  return colors;
}
