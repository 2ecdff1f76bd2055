// The screens of the start: home, today, saved views, palette, keys, history.

/** Ten past ten of the invented day, so that what was read lies minutes back. */
const now = "2026-11-20T15:15:00Z";
const home = async (page) => page.waitForSelector(".fresh .strip");
const report = (code) => async (page) => {
  await page.locator(`[data-report="${code}"]`).click();
  await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
};

async function openView(page) {
  await page.locator("[data-views] .rail-item").first().click();
  await page.waitForSelector(".view-name");
  await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
}

export const homeScreens = [
  { name: "home", now, tight: true, go: home },
  {
    name: "home-fresh",
    now,
    query: "scene=empty",
    small: true,
    go: (page) => page.waitForSelector(".home-first"),
  },
  {
    name: "home-calm",
    now,
    query: "scene=calm",
    small: true,
    go: (page) => page.waitForSelector(".calm"),
  },
  {
    name: "home-broken",
    now,
    query: "scene=broken",
    small: true,
    go: (page) => page.waitForSelector(".home-main .notice"),
  },
  {
    name: "home-loading",
    now,
    query: "scene=slow",
    small: true,
    go: (page) => page.waitForSelector(".home-waiting"),
  },
  {
    name: "home-columns",
    now,
    query: "scene=tokenless",
    small: true,
    go: async (page) => {
      await home(page);
      await page.locator(".attention-item .button").nth(5).click();
      await page.waitForSelector(".attention-more");
    },
  },
  {
    name: "palette",
    now,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+k");
      await page.waitForSelector(".palette-entry");
    },
  },
  {
    name: "palette-typed",
    now,
    small: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+k");
      await page.waitForSelector(".palette-entry");
      await page.keyboard.type("ivr");
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    name: "keys",
    now,
    small: true,
    go: async (page) => {
      await home(page);
      await page.keyboard.press("?");
      await page.waitForSelector(".keys");
    },
  },
  {
    name: "view-changed",
    now,
    tight: true,
    go: async (page) => {
      await openView(page);
      await page.locator("#quick-search").fill("ana");
      await page.waitForSelector(".view-name .badge");
      await page.locator(".view-name").click();
      await page.waitForSelector(".menu");
    },
  },
  {
    name: "view-save",
    now,
    small: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+s");
      await page.waitForSelector(".modal input");
      await page.locator(".modal input").fill("pausas de más de 15 min");
    },
  },
  {
    name: "view-share",
    now,
    small: true,
    go: async (page) => {
      await openView(page);
      await page.locator(".chip:not(.on)").last().click();
      await page.locator(".menu-item").first().click();
      await page.locator(".values .check").first().click();
      await page.locator(".filter-form .button.primary").click();
      await page.keyboard.press("Control+s");
      await page.waitForSelector(".told");
      await page.locator(".view-name").click();
      await page.locator(".menu-item").nth(5).click();
      await page.waitForSelector(".modal .notice");
    },
  },
  {
    name: "view-removed",
    now,
    small: true,
    go: async (page) => {
      await home(page);
      await page.locator(".home-line-pair .button.icon").first().click();
      await page.locator(".menu-item").last().click();
      await page.waitForSelector(".told");
    },
  },
  {
    name: "view-newer",
    now,
    small: true,
    go: async (page) => {
      await home(page);
      await page.locator("[data-views] .rail-item").last().click();
      await page.waitForSelector(".modal");
    },
  },
  {
    name: "first-view",
    query: "scene=first",
    small: true,
    go: async (page) => {
      await page.locator(".door").nth(2).click();
      await page.waitForSelector(".notice");
    },
  },
  {
    name: "first-wrong",
    query: "scene=firstwrong",
    small: true,
    go: async (page) => {
      await page.locator(".door").nth(2).click();
      await page.waitForSelector(".modal");
    },
  },
  {
    name: "history",
    now,
    go: async (page) => {
      await home(page);
      await page.locator(".rail-foot .rail-item").first().click();
      await page.waitForSelector(".past");
      for (const at of [1, 3]) await page.locator(".past > summary").nth(at).click();
    },
  },
  {
    name: "today",
    now,
    query: "scene=today",
    tight: true,
    go: async (page) => {
      await page.locator('[data-place="today"]').click();
      await page.waitForSelector(".last-states li");
      await page.locator(".pulse .check").click();
    },
  },
  {
    name: "today-low",
    now,
    query: "scene=lowquota",
    small: true,
    go: async (page) => {
      await page.locator('[data-place="today"]').click();
      await page.waitForSelector(".last-states li");
      await page.locator(".pulse .check").click();
      await page.waitForSelector(".pulse-stopped");
    },
  },
  {
    name: "today-none",
    now,
    small: true,
    go: async (page) => {
      await page.locator('[data-place="today"]').click();
      await page.waitForSelector(".home-first");
    },
  },
];
