import { expect, it } from "vitest";
import { codes } from "../src/backend";
import { errorTable, remedyOf } from "../src/backend/errors";

it("knows every code and no other", () => {
  expect(Object.keys(errorTable).sort()).toEqual([...codes].sort());
});

it("treats a code it never heard of as our fault", () => {
  expect(remedyOf("NEW-9")).toEqual({ severity: "stop", action: "report_bug" });
});
