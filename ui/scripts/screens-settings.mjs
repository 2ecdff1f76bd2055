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
  // Which KPI stands first depends on the language; some can be turned round.
  const fields = line.locator("input:not([type=radio])");
  await fields.first().fill(target);
  await fields.nth(1).fill(warn);
  await fields.nth(1).press("Enter");
}

const report = (code) => async (page) => {
  await page.locator(`[data-report="${code}"]`).click();
  await page.waitForSelector(".ag-row .ag-cell:not(.waiting)");
  await page.waitForSelector(".chart-canvas canvas");
};

const chartMenu = async (page, place) => {
  await page.locator(".panel-acts .button").nth(1).click();
  await page.locator(".menu-item").nth(place).click();
};

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
    name: "settings-replaced",
    query: "scene=waits",
    small: true,
    go: at("copies", async (page) => {
      await page.locator(`${inPart("copies")} .button.danger`).click();
      await page.waitForSelector(".modal");
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
  { name: "targets", query: "scene=targets", go: report("agent_14") },
  { name: "targets-heat", query: "scene=targets", small: true, go: report("diagram_11") },
  {
    name: "targets-card",
    query: "scene=targets",
    small: true,
    go: async (page) => {
      await page.locator('[data-place="scorecard"]').click();
      await page.waitForSelector(".card-value .standing");
    },
  },
  {
    name: "chart-menu",
    small: true,
    go: async (page) => {
      await report("agent_14")(page);
      await page.locator(".panel-acts .button").nth(1).click();
      await page.waitForSelector(".menu");
    },
  },
  {
    name: "chart-large",
    query: "scene=targets",
    small: true,
    go: async (page) => {
      await report("agent_14")(page);
      await chartMenu(page, 3);
      await page.waitForSelector(".modal .chart-canvas canvas");
    },
  },
  {
    name: "chart-saved",
    small: true,
    go: async (page) => {
      await report("agent_14")(page);
      await chartMenu(page, 1);
      await page.waitForSelector(".toast");
    },
  },
  {
    name: "chart-keys",
    small: true,
    go: async (page) => {
      await report("agent_14")(page);
      await page.locator(".chart-walk").first().focus();
      for (const key of ["Home", "ArrowDown", "ArrowDown", "ArrowRight"])
        await page.keyboard.press(key);
      const told = await page.locator('.chart-walk [role="status"]').first().textContent();
      if (!/:/.test(told ?? "")) throw new Error(`nothing read out: ${told}`);
      await page.waitForSelector(".chart-ring");
    },
  },
  {
    name: "chart-keys-heat",
    small: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.locator(".chart-walk").nth(1).focus();
      for (const key of ["End", "ArrowLeft", "ArrowLeft", "ArrowDown"])
        await page.keyboard.press(key);
      await page.waitForSelector(".chart-ring");
    },
  },
  {
    name: "export-dialog",
    tight: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+e");
      await page.locator(".export-others .check").nth(1).click();
    },
  },
  {
    name: "export-large",
    query: "scene=large",
    tight: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+e");
      await page.waitForSelector(".export-files");
    },
  },
  {
    name: "export-looks",
    tight: true,
    go: async (page) => {
      await report("diagram_11")(page);
      await page.keyboard.press("Control+e");
      await page.locator(".export-choice .button.icon").first().click();
      await page.getByRole("menuitem").first().click();
      await page.locator(".export-choice input[type=text]").first().fill("Junta");
      await page.keyboard.press("Enter");
      await page.locator(".export-look summary").click();
      await page.locator(".export-look .row .button").first().click();
      await page.locator("input[type=color]").fill("#f2a541");
      await page.locator(".export-look [role=alert]").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "print",
    query: "scene=targets",
    go: async (page) => {
      await report("agent_14")(page);
      await page.keyboard.press("Control+p");
      await page.waitForSelector(".print-bar .button.primary:not([data-disabled])");
    },
  },
  { name: "compact", kept: { density: "compact" }, small: true, go: report("agent_14") },
  { name: "comfortable", kept: { density: "comfortable" }, small: true, go: report("agent_14") },
  { name: "contrast", kept: { contrast: "on" }, small: true, go: report("diagram_11") },
  { name: "contrast-settings", kept: { contrast: "on" }, small: true, go: open },
  { name: "forced", forced: true, small: true, go: report("diagram_11") },
];

/** Screens that are looked at in the largest size, too. */
const largest = new Set(
  (
    "first connect-token agents ivr period lineage never fetch-plan scorecard calendar-day " +
    "team states timeline timeline-week timeline-table settings settings-targets settings-archive export-dialog print"
  ).split(" "),
);

export function inLargestSize(screens) {
  return screens
    .filter(({ name }) => largest.has(name))
    .map((screen) => ({
      ...screen,
      name: `${screen.name}-200`,
      kept: { zoom: "200" },
      small: true,
      tight: false,
    }));
}
