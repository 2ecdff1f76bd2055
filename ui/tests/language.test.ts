// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { asErrorView, type Backend } from "../src/backend";
import { goldenBackend } from "../src/backend/golden";
import { i18n, startWords } from "../src/i18n";
import { chooseLanguage, firstLanguage, followLanguage } from "../src/state/language";

beforeEach(() => localStorage.clear());

function core(language: string | null) {
  let asked = 0;
  const golden = goldenBackend({ scene: "", delay: 0 });
  const backend: Backend = {
    ...golden,
    call: ((name: string, request: never) => {
      if (name !== "app_info") return golden.call(name as never, request);
      asked += 1;
      if (language === null) return Promise.reject(asErrorView(new Error("shut")));
      return Promise.resolve({ version: "", language, keyring: true });
    }) as Backend["call"],
  };
  return { backend, asked: () => asked };
}

it("asks the core at the first start, and nothing at the next", async () => {
  const { backend, asked } = core("pt");
  expect(await firstLanguage(backend)).toBe("pt");
  expect(await firstLanguage(backend)).toBe("pt");
  expect(asked()).toBe(1);
});

it("corrects what it remembered where the core knows another language", async () => {
  await startWords("es", "first");
  await chooseLanguage(core("es").backend, "es");
  const { backend } = core("en");
  expect(await firstLanguage(backend)).toBe("es");
  await followLanguage(backend, "es");
  expect(i18n.language).toBe("en");
  expect(await firstLanguage(backend)).toBe("en");
});

it("keeps the language of the last start where the archive cannot be opened", async () => {
  await startWords("pt", "first");
  await chooseLanguage(core("pt").backend, "pt");
  const { backend } = core(null);
  expect(await firstLanguage(backend)).toBe("pt");
  await followLanguage(backend, "pt");
  expect(i18n.language).toBe("pt");
});
