// The grid to look at: totals and selection, menus, detail, chooser, ways to a row, densities. The steps
// are made by keyboard and mouse as a person would, and what they must lead to is checked on the way.

const cell = (row, column) => `.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`;

function must(true_, what) {
  if (!true_) throw new Error(what);
}

const open = (code) => async (page) => {
  await page.locator(`[data-report="${code}"]`).click();
  await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
  await page.waitForSelector(".chart-canvas canvas");
  await page.waitForSelector(".ag-row-pinned .total-label");
  await page.waitForTimeout(300);
};

const selected = (page) => page.locator(".ag-cell.selected:not(.row-number)").count();

/** Row and column of the cell in focus. */
const inFocus = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    return `${here?.closest(".ag-row")?.getAttribute("row-index")}/${here?.getAttribute("col-id")}`;
  });

const columns = (page) =>
  page
    .locator(".ag-header-cell")
    .evaluateAll((heads) =>
      heads
        .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
        .map((head) => head.getAttribute("col-id")),
    );

async function choose(page) {
  await open("agent_14")(page);
  await page.locator(cell(2, "time")).click();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"])
    await page.keyboard.press(`Shift+${key}`);
  must((await selected(page)) === 6, `Shift and arrows selected ${await selected(page)} cells`);
  await page.waitForSelector(".selection b");
}

/** The whole keyboard of the rows, without a mouse after the first cell. */
async function walk(page) {
  await open("agent_14")(page);
  await page.locator(cell(0, "agent_id")).click();
  const press = async (keys, wanted) => {
    await page.keyboard.press(keys);
    await page.waitForTimeout(350);
    const here = await inFocus(page);
    must(here.endsWith(wanted), `${keys} led to ${here}, not ${wanted}`);
  };
  await press("End", "0/agent_name");
  await press("Home", "0/agent_id");
  await press("ArrowDown", "1/agent_id");
  await press("Control+End", "/agent_name");
  await press("ArrowDown", "b-0/agent_name");
  await press("Control+Home", "0/agent_id");
  await press("PageDown", "/agent_id");
  await press("Control+Home", "0/agent_id");
  await page.keyboard.press("Space");
  must((await selected(page)) > 5, "Space selected no row");
  await page.keyboard.press("Control+a");
  await page.waitForFunction(() =>
    /×/.test(document.querySelector(".selection")?.textContent ?? ""),
  );
  await page.keyboard.press("Control+g");
  await page.waitForSelector(".modal input");
  await page.keyboard.type("200");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(900);
  must((await inFocus(page)).startsWith("199/"), `Ctrl+G led to ${await inFocus(page)}`);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".drawer h2:focus");
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(400);
  must(/201/.test(await page.locator(".drawer h2").textContent()), "the detail did not go on");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(300);
  must((await page.locator(".drawer").count()) === 0, "Escape left the detail open");
  must(/^\d/.test(await inFocus(page)), `Escape left the focus on ${await inFocus(page)}`);
  await head(page);
}

/** The keys of a header. */
async function head(page) {
  const focused = async () =>
    page.locator('.ag-header-cell[col-id="time"]').evaluate((it) => it.focus());
  await focused();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.waitForTimeout(300);
  const moved = await columns(page);
  must(moved.indexOf("time") < moved.indexOf("agent_status"), `Shift+Left: ${moved.join()}`);
  await page.keyboard.press("Control+z");
  await page.waitForTimeout(300);
  const back = await columns(page);
  must(back.indexOf("time") > back.indexOf("agent_status"), `Ctrl+Z: ${back.join()}`);
  await focused();
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForSelector(".filter-form input:focus");
  await page.waitForTimeout(300);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".filter-form", { state: "detached" });
  await focused();
  await page.keyboard.press("Shift+F10");
  await page.waitForSelector(".rows-menu");
}

const density = (kind) => ({
  name: `grid-${kind}`,
  small: true,
  go: async (page) => {
    await page.evaluate((value) => localStorage.setItem("density", value), kind);
    await page.reload();
    await page.waitForSelector("h1");
    await open("diagram_11")(page);
    const height = await page.locator(cell(0, "conn_id")).evaluate((it) => it.offsetHeight);
    must(kind === "compact" ? height <= 24 : height >= 35, `rows of ${height} px`);
  },
});

export const gridScreens = [
  {
    name: "grid-selection",
    tight: true,
    go: choose,
  },
  {
    name: "grid-copied",
    small: true,
    go: async (page) => {
      await choose(page);
      await page.keyboard.press("Control+Shift+c");
      await page.waitForSelector(".copied-line");
    },
  },
  {
    name: "grid-menu",
    small: true,
    go: async (page) => {
      await open("agent_14")(page);
      await page.locator(cell(3, "agent_status")).click({ button: "right" });
      await page.waitForSelector(".rows-menu");
    },
  },
  { name: "grid-keys", small: true, go: walk },
  {
    name: "grid-detail",
    tight: true,
    go: async (page) => {
      await open("agent_13")(page);
      await page.locator(cell(1, "agent_name")).dblclick();
      await page.waitForSelector(".related-report");
    },
  },
  {
    name: "grid-columns",
    small: true,
    go: async (page) => {
      await open("diagram_11")(page);
      const head = page.locator(".ag-header-cell[col-id='end_date_rp']");
      await head.click({ button: "right" });
      await page.locator(".rows-menu .menu-item").nth(3).click();
      await page.waitForTimeout(300);
      must((await columns(page))[1] === "end_date_rp", "not pinned to the left");
      await page.locator(".status-button").last().click();
      await page.waitForSelector(".chooser-list");
    },
  },
  {
    name: "grid-goto",
    small: true,
    go: async (page) => {
      await open("diagram_11")(page);
      await page.locator(".ag-header-cell[col-id='conn_id'] .head-sort").click();
      await page.waitForTimeout(400);
      await page.keyboard.press("Control+g");
      await page.waitForSelector(".modal input");
      await page.keyboard.type("14:30");
      await page.waitForSelector(".modal .notice");
    },
  },
  {
    name: "grid-bubble",
    query: "scene=huge",
    small: true,
    go: async (page) => {
      await open("diagram_11")(page);
      await page.locator(".ag-grid-viewport").evaluate((view) => {
        view.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
        view.scrollTop = (view.scrollHeight - view.clientHeight) / 3;
      });
      await page.waitForSelector(".row-bubble");
      // Where the bar rests its rows are drawn; until then there are none to look at.
      await page.waitForFunction(() => {
        const cell = document.querySelector(".ag-row .ag-cell:not(.waiting)");
        return Number(cell?.closest(".ag-row").getAttribute("row-index")) > 1_000_000;
      });
    },
  },
  density("compact"),
  density("comfortable"),
];
