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
