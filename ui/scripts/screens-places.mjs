// The screens of what stands above the reports: scorecard, coverage, team.

/** A place above the reports, once it shows something. */
const above = (place, until) => async (page) => {
  await page.locator(`[data-place="${place}"]`).click();
  await page.waitForSelector(until);
};

/** The last whole month, where every report is held. */
async function lastMonth(page) {
  await page.locator(".filter-bar .chip").first().click();
  await page.locator(".period-preset").last().click();
  await page.waitForSelector(".calendar", { state: "detached" });
}

export const placeScreens = [
  {
    name: "scorecard",
    tight: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await lastMonth(page);
      await page.waitForSelector(".strangers");
    },
  },
  {
    name: "scorecard-missing",
    small: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await page.locator(".filter-bar .check").click();
      await page.locator(".card-head").nth(3).click();
    },
  },
  {
    name: "scorecard-lineage",
    small: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await lastMonth(page);
      await page.locator(".strangers summary").click();
      await page.locator('[data-spot="2:5"]').click();
      await page.waitForSelector(".lineage-acts");
    },
  },
  {
    name: "scorecard-few",
    small: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await page.locator(".filter-bar .chip").first().click();
      await page.locator(".period-preset").first().click();
      await page.waitForSelector(".card-figure.few");
    },
  },
  {
    name: "scorecard-keys",
    small: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await page.locator('[data-spot="0:0"]').focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.press("PageUp");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Enter");
      await page.waitForSelector(
        ".lineage:focus-within .lineage-acts, .lineage:focus .lineage-acts",
      );
      await page.keyboard.press("Escape");
      await page.waitForSelector(".lineage-acts", { state: "detached" });
      const focused = () => document.activeElement?.getAttribute("data-spot");
      const back = await page.evaluate(focused);
      if (!back) throw new Error("the focus did not come back to its cell");
      await page.keyboard.press("ArrowUp");
    },
  },
  {
    name: "scorecard-loading",
    query: "scene=slow",
    small: true,
    go: above("scorecard", ".card-wait .skeleton"),
  },
  {
    name: "scorecard-none",
    query: "scene=empty",
    small: true,
    go: above("scorecard", ".blank"),
  },
  {
    name: "scorecard-broken",
    query: "scene=broken",
    small: true,
    go: above("scorecard", ".card-trouble .notice"),
  },
  {
    name: "scorecard-fetch",
    small: true,
    go: async (page) => {
      await above("scorecard", ".card-line.agent")(page);
      await page.locator(".source .button").nth(1).click();
      await page.waitForSelector(".tiles");
    },
  },
  {
    name: "calendar",
    tight: true,
    go: above("coverage", ".day-held"),
  },
  {
    name: "calendar-day",
    small: true,
    go: async (page) => {
      await above("coverage", ".day-held")(page);
      await page.locator('[data-spot="3:13"]').click();
      await page.waitForSelector(".chosen-cost .tiles");
    },
  },
  {
    name: "calendar-days",
    tight: true,
    go: async (page) => {
      await above("coverage", ".day-held")(page);
      await page.locator('[data-spot="1:11"]').click();
      for (let day = 0; day < 6; day += 1) await page.keyboard.press("Shift+ArrowLeft");
      for (let day = 0; day < 13; day += 1) await page.keyboard.press("Shift+ArrowRight");
      await page.waitForSelector(".chosen-cost .tiles");
    },
  },
  {
    name: "calendar-each",
    small: true,
    go: async (page) => {
      await above("coverage", ".day-held")(page);
      await page.locator('[data-spot="0:3"]').click();
      await page.keyboard.press("PageUp");
      await page.waitForTimeout(300);
      await page.keyboard.press("ArrowRight");
      await page.waitForSelector(".chosen-cost .notice");
    },
  },
  {
    name: "calendar-empty",
    query: "scene=empty",
    small: true,
    go: above("coverage", ".day-never"),
  },
  {
    name: "calendar-broken",
    query: "scene=unread",
    small: true,
    go: above("coverage", ".month-failed"),
  },
  { name: "team", tight: true, go: above("team", ".team-line") },
  {
    name: "team-changed",
    small: true,
    go: async (page) => {
      await above("team", ".team-line")(page);
      await page.locator(".filter-bar .button").first().click();
      await page.waitForSelector(".team-told .notice");
      await page.locator(".filter-bar .button").nth(2).click();
      await page.locator(".team-line input").nth(1).fill("Marta Solano");
    },
  },
  {
    name: "team-paste",
    small: true,
    go: async (page) => {
      await above("team", ".team-line")(page);
      await page.locator(".filter-bar .button").nth(1).click();
      await page
        .locator(".paste")
        .fill("Nombre\tExtensión\tCélula\nMarta Solano\t2001\tSoporte\nAna Ríos\t1001\tRetención");
      await page.waitForSelector(".paste-seen");
    },
  },
  {
    name: "team-review",
    small: true,
    go: async (page) => {
      await above("team", ".team-line")(page);
      await page.locator(".filter-bar .button").first().click();
      await page.waitForSelector(".team-told .notice");
      await page.locator(".team-remove .button").nth(2).click();
      await page.locator(".team-line input").nth(2).fill("Retención");
      await page.locator(".unsaved .button.primary").click();
      await page.waitForSelector(".review");
    },
  },
  {
    name: "team-excluded",
    small: true,
    go: async (page) => {
      await above("team", ".team-line")(page);
      await page.locator(".team-days.out").first().click();
      await page.waitForSelector(".exclusion");
    },
  },
  { name: "team-nobody", query: "scene=unlisted", small: true, go: above("team", ".blank") },
  {
    name: "team-broken",
    query: "scene=broken",
    small: true,
    go: above("team", ".team-trouble .notice"),
  },
  {
    name: "states",
    go: async (page) => {
      await above("team", ".team-line")(page);
      await page.locator(".toolbar .segment").nth(1).click();
      await page.locator(".state-line .button").first().click();
      await page.waitForSelector(".menu");
    },
  },
  {
    name: "states-none",
    query: "scene=empty",
    small: true,
    go: async (page) => {
      await above("team", ".blank")(page);
      await page.locator(".toolbar .segment").nth(1).click();
      await page.waitForSelector(".blank");
    },
  },
];
