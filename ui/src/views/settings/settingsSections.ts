// The parts of the settings, in their order. The palette leads to each.
export const sectionNames = [
  "operation",
  "language",
  "look",
  "targets",
  "archive",
  "copies",
  "retention",
  "computer",
  "diagnostics",
  "about",
] as const;
export type SectionName = (typeof sectionNames)[number];
