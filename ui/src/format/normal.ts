/** Choices are compared without case, accents and outer blanks. */
export function normalForm(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
}
