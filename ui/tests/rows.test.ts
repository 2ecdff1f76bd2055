import type { IGetRowsParams } from "ag-grid-community";
import { describe, expect, it, vi } from "vitest";
import type { RowsView } from "../src/backend";
import { type RowNews, rowsOf } from "../src/grid/datasource";
import { wheelStep } from "../src/grid/wheel";

const view = (total: number): RowsView => ({
  total,
  offset: 0,
  columns: ["a"],
  rows: [[1]],
  generation: 7,
});

function ask(source: ReturnType<typeof rowsOf>, startRow = 0, endRow = 200) {
  const success = vi.fn();
  const fail = vi.fn();
  source.getRows({
    startRow,
    endRow,
    successCallback: success,
    failCallback: fail,
  } as unknown as IGetRowsParams);
  return { success, fail };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the source of the grid's rows", () => {
  it("asks for the stretch and tells the total", async () => {
    const read = vi.fn(async () => view(1234));
    const news: RowNews[] = [];
    const { success } = ask(
      rowsOf(read, (one) => news.push(one)),
      400,
      600,
    );
    await settle();
    expect(read).toHaveBeenCalledWith(400, 200);
    expect(success).toHaveBeenCalledWith([[1]], 1234);
    expect(news[0]).toMatchObject({ state: "ready", total: 1234, generation: 7 });
  });

  it("asks for the first stretch ahead of the grid, once", async () => {
    const read = vi.fn(async () => view(1234));
    const source = rowsOf(read, () => {}, true);
    expect(read.mock.calls).toEqual([[0, 200]]);
    const { success } = ask(source);
    await settle();
    expect(success).toHaveBeenCalledWith([[1]], 1234);
    expect(read).toHaveBeenCalledTimes(1);
    ask(source);
    await settle();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("drops the answer to a question that is no longer asked", async () => {
    let answer: (view: RowsView) => void = () => {};
    const news: RowNews[] = [];
    const source = rowsOf(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      (one) => news.push(one),
    );
    const { success, fail } = ask(source);
    source.drop();
    answer(view(5));
    await settle();
    expect(success).not.toHaveBeenCalled();
    expect(fail).toHaveBeenCalled();
    expect(news).toEqual([]);
  });

  it("tells errors, but not that a newer request took over", async () => {
    const news: RowNews[] = [];
    const failing = (code: string) =>
      rowsOf(
        () => Promise.reject({ code, params: {}, detail: "", retry: true }),
        (one) => news.push(one),
      );
    ask(failing("CAN-1"));
    await settle();
    expect(news).toEqual([]);
    ask(failing("ARC-1"));
    await settle();
    expect(news[0]).toMatchObject({ state: "failed", error: { code: "ARC-1" } });
  });
});

it("the source tells of a further stretch only if the answer became another", async () => {
  let total = 1234;
  const news: RowNews[] = [];
  const source = rowsOf(
    async () => view(total),
    (one) => news.push(one),
  );
  ask(source);
  await settle();
  ask(source, 200, 400);
  await settle();
  expect(news).toHaveLength(1);
  total = 1235;
  ask(source, 400, 600);
  await settle();
  expect(news.map((one) => one.state === "ready" && one.total)).toEqual([1234, 1235]);
});

it("the wheel moves by rows, not by screens, where the height is compressed", () => {
  let carried = 0;
  let moved = 0;
  for (let notch = 0; notch < 100; notch += 1) {
    const step = wheelStep(10, 26, carried);
    carried = step.carried;
    moved += step.move;
  }
  expect(moved).toBe(38);
});
