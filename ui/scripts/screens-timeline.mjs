// The screens of the agents' timeline.

/** The timeline once it shows something. */
const timeline = (until) => async (page) => {
  await page.locator('[data-place="timeline"]').click();
  await page.waitForSelector(until);
};

const drawn = async (page) => {
  await timeline(".timeline-name")(page);
  await page.waitForTimeout(400);
};

const week = async (page) => {
  await drawn(page);
  await page.locator(".filter-bar .segment").nth(1).click();
  await page.waitForSelector(".timeline-day.missing");
};

const keys = async (page, ...pressed) => {
  for (const key of pressed) await page.keyboard.press(key);
};

export const timelineScreens = [
  { name: "timeline", tight: true, go: drawn },
  { name: "timeline-week", tight: true, go: week },
  {
    name: "timeline-near",
    go: async (page) => {
      await drawn(page);
      await page.locator(".timeline-lanes").focus();
      await keys(page, "ArrowDown", "ArrowDown", "ArrowDown");
      for (let step = 0; step < 22; step += 1) await page.keyboard.press("ArrowRight");
      await keys(page, "+", "+", "+");
      await page.waitForTimeout(500);
    },
  },
  {
    name: "timeline-drag",
    small: true,
    go: async (page) => {
      await drawn(page);
      const box = await page.locator(".timeline-lanes").boundingBox();
      await page.mouse.move(box.x + 300, box.y + 120);
      await page.mouse.down();
      await page.mouse.move(box.x + 420, box.y + 140, { steps: 4 });
    },
  },
  {
    name: "timeline-hover",
    small: true,
    go: async (page) => {
      await week(page);
      const box = await page.locator(".timeline-lanes").boundingBox();
      await page.mouse.move(box.x + 150, box.y + 300);
      await page.waitForSelector(".timeline-tip");
    },
  },
  {
    name: "timeline-only",
    small: true,
    go: async (page) => {
      await drawn(page);
      await page
        .locator(".timeline-legend .legend-part")
        .first()
        .click({ modifiers: ["Shift"] });
      await page.mouse.move(0, 0);
    },
  },
  {
    name: "timeline-table",
    tight: true,
    go: async (page) => {
      await drawn(page);
      await page.locator(".toolbar-acts .button").first().click();
      await page.waitForSelector(".timeline-table tbody tr");
      await page.locator(".timeline-sort").nth(3).click();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: "timeline-crowd",
    query: "scene=crowd",
    go: async (page) => {
      await drawn(page);
      await page.locator(".timeline-board").evaluate((board) => board.scrollBy(0, 1203));
    },
  },
  {
    name: "timeline-faulty",
    query: "scene=faulty",
    small: true,
    go: async (page) => {
      await drawn(page);
      await page.locator(".timeline-faults").click();
      await page.waitForSelector(".timeline-fault");
    },
  },
  {
    name: "timeline-unfound",
    small: true,
    go: async (page) => {
      await drawn(page);
      await page.locator('.filter-bar input[type="search"]').fill("nadie");
      await page.waitForSelector(".timeline-stage .blank");
    },
  },
  {
    name: "timeline-unheld",
    small: true,
    go: async (page) => {
      await drawn(page);
      await page.locator(".filter-bar .button.icon").nth(1).click();
      await page.waitForSelector(".timeline-stage .blank");
    },
  },
  {
    name: "timeline-today",
    small: true,
    go: async (page) => {
      // A quarter past ten in Bogotá, on the day that the invented operation calls today.
      await page.clock.setFixedTime(new Date("2026-11-20T15:15:00Z"));
      await week(page);
    },
  },
  {
    name: "timeline-rows",
    small: true,
    go: async (page) => {
      await drawn(page);
      await page.locator(".timeline-lanes").focus();
      await keys(page, "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
      await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
    },
  },
  { name: "timeline-empty", query: "scene=empty", small: true, go: timeline(".blank") },
  {
    name: "timeline-fetch",
    query: "scene=empty",
    small: true,
    go: async (page) => {
      await timeline(".blank")(page);
      await page.locator(".blank .button.primary").click();
      await page.waitForSelector(".tiles");
    },
  },
  {
    name: "timeline-broken",
    query: "scene=broken",
    small: true,
    go: timeline(".timeline-trouble .notice"),
  },
  {
    name: "timeline-slow",
    query: "scene=slow",
    small: true,
    go: timeline(".timeline-wait .skeleton"),
  },
];
