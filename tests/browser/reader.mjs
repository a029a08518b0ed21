// What readers do to a page and with it: the switches of looks, the keyboard, larger text.

import { createRequire } from "node:module";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SWITCHES = [["scheme", "dark"], ["scheme", "light"], ["contrast", "more"], ["ruby", "off"]];

/** Each switch does what it says, on the next page too, leaves nothing for axe to find, and goes back when pressed again. */
export async function switchViews(browser, origin, pages, check) {
  const start = pages.story ?? pages.home;
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, reducedMotion: "reduce" });
    await context.addInitScript({ path: axeSource });
    const page = await context.newPage();
    await page.goto(origin + start, { waitUntil: "load" });
    const before = await looks(page);
    for (const [name, value] of SWITCHES) {
      const where = `the switch ${name}=${value} on ${colorScheme}`;
      const button = page.locator(`button[name=${name}][value=${value}]`);
      const { height, width } = await button.boundingBox();
      check(height >= 44 && width >= 44, `${where} is ${width} × ${height} pixels`);
      await button.click();
      check((await button.getAttribute("aria-pressed")) === "true", `${where} is pressed`);
      await page.goto(origin + pages.home, { waitUntil: "load" });
      const after = await looks(page);
      check(wanted(name, value, after), `${where} shows on the next page: ${JSON.stringify(after)}`);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      check(violations.length === 0, `${where}: ${violations.map((one) => `${one.id} ${one.nodes[0].target}`).join(", ")}`);
      await page.goto(origin + start, { waitUntil: "load" });
      await button.click();
    }
    // Light took dark's place, and each was pressed twice: the machine's own settings hold again.
    for (const pressed of await page.locator("button[aria-pressed=true]").all()) await pressed.click();
    check(JSON.stringify(await looks(page)) === JSON.stringify(before), `switches go back to the machine's settings on ${colorScheme}`);
    await context.close();
  }
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(origin + start);
  check(!(await page.locator(".views").isVisible()), "without scripts there are no switches");
  await plain.close();
}

/** What the switches change, as the page shows it. A drawing in a file is asked through a canvas. */
function looks(page) {
  return page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    const picture = document.querySelector(".hero img, .story-picture img");
    const style = getComputedStyle(document.documentElement);
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const ruby = document.querySelector("rt");
    return {
      scheme: canvas.getImageData(0, 0, 1, 1).data[0] < 128 ? "dark" : "light",
      pictures: picture && getComputedStyle(picture).colorScheme,
      contrast: style.getPropertyValue("--color-paper").trim(),
      ruby: ruby && getComputedStyle(ruby).display,
      chosen: { ...document.documentElement.dataset },
    };
  });
}

function wanted(name, value, { scheme, pictures, contrast, ruby, chosen }) {
  if (chosen[name] !== value) return false;
  if (name === "scheme") return scheme === value && pictures === value;
  if (name === "contrast") return /^light-dark\(#fff, ?#000\)$/i.test(contrast);
  return ruby === null || ruby === "none";
}

/** The keyboard: first to the text, every stop seen, the menu closed by Esc; then larger and wider text without overflow. */
export async function walk(browser, origin, pages, check) {
  for (const [name, address] of Object.entries(pages).filter(([name]) => ["home", "story", "map", "indicators"].includes(name))) {
    for (const width of [1280, 390]) {
      const where = `${name} ${address} at ${width}`;
      const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(origin + address, { waitUntil: "load" });
      await page.keyboard.press("Tab");
      check(await page.evaluate(() => document.activeElement.matches(".skip")), `${where}: the first stop leads to the text`);
      const faults = await page.evaluate(() => document.querySelectorAll("[tabindex]:not([tabindex='0'], [tabindex='-1'])").length);
      check(faults === 0, `${where}: ${faults} places jump the queue`);
      const stops = await tabs(page);
      const unseen = stops.filter((stop) => !stop.seen).map((stop) => stop.what);
      check(unseen.length === 0, `${where}: focus is not seen on ${unseen.slice(0, 3).join(", ")}`);
      check(stops.length > 8, `${where}: ${stops.length} stops`);
      if (width < 960) await menu(page, where, check);
      await wider(context, page, where, check);
      await context.close();
    }
  }
}

/** Goes through the page by Tab; each stop with whether an outline shows it within the window. */
async function tabs(page) {
  const stops = [];
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return null;
      // The title of a card is outlined by its card.
      const shown = one.closest(".card-title") ? one.closest(".card") : one;
      const style = getComputedStyle(shown);
      const box = shown.getBoundingClientRect();
      const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      return { what: `${one.tagName} ${one.textContent.trim().slice(0, 20)}`, seen: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2 && inside };
    });
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

async function menu(page, where, check) {
  const summary = page.locator(".menu > summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  check(await page.locator(".menu-panel").isVisible(), `${where}: Enter opens the menu`);
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.closest(".menu-panel") !== null), `${where}: the menu's links follow it`);
  await page.keyboard.press("Escape");
  check(!(await page.locator(".menu-panel").isVisible()), `${where}: Esc closes the menu`);
  check(await page.evaluate(() => document.activeElement.matches(".menu > summary")), `${where}: Esc gives the focus back to the menu's button`);
}

/** Spaces of text as WCAG 1.4.12 has them, then text of twice the size. */
async function wider(context, page, where, check) {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const override = (rules) => page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, rules);
  await override("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  check((await over()) <= 0, `${where}: ${await over()} pixels too wide with wider spaces`);
  await override("");
  const wire = await context.newCDPSession(page);
  await wire.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
  check((await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)) === "32px", `${where}: the reader's size of text holds`);
  check((await over()) <= 0, `${where}: ${await over()} pixels too wide with text of twice the size`);
}
