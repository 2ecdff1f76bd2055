// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import type { PastRun } from "../src/backend";
import { type Language, languages } from "../src/format";
import { speak, startWords, wordsOf } from "../src/i18n";
import {
  adviceText,
  diagnosis,
  diagnosisText,
  nextOf,
  outcomeOf,
  outcomes,
} from "../src/views/fetch/historyText";

beforeAll(() => startWords("es"));

const run = (part: Partial<PastRun>): PastRun => ({
  ...{ id: 1, started: "2026-11-19T20:02:00Z", finished: "2026-11-19T20:09:30Z" },
  ...{ report: "agent_14", params: {}, from: "2026-11-13", to: "2026-11-19", outcome: "done" },
  ...{ requests: 7, windows: 7, rows: 9780, troubles: 0, error: null },
  ...part,
});

describe("an earlier fetch", () => {
  it.each(languages.flatMap((language) => outcomes.map((outcome) => [language, outcome] as const)))(
    "is told in %s when it ended %s",
    async (language: Language, outcome) => {
      await speak(language);
      const words = wordsOf(language);
      const told = [
        words.t(`ui.history.outcome.${outcome}`),
        ...diagnosis(words, run({ outcome, troubles: 2 })),
        adviceText(words, run({ outcome })),
      ];
      expect(told.length).toBe(4);
      for (const sentence of told) expect(sentence).not.toMatch(/ui\./);
      await speak("es");
    },
  );
  it("that ended in a way nobody knows asks for a look", () => {
    expect(outcomeOf(run({ outcome: "evaporated" }))).toBe("failed");
  });
  it("is read again where it was whole, asked again where not, left alone while it runs", () => {
    const next = (outcome: string) => nextOf(run({ outcome }));
    expect([next("done"), next("lost"), next("parked"), next("running")]).toEqual([
      "reread",
      "again",
      "again",
      null,
    ]);
  });
  it("that an error ended says cause and next step of the catalogue", () => {
    const error = { code: "TOK-2", params: {}, detail: "403", retry: false };
    const words = wordsOf("es");
    const failed = run({ outcome: "failed", error });
    expect(diagnosis(words, failed).at(-1)).toMatch(
      /no aceptó el token \[TOK-2\]\. El token venció/,
    );
    expect(adviceText(words, failed)).toMatch(/^Cree o copie un token/);
  });
  it("can be copied whole, in the operation's time, without parameters that name people", () => {
    const text = diagnosisText(
      wordsOf("es"),
      run({ params: { agent_id: "1001" } }),
      "Eventos",
      "America/Bogota",
    );
    expect(text).toMatch(/Empezó: .* 15:02:00/);
    expect(text).toMatch(/9[.,]780 filas/);
    expect(text).not.toContain("1001");
  });
});
