// The screens to look at, and the way to each.
import { gridScreens } from "./screens-grid.mjs";
import { homeScreens } from "./screens-home.mjs";
import { placeScreens } from "./screens-places.mjs";
import { inLargestSize, settingsScreens } from "./screens-settings.mjs";
import { timelineScreens } from "./screens-timeline.mjs";

async function settled(page) {
  await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
  await page.waitForSelector(".chart-canvas canvas");
  await page.waitForTimeout(300);
}

/** Opens the fetch dialog of the report at hand and waits for its plan. */
async function plan(page) {
  await page.locator('[data-act="fetch"]').click();
  await page.waitForSelector(".tiles");
}

async function fetching(page, until) {
  await rail("agent_14")(page);
  await plan(page);
  await page.locator(".modal .button.primary").click();
  await page.waitForSelector(until, { timeout: 15000 });
}

const reportItem = (code) => `[data-report="${code}"]`;

/** The first row of those drawn. */
const topRow = (rows) => Math.min(...rows.map((row) => Number(row.getAttribute("row-index"))));

/** The form of a column's filter, under its head. */
const filterOf = (code, column) => async (page) => {
  await rail(code)(page);
  const head = page.locator(`.ag-header-cell[col-id='${column}'] .head-filter`);
  await head.click({ force: true });
  await page.waitForSelector(".filter-form");
};

const rail = (code) => async (page) => {
  await page.locator(reportItem(code)).click();
  await settled(page);
};

async function fillConnect(page, steps) {
  await page.locator(".door").first().click();
  const next = () => page.locator(".path-form .button.primary").click();
  const input = () => page.locator(".path-form input").first();
  await input().fill("Contacto Andino");
  if (steps > 0) {
    await next();
    await input().fill("wv0015");
    await page.waitForSelector(".field-help.good");
  }
  if (steps > 1) {
    await next();
    await input().fill(steps > 3 ? "malo" : "f3b1-secreto-9c2e");
  }
  if (steps > 2) {
    await next();
    await page.waitForSelector(".test-line.good");
  }
}

const usual = [
  { name: "first", tight: true, query: "scene=first", go: async () => {} },
  { name: "connect-name", query: "scene=first", go: (page) => fillConnect(page, 0) },
  { name: "connect-server", query: "scene=first", small: true, go: (page) => fillConnect(page, 1) },
  {
    name: "connect-token",
    query: "scene=nokeyring",
    go: (page) => fillConnect(page, 2),
  },
  { name: "connect-test", query: "scene=first", small: true, go: (page) => fillConnect(page, 3) },
  {
    name: "connect-refused",
    query: "scene=first",
    small: true,
    go: (page) => fillConnect(page, 4),
  },
  { name: "agents", tight: true, go: rail("agent_14") },
  {
    name: "hold",
    small: true,
    go: async (page) => {
      await page.locator(reportItem("agent_9")).click();
      await page.waitForSelector(".blank");
    },
  },
  { name: "transfers", small: true, go: rail("agent_13") },
  { name: "ivr", tight: true, go: rail("diagram_11") },
  { name: "campaign", small: true, go: rail("campaign_7") },
  {
    name: "filters",
    go: async (page) => {
      await rail("diagram_11")(page);
      await page
        .locator(".ag-header-cell[col-id='time_on_skill'] .head-filter")
        .click({ force: true });
      await page.locator(".filter-form input").first().fill("0:45");
      await page.keyboard.press("Enter");
      await page.locator(".ag-header-cell[col-id='skill_id'] .head-filter").click({ force: true });
      await page.waitForSelector(".values .check");
    },
  },
  {
    name: "period",
    go: async (page) => {
      await rail("diagram_11")(page);
      await page.locator(".filter-bar .chip").first().click();
      await page.waitForSelector(".calendar");
    },
  },
  {
    name: "lineage",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      await page.locator(".figure").first().click();
    },
  },
  {
    name: "twin",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      for (const button of await page.locator(".panel-head .button[aria-pressed]").all())
        await button.click();
      await page.locator(".rail-name").hover();
    },
  },
  {
    name: "none-by-filter",
    small: true,
    go: async (page) => {
      await rail("diagram_11")(page);
      await page.locator("#quick-search").fill("zzzz");
      await page.waitForSelector(".rows-blank");
    },
  },
  {
    name: "never",
    query: "scene=empty",
    go: async (page) => {
      await page.locator(reportItem("agent_14")).click();
      await page.waitForSelector(".blank");
    },
  },
  {
    name: "broken",
    query: "scene=broken",
    go: async (page) => {
      await page.locator(reportItem("diagram_11")).click();
      await page.waitForSelector(".rows-blank .notice");
    },
  },
  {
    name: "loading",
    query: "scene=slow",
    go: async (page) => {
      await page.locator(reportItem("agent_14")).click();
      await page.waitForSelector(".line-progress");
    },
  },
  {
    name: "shut",
    query: "scene=shut",
    head: ".notice",
    go: async () => {},
  },
  {
    name: "few",
    go: async (page) => {
      await rail("diagram_11")(page);
      await page.locator("#quick-search").fill("0000");
      await page.waitForSelector(".figure.few");
    },
  },
  {
    name: "huge",
    query: "scene=huge",
    small: true,
    go: async (page) => {
      await rail("diagram_11")(page);
      const top = () => page.locator(".ag-row").evaluateAll(topRow);
      await page.mouse.move(700, 650);
      const before = await top();
      await page.mouse.wheel(0, 1000);
      await page.waitForTimeout(600);
      const moved = (await top()) - before;
      if (moved < 25 || moved > 50) throw new Error(`1000 px of the wheel moved ${moved} rows`);
    },
  },
  { name: "filter-text", small: true, go: filterOf("agent_13", "agent_name") },
  { name: "filter-date", small: true, go: filterOf("diagram_11", "end_date_rp") },
  {
    name: "filter-menu",
    small: true,
    go: async (page) => {
      await rail("diagram_11")(page);
      await page.locator(".filter-bar .chip:not(.on)").last().click();
      await page.waitForSelector(".menu");
    },
  },
  {
    name: "param",
    small: true,
    go: async (page) => {
      await rail("agent_2")(page);
      await page.locator(".filter-bar .chip").nth(1).click();
      await page.waitForSelector(".param-form");
    },
  },
  {
    name: "operations",
    small: true,
    go: async (page) => {
      await page.locator(".operation").click();
      await page.waitForSelector(".menu");
    },
  },
  {
    name: "wipe",
    small: true,
    go: async (page) => {
      await page.locator(".sample .button").click();
      await page.waitForSelector(".modal");
    },
  },
  {
    name: "fetch-plan",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      await plan(page);
    },
  },
  {
    name: "fetch-going",
    query: "scene=long",
    rest: 200,
    go: async (page) => {
      await fetching(page, ".run-progress");
      await page.waitForTimeout(900);
    },
  },
  {
    name: "fetch-waiting",
    query: "scene=waiting",
    small: true,
    go: (page) => fetching(page, ".run-progress .notice.warn"),
  },
  {
    name: "fetch-done",
    small: true,
    go: (page) => fetching(page, ".run-progress .notice"),
  },
  {
    name: "export",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      await page.locator(".toolbar-acts .button.primary").click();
      await page.locator(".menu-item").first().click();
      await page.waitForSelector(".toast .button.primary");
    },
  },
  {
    name: "runs",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      await page.locator(".rail-foot .rail-item").first().click();
    },
  },
  {
    name: "token",
    query: "scene=tokenless",
    go: async (page) => {
      await page.locator(".rail-foot .rail-item").nth(1).click();
      await page.waitForSelector(".settings-section");
      await page.locator(".settings-body .button").first().click();
      await page.locator(".modal input").fill("malo");
      await page.locator(".modal .button.primary").click();
      await page.waitForSelector(".modal .notice");
    },
  },
  {
    name: "remove",
    query: "scene=tokenless",
    small: true,
    go: async (page) => {
      await page.locator(".rail-foot .rail-item").nth(1).click();
      await page.locator(".settings-body .button.danger").first().click();
      await page.waitForSelector(".modal");
    },
  },
  {
    name: "folded",
    small: true,
    go: async (page) => {
      await rail("agent_14")(page);
      await page.keyboard.press("Control+b");
    },
  },
  ...homeScreens,
  ...placeScreens,
  ...gridScreens,
  ...settingsScreens,
  ...timelineScreens,
];

export const screens = [...usual, ...inLargestSize(usual)];
