// Looks at every screen: three languages, light and dark, two sizes, under the shell's policy, on the
// golden backend. Prints accessibility and policy violations, and fails if there are any.
//   node scripts/shots.mjs [names of screens] [--quick] [--once] [--only=pt-dark-1920,en-light-1024]
//                          [--kept=zoom:125,density:compact]
// --once: each screen in one look, languages and themes in turns.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { clipped } from "./clipped.mjs";
import { screens } from "./screens.mjs";
import { serve } from "./serve.mjs";

const root = new URL("..", import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const quick = process.argv.includes("--quick");
const once = process.argv.includes("--once");
const only = process.argv
  .find((word) => word.startsWith("--only="))
  ?.slice(7)
  .split(",");
/** Preferences that every screen starts with; its own come before them. */
const kept = Object.fromEntries(
  (process.argv.find((word) => word.startsWith("--kept="))?.slice(7) ?? "")
    .split(",")
    .filter(Boolean)
    .map((pair) => pair.split(":")),
);
const languages = quick ? ["es"] : ["es", "en", "pt"];
const themes = ["light", "dark"];
const sizes = [
  { width: 1024, height: 680 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const regions = { es: "es-CO", en: "en-US", pt: "pt-BR" };

const server = await serve(`${root}dist-golden`);
const address = `http://127.0.0.1:${server.address().port}`;
const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
mkdirSync(`${root}shots`, { recursive: true });
let faults = 0;

function fault(where, text) {
  faults += 1;
  console.log(`${where}: ${text}`);
}

async function look(browser, screen, language, theme, size) {
  const where = `${screen.name}-${language}-${theme}-${size.width}`;
  const context = await browser.newContext({
    viewport: size,
    locale: regions[language],
    colorScheme: theme,
    bypassCSP: false,
    forcedColors: screen.forced ? "active" : "none",
  });
  const page = await context.newPage();
  // As in the window.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  if (screen.now) await page.clock.setFixedTime(screen.now);
  await page.addInitScript(
    (kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    },
    { ...kept, ...screen.kept },
  );
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      fault(where, `console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => fault(where, `thrown: ${error.message}`));
  try {
    await page.goto(`${address}/?${screen.query ?? ""}`);
    await page.waitForSelector(screen.head ?? "h1");
    await screen.go(page);
    await page.waitForTimeout(screen.rest ?? 800);
    await page.screenshot({ path: `${root}shots/${where}.png` });
    for (const text of await clipped(page)) fault(where, `cut: ${text}`);
    if (size.width === 1280) await audit(page, where);
  } catch (error) {
    fault(where, String(error).split("\n").slice(0, 3).join(" | "));
    await page.screenshot({ path: `${root}shots/${where}-FAILED.png` }).catch(() => {});
  }
  await context.close();
}

async function audit(page, where) {
  // Through the debugger, so that the page's own policy stays in force.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"] }),
  );
  for (const violation of found.violations) {
    const nodes = violation.nodes
      .slice(0, 3)
      .map(
        (node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim() ?? ""})`,
      );
    fault(where, `axe ${violation.id}: ${nodes.join("; ")}`);
  }
}

/** Whether it is this screen's turn in that look. */
function inTurn(place, language, theme, { width }) {
  const look = languages.indexOf(language) * themes.length + themes.indexOf(theme);
  return width === 1280 && place % (languages.length * themes.length) === look;
}

const looks = [];
for (const [place, screen] of screens.entries()) {
  if (wanted.length > 0 && !wanted.includes(screen.name)) continue;
  for (const language of languages) {
    for (const theme of themes) {
      for (const size of sizes) {
        if (size.width === 1920 && (quick || screen.small)) continue;
        if (size.width === 1024 && (quick || !screen.tight)) continue;
        if (once && !inTurn(place, language, theme, size)) continue;
        if (only && !only.includes(`${language}-${theme}-${size.width}`)) continue;
        looks.push((browser) => look(browser, screen, language, theme, size));
      }
    }
  }
}
/** A few pages at a time. */
async function lookAtAll(browser, some) {
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let next = some.shift(); next; next = some.shift()) await next(browser);
    }),
  );
}

// A browser that has drawn hundreds of pages grows and falters: a fresh one for each part.
while (looks.length > 0) {
  const browser = await launch();
  await lookAtAll(browser, looks.splice(0, 90));
  await browser.close();
}
server.close();
console.log(faults === 0 ? "no violations" : `${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
