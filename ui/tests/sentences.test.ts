import { describe, expect, it } from "vitest";
import type { ColumnView } from "../src/backend";
import type { Words } from "../src/i18n";
import { filterSentence } from "../src/views/common/sentences";
import type { Scope } from "../src/views/report/scope";

const words = {
  t: (key: string, params?: { values?: string }) => `${key} ${params?.values ?? ""}`,
  f: { number: String },
  texts: (texts: { es: string }) => texts.es,
} as unknown as Words;
const scope = { names: { of: () => null } } as unknown as Scope;
const label = (es: string) => ({ es, en: es, pt: es });
const column = {
  ...{ name: "result", kind: "choice", role: null, label: label("Resultado"), personal: false },
  values: ["human", "machine", "unknown"].map((value) => ({
    value,
    label: label(value),
    color: null,
  })),
} as unknown as ColumnView;

const sentence = (...values: string[]) =>
  filterSentence(
    words,
    scope,
    { column: "result", tests: [{ op: "in", values }], any: false },
    column,
  );

describe("a filter in words", () => {
  it("names a value once, however many writings it has", () => {
    expect(sentence("HUMAN", "human")).toBe("human");
    expect(sentence("HUMAN", "human", "MACHINE")).toBe("human, machine");
  });

  it("counts what it leaves out by values, not by writings", () => {
    expect(sentence("HUMAN", "Machine", "machine", "unknown")).toBe("human, machine +1");
  });
});
