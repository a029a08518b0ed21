// The search page in a browser: words, readings, languages, choices, keyboard, policy; and the page without its script.

const WAIT = { timeout: 10000 };

/** Types into the search and gives the results' titles when they have come. */
async function titles(page, words) {
  const status = page.locator("[role=status]");
  const before = await status.textContent();
  await page.locator("#q").fill(words);
  await page.waitForFunction(([words, before]) => {
    const told = document.querySelector("[role=status]").textContent;
    return told.includes(words) || (told !== before && told.endsWith("。"));
  }, [words, before], WAIT);
  return page.locator(".found a").allTextContents();
}

async function open(browser, origin, address, { init, ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  if (init) await context.addInitScript({ path: init });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => said.push(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && said.push(`${response.status()}: ${response.url()}`));
  await page.goto(origin + address, { waitUntil: "load" });
  return { context, page, said };
}

/** Looks at the search of this repository's own portal; `broken` tells which rules of axe an open page breaks. */
export async function lookAtSearch(browser, origin, { axeSource, broken }, check) {
  const { context, page, said } = await open(browser, origin, "/", { init: axeSource });
  await page.locator("header a.search").click();
  await page.waitForURL("**/search/");
  check(await page.locator("#q").isVisible(), "search: the field appears with the script");

  const found = await titles(page, "ベンチ");
  check(found.length > 1 && found.some((title) => title.includes("ベンチ")), `search: ベンチ finds ${found}`);
  check((await page.locator(".found mark").count()) > 0, "search: what was found is marked");
  check(new URL(page.url()).searchParams.get("q") === "ベンチ", `search: the address is ${page.url()}`);
  check((await page.locator(".found .meta").first().textContent()).includes("・"), "search: a result says what it is");
  check((await page.locator(".found img").first().boundingBox())?.width === 72, "search: pictures are 72 pixels wide");
  const count = (await page.locator("[role=status]").textContent()).match(/\d+/)?.[0];
  check(Number(count) >= found.length, `search: ${count} told, ${found.length} shown`);
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const wrong = await broken(page);
      check(wrong.length === 0, `search: results at ${width}, ${colorScheme}: ${wrong.join(", ")}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `search: results at ${width} are ${wide} pixels too wide`);
    }
  }

  const kana = await titles(page, "どて");
  check(kana.some((title) => title.includes("土手")), `search: どて finds ${kana}`);
  const figures = await titles(page, "人口");
  check(figures.length > 0, "search: an indicator is found");
  const nothing = await titles(page, "ぴょぬるげ");
  check(nothing.length === 0, `search: nonsense finds ${nothing}`);

  // Choices narrow the results, and stand in the address.
  await titles(page, "朝");
  const all = Number((await page.locator("[role=status]").textContent()).match(/\d+/)[0]);
  await page.locator(".finder summary").click();
  await page.locator("select[name=kind]").selectOption("indicator");
  await page.waitForFunction((all) => !document.querySelector("[role=status]").textContent.includes(` ${all}`) && location.search.includes("kind"), all, WAIT);
  await page.waitForTimeout(300);
  const narrow = Number((await page.locator("[role=status]").textContent()).match(/\d+/)?.[0] ?? 0);
  check(narrow < all, `search: ${narrow} of ${all} left`);

  // From the field to the first result without a mouse.
  await page.goto(`${origin}/search/?q=${encodeURIComponent("ベンチ")}`);
  await page.locator(".found a").first().waitFor(WAIT);
  await page.locator("#q").press("Enter");
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches(".found a"))) break;
  }
  const reached = await page.evaluate(() => document.activeElement.getAttribute("href"));
  check(reached?.startsWith("/stories/"), `search: Tab leads to ${reached}`);
  check(said.length === 0, `search: ${said.join("; ")}`);
  await context.close();

  await inEnglish(browser, origin, check);
  await withoutScript(browser, origin, check);
  await withoutIndex(browser, origin, check);
}

async function inEnglish(browser, origin, check) {
  const { context, page, said } = await open(browser, origin, "/en/search/");
  const english = await titles(page, "bench");
  const links = await page.locator(".found a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  check(english.length > 0 && links.every((href) => href.startsWith("/en/")), `search: bench finds ${links}`);
  check(said.length === 0, `English search: ${said.join("; ")}`);
  await context.close();
}

async function withoutScript(browser, origin, check) {
  const { context, page } = await open(browser, origin, "/search/", { javaScriptEnabled: false });
  check(!(await page.locator("#q").isVisible()), "search: no field that would not answer");
  check((await page.locator("main .chip:visible").count()) > 5, "search: ways to the stories without the script");
  await context.close();
}

/** The preview has no index, and a host may lose one: the page says so, and stays a list. */
async function withoutIndex(browser, origin, check) {
  const { context, page } = await open(browser, origin, "/search/");
  await page.route("**/pagefind/**", (route) => route.fulfill({ status: 404, body: "" }));
  await page.locator("#q").fill("川");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("いまは検索できません"), undefined, WAIT);
  check((await page.locator("main .chip:visible").count()) > 5, "search: the list stays");
  await context.close();
}
