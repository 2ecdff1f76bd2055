// The screens of settings, export, print and the acts of charts; and the whole window in other sizes.

const open = async (page) => {
  await page.locator(".rail-foot .rail-item").nth(1).click();
  await page.waitForSelector(".settings-section");
};

/** The settings at one of their parts. */
const at =
  (part, then = async () => {}) =>
  async (page) => {
    await open(page);
    await page.locator(`a[href="#settings-${part}"]`).click();
    await then(page);
  };

const inPart = (part) => `#settings-${part}`;

/** A line for the KPI at that place of the menu. */
async function addTarget(page, place, target, warn) {
  await page.locator(`${inPart("targets")} .settings-line > .button`).click();
  await page.locator(".menu-item").nth(place).click();
  const line = page.locator(".target").nth(place > 2 ? 1 : 0);
  await line.locator("input").first().fill(target);
  await line.locator("input").nth(1).fill(warn);
  await line.locator("input").nth(1).press("Enter");
}

export const settingsScreens = [
  { name: "settings", tight: true, go: open },
  { name: "settings-language", small: true, go: at("language") },
  { name: "settings-look", small: true, go: at("look") },
  {
    name: "settings-targets",
    small: true,
    go: at("targets", async (page) => {
      await page.waitForSelector(".settings-none");
      await addTarget(page, 0, "0:45", "1:10");
      await page.locator(`${inPart("targets")} .settings-line > .button`).click();
      await page.locator(".menu-item").nth(6).click();
    }),
  },
  {
    name: "settings-archive",
    small: true,
    go: at("archive", async (page) => {
      await page
        .locator(`${inPart("archive")} .settings-choice .button`)
        .last()
        .click();
      await page.waitForSelector(`${inPart("archive")} .notice`);
    }),
  },
  {
    name: "settings-damaged",
    query: "scene=damaged",
    small: true,
    go: at("archive", async (page) => {
      await page
        .locator(`${inPart("archive")} .settings-choice .button`)
        .last()
        .click();
      await page.waitForSelector(`${inPart("archive")} .notice`);
    }),
  },
  {
    name: "settings-copying",
    query: "scene=copying",
    small: true,
    go: at("copies", async (page) => {
      await page
        .locator(`${inPart("copies")} .button`)
        .first()
        .click();
      await page.waitForSelector(".copying");
    }),
  },
  {
    name: "settings-copies",
    small: true,
    go: at("copies", async (page) => {
      await page
        .locator(`${inPart("copies")} .settings-choice .button`)
        .last()
        .click();
      await page.waitForSelector(`${inPart("copies")} .notice.info`);
    }),
  },
  {
    name: "settings-retention",
    small: true,
    go: at("retention", async (page) => {
      const parts = page.locator(`${inPart("retention")} .day-part`);
      await parts.first().waitFor();
      await page.locator(`${inPart("retention")} [data-type="year"]`).click();
      await page.keyboard.type("2026");
      await page.waitForSelector(`${inPart("retention")} .button.danger:not([data-disabled])`);
      await page.locator(`${inPart("retention")} .button.danger`).click();
      await page.waitForSelector(".modal .check");
    }),
  },
  {
    name: "settings-computer",
    small: true,
    go: at("computer", async (page) => {
      await page
        .locator(`${inPart("computer")} .segment`)
        .last()
        .click();
      await page.waitForSelector(`${inPart("computer")} .notice`);
    }),
  },
  {
    name: "settings-about",
    small: true,
    go: at("about", async (page) => {
      await page.locator(`${inPart("about")} .button`).click();
      await page.waitForSelector(".licence-list");
    }),
  },
];
