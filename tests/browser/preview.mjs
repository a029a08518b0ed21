// The preview in a real browser: `node tests/browser/preview.mjs [HIBI]`. CHROMIUM names another browser than Debian's;
// pictures of the overlay and the bar are left in the folder SHOTS, if that is set.
import { strict as assert } from "node:assert";
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, writeFileSync, rmSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const project = join(import.meta.dirname, "../..");
const hibi = process.argv[2] ?? join(project, "target/debug/hibi");
const NOW = "2026-04-12T09:00:00+09:00";
const root = mkdtempSync(join(tmpdir(), "hibi-"));
const write = (path, text) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const story = (title, body, more = "") => `---\ntitle: ${title}\ndate: 2026-04-01\nsegment: inside\nstage: H\n${more}---\n${body}\n`;
const long = (word) => Array.from({ length: 60 }, (_, n) => `${word}、${n}段落目。`).join("\n\n");
write("site.toml", 'title = "ひなたびより"\nbase_url = "https://hinata.example.jp/"\ntheme = "machi"\n');
write("content/stories/asa.md", story("朝", `｜土手《どて》で。<b>太字</b>\n\n${long("川")}`));
write("content/stories/yoru.md", story("夜", "星。"));
const theme = (colour) => write("themes/machi/static/theme.css", `${readFileSync(join(project, "themes/default/static/theme.css"), "utf8")}\nh1 { color: ${colour} }\n`);
theme("rgb(1, 2, 3)");

const server = spawn(hibi, ["serve", "-p", "0", "-r", root, "--now", NOW]);
const url = await new Promise((found, lost) => {
  let said = "";
  server.stdout.on("data", (part) => {
    said += part;
    const [, url] = said.match(/(http:\/\/[^\s　]+\/)/) ?? [];
    if (url) found(url);
  });
  server.on("exit", () => lost(new Error("the preview ended: " + said)));
  server.stderr.resume();
});
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const faults = [];
let passed = 0;
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
const shot = async (name) => { if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, name + ".png") }); };
const listening = () => page.waitForRequest("**/_hibi/events").catch(() => null);
const open = async (path) => {
  const heard = listening();
  await page.goto(url + path);
  await heard;
  await page.locator(".hibi .file, .hibi .made").first().waitFor();
  await page.waitForTimeout(150);
};
const contrast = (selector) => page.locator(selector).first().evaluate((one) => {
  const light = (colour) => {
    const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  let ground = one;
  const back = () => getComputedStyle(ground).backgroundColor;
  while (/rgba\(.*, 0\)/.test(back())) ground = ground.parentElement ?? ground.getRootNode().host;
  const [a, b] = [light(getComputedStyle(one).color), light(back())].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
});
const step = async (name, run) => {
  await run();
  passed += 1;
  console.log("ok", name);
};

try {
  await step("the bar shows file, terms and warnings", async () => {
    await open("stories/asa/");
    const text = await page.locator(".hibi").innerText();
    for (const part of ["content/stories/asa.md", "市内", "気づく", "気になるところ"]) assert(text.includes(part), `${part} in ${text}`);
    await shot("bar");
    for (const part of [".hibi .file", ".hibi .warn", ".hibi button", ".hibi span"]) assert(await contrast(part) >= 4.5, part);
    await page.locator(".hibi .warn").click();
    assert((await page.locator("dialog").innerText()).includes("H060"));
    await shot("warnings");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  });
  await step("ruby, dark and print can be switched by keyboard and stay so", async () => {
    const hidden = () => page.locator("rt").first().evaluate((rt) => getComputedStyle(rt).display === "none");
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const button = (name) => page.locator(".hibi").getByRole("button", { name, exact: true });
    assert.equal(await hidden(), false);
    await button("ふりがな").focus();
    await page.keyboard.press("Space");
    assert.equal(await hidden(), true);
    const light = await ground();
    await button("暗い画面").press("Enter");
    assert.notEqual(await ground(), light);
    assert.equal(await button("暗い画面").getAttribute("aria-pressed"), "true");
    await shot("dark");
    await open("stories/asa/");
    assert.equal(await hidden(), true);
    assert.notEqual(await ground(), light);
    await button("暗い画面").click();
    await button("ふりがな").click();
    const header = () => page.locator(".crumbs").first().evaluate((one) => getComputedStyle(one).display);
    const before = await header();
    await button("印刷の見た目").click();
    await shot("print");
    assert.notEqual(await header(), before);
    await button("印刷の見た目").click();
    assert.equal(await header(), before);
  });
  await step("an edit reloads the open page, which keeps its place", async () => {
    await page.evaluate(() => { scrollTo(0, 900); window.mark = 1; });
    write("content/stories/asa.md", story("朝", `｜土手《どて》で、新しく。\n\n${long("川")}`));
    const saved = Date.now();
    await page.getByText("で、新しく。").waitFor();
    console.log("   ", Date.now() - saved, "ms until the browser shows it");
    assert.equal(await page.evaluate(() => window.mark), undefined);
    await page.waitForFunction(() => Math.abs(scrollY - 900) < 2);
  });
  await step("an edit elsewhere leaves the page alone", async () => {
    await page.evaluate(() => { window.mark = 1; });
    write("content/stories/yoru.md", story("夜", "月。"));
    await page.waitForTimeout(1200);
    assert.equal(await page.evaluate(() => window.mark), 1);
  });
  await step("a style is swapped without a reload", async () => {
    const colour = () => page.locator("h1").first().evaluate((one) => getComputedStyle(one).color);
    assert.equal(await colour(), "rgb(1, 2, 3)");
    const sheets = await page.locator("link[rel=stylesheet]").count();
    for (const next of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
      theme(next);
      await page.waitForFunction((next) => getComputedStyle(document.querySelector("h1")).color === next, next);
      assert.equal(await page.evaluate(() => window.mark), 1);
    }
    assert.equal(await page.evaluate(() => scrollY), 900);
    assert.equal(await page.locator("link[rel=stylesheet]").count(), sheets);
    await page.waitForTimeout(700);
  });
  await step("a mistake is laid over the page and goes away when mended", async () => {
    write("content/stories/yoru.md", "---\ntitle: 夜\ndate: 2026-04-01\nsegment: inside\nstage: Z # <img src=x onerror=alert(1)>\n---\n月。\n");
    const over = page.locator("dialog");
    await over.waitFor();
    const text = await over.innerText();
    for (const part of ["H012", "段階", "content/stories/yoru.md:5", "stage: Z", "<img src=x", "^"]) assert(text.includes(part), `${part} in ${text}`);
    assert.equal(await over.locator("img").count(), 0);
    await shot("overlay");
    for (const part of ["dialog h1", "dialog header p", "dialog h2", "dialog h2 span", "dialog .place", "dialog pre", "dialog button"]) assert(await contrast(part) >= 4.5, part);
    const focused = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.tagName);
    assert.equal(focused, "BUTTON");
    await page.setViewportSize({ width: 360, height: 640 });
    assert(await over.evaluate((one) => one.getBoundingClientRect().right <= innerWidth));
    await shot("overlay-narrow");
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.equal(await page.evaluate(() => window.mark), 1, "the page below is the last good one");
    write("content/stories/yoru.md", story("夜", "月。"));
    await over.waitFor({ state: "detached" });
  });
  await step("a page that is gone leads to the list", async () => {
    await open("stories/yoru/");
    rmSync(join(root, "content/stories/yoru.md"));
    await page.waitForURL(url + "stories/");
    assert(!(await page.locator("main").innerText()).includes("夜"));
  });
  await step("an address where nothing is shows the page that comes", async () => {
    await page.goto(url + "stories/mada/");
    await page.waitForTimeout(300);
    write("content/stories/mada.md", story("まだ", "来ました。", "draft: true\n"));
    await page.getByText("draft: true").first().waitFor();
    write("content/stories/mada.md", story("まだ", "来ました。"));
    await page.getByText("来ました。").first().waitFor();
  });
  await step("the end of the preview is told", async () => {
    server.kill("SIGTERM");
    await page.locator(".hibi .lost").waitFor({ timeout: 10000 });
    await shot("lost");
  });
  await step("nothing of it is in what is built", async () => {
    execFileSync(hibi, ["build", "-r", root, "--now", NOW]);
    for (const file of readdirSync(join(root, "public"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      assert(!readFileSync(join(file.parentPath, file.name)).includes("_hibi"), file.name);
    }
  });
  // Chromium says so itself when a page is left while the theme's view transition waits for it.
  const own = faults.filter((fault) => !/404|net::ERR|ViewTransition/.test(fault));
  assert.deepEqual(own, []);
  console.log(`${passed} passed, 0 failed`);
} finally {
  await browser.close();
  server.kill("SIGKILL");
  rmSync(root, { recursive: true });
}
