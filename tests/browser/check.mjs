// What only a browser can tell of a finished portal: accessibility, silence of the console, overflow, weight, dead links.
// `node check.mjs [FOLDER [charts|posters]]`; the folder is `target/portal` unless another is given; `charts` looks at
// nothing but the pages of all charts, `posters` at nothing but posters. CHROMIUM names another browser.

import { chromium } from "playwright-core";
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve } from "node:path";
import { lookAtCharts } from "./charts.mjs";
import { lookAtPosters } from "./posters.mjs";
import { switchViews, walk } from "./reader.mjs";
import { lookAtSearch } from "./search.mjs";

const root = resolve(process.argv[2] ?? join(import.meta.dirname, "../../target/portal"));
const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [320, 1280];
const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { colorScheme: "light", contrast: "more" }],
  ["more contrast, dark", { colorScheme: "dark", contrast: "more" }],
];
const KB = 1024;
// Plain bytes, as written. A story without its picture, be it a photo or cut from paper; a home with all that it loads but photos.
const LIMITS = { story: 60 * KB, "story with a chart": 80 * KB, home: 150 * KB, styles: 30 * KB };
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
  ".avif": "image/avif", ".gif": "image/gif", ".xml": "application/xml", ".json": "application/json",
  ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
};

let passed = 0;
const failures = [];

function check(fine, what) {
  if (fine) {
    passed += 1;
  } else {
    failures.push(what);
    console.log(`FAILED ${what}`);
  }
}

/** Every file of the portal by its path within it. */
function files(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [relative(root, path).replaceAll("\\", "/")];
  });
}

/** The file that an address of the portal stands for. */
function fileOf(address) {
  const path = decodeURIComponent(address).replace(/^\//, "");
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** As SECURITY.md proposes: strict, and the search page may run the search. */
function policy(path) {
  const strict = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self'";
  return /(^|\/)search\/index\.html$/.test(path) ? `${strict}; script-src 'self' 'wasm-unsafe-eval'` : strict;
}

function serve() {
  const server = createServer((request, response) => {
    const path = fileOf(new URL(request.url, "http://localhost").pathname);
    const inside = join(root, path);
    const found = inside.startsWith(root) && existsSync(inside) && statSync(inside).isFile();
    const file = found ? inside : join(root, "404.html");
    response.writeHead(found ? 200 : 404, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": policy(path),
      "X-Content-Type-Options": "nosniff",
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

/** One address of each kind of page, and more of the kinds that differ among themselves. */
function kinds(all) {
  const pages = all.filter((file) => file.endsWith("index.html")).map((file) => `/${file.slice(0, -"index.html".length)}`);
  const text = (page) => readFileSync(join(root, fileOf(page)), "utf8");
  const isRedirect = (page) => text(page).includes('http-equiv="refresh"');
  const chosen = new Map([["home", "/"], ["404", "/404.html"]]);
  const add = (name, page) => page && chosen.set(name, page);
  for (const [prefix, lang] of [["/", ""], ["/en/", "English "]]) {
    const own = pages.filter((page) => page.startsWith(prefix) && !isRedirect(page) && (prefix !== "/" || !page.startsWith("/en/")));
    const rest = (page) => page.slice(prefix.length).split("/").filter(Boolean);
    const first = (head, depth, wanted = () => true) => own.find((page) => {
      const parts = rest(page);
      return parts[0] === head && parts.length === depth && wanted(page);
    });
    if (lang) add("English home", own.find((page) => page === prefix));
    add(`${lang}stories`, first("stories", 1));
    add(`${lang}second page of stories`, first("stories", 3, (page) => rest(page)[1] === "page"));
    add(`${lang}poster`, first("stories", 3, (page) => page.endsWith("/poster/")));
    add(`${lang}story with a chart`, first("stories", 2, (page) => text(page).includes('id="figure-1"')));
    add(`${lang}story`, first("stories", 2, (page) => !text(page).includes('id="figure-1"')));
    for (const head of new Set(own.map((page) => rest(page)[0]))) {
      if (head && own.some((page) => page === `${prefix}${head}/`) === false && rest(first(head, 2) ?? "").length === 2) {
        add(`${lang}term of ${head}`, first(head, 2));
      }
    }
    add(`${lang}tags`, first("tags", 1));
    add(`${lang}tag`, first("tags", 2));
    add(`${lang}authors`, first("authors", 1));
    add(`${lang}author`, first("authors", 2));
    add(`${lang}search`, first("search", 1));
    add(`${lang}voices`, first("voices", 1));
    add(`${lang}map`, first("map", 1));
    add(`${lang}cell of the map`, first("map", 3));
    add(`${lang}indicators`, first("indicators", 1));
    for (const page of own.filter((page) => rest(page)[0] === "indicators" && rest(page).length === 2)) {
      if (!lang || !chosen.has(`${lang}indicator`)) add(lang ? `${lang}indicator` : `indicator ${rest(page)[1]}`, page);
    }
    for (const page of own.filter((page) => rest(page).length === 1 && !["stories", "tags", "authors", "map", "indicators", "search", "voices"].includes(rest(page)[0]))) {
      add(`${lang}page ${rest(page)[0]}`, page);
    }
  }
  return chosen;
}

/** Loads a page, listens, and looks at it in every width and look. */
async function look(browser, origin, name, address) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await context.addInitScript({ path: axeSource });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => said.push(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && said.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => !request.url().startsWith(origin) && said.push(`elsewhere: ${request.url()}`));
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  await page.goto(origin + address, { waitUntil: "load" });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const [look, media] of LOOKS) {
      const where = `${name} ${address} at ${width}, ${look}`;
      await page.emulateMedia({ contrast: "no-preference", ...media });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
      found.violations.forEach(tell);
      check(found.violations.length === 0, `${where}: ${found.violations.map((violation) => violation.id).join(", ")}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${where}: ${wide} pixels wider than the window`);
    }
  }
  const count = async (part) => (await page.locator(part).allInnerTexts()).join("").replaceAll(/\s/g, "").length;
  // The search answers with its script alone; what it offers besides is there without.
  const words = (await count("main")) - (await count("main form"));
  check(said.length === 0, `${name} ${address}: ${said.join("; ")}`);
  await context.close();
  return words;
}

function tell({ id, help, nodes: [node, ...more] }) {
  const summary = (node.failureSummary ?? "").replaceAll("\n", " ").slice(0, 240);
  console.log(`  ${id}: ${help} (${more.length + 1}): ${node.target.join(" ")}\n    ${node.html.slice(0, 160)}\n    ${summary}`);
}

/** The names of the rules that an open page with axe in it breaks. */
async function broken(page) {
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  found.violations.forEach(tell);
  return found.violations.map((violation) => violation.id);
}

/** The words of a page must be there without scripts: as many as `on`, those that scripts let appear. */
async function without(browser, origin, name, address, on) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(origin + address, { waitUntil: "load" });
  const off = (await page.locator("main").innerText()).replaceAll(/\s/g, "").length;
  await context.close();
  check(off > 0 && off >= on * 0.9, `${name} ${address}: ${off} of ${on} characters without scripts`);
}

/** What a first visit costs: every file once, without photos. */
async function weigh(browser, origin, name, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const bodies = [];
  page.on("response", (response) => bodies.push(response.body().then((body) => [new URL(response.url()).pathname, body.length])));
  await page.goto(origin + address, { waitUntil: "networkidle" });
  const loaded = [...new Map(await Promise.all(bodies))].filter(([path]) => !/\.(png|jpe?g|webp|avif|gif)$/.test(path));
  await context.close();
  const size = (wanted) => loaded.filter(([path]) => wanted.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
  const [total, styles, scenes] = [size(/./), size(/\.css$/), size(/\/scenes\//)];
  const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
  console.log(`${name} ${address}: ${kb(total)} in ${loaded.length} files, of it styles ${kb(styles)}, pictures cut from paper ${kb(scenes)}`);
  const kind = name.replace("English ", "");
  const counted = kind === "home" ? total : total - scenes;
  check(counted <= LIMITS[kind], `${name} ${address}: ${kb(counted)}, more than ${kb(LIMITS[kind])}`);
  check(styles <= LIMITS.styles, `${name} ${address}: styles ${kb(styles)}, more than ${kb(LIMITS.styles)}`);
}

/** Every link, picture and anchor of every page leads somewhere. */
function crawl(all, base) {
  const there = new Set(all);
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) {
      ids.set(file, new Set([...readFileSync(join(root, file), "utf8").matchAll(/\sid="([^"]*)"/g)].map((match) => plain(match[1]))));
    }
    return ids.get(file);
  };
  const plain = (text) => text.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const broken = [];
  let count = 0;
  for (const file of all.filter((file) => file.endsWith(".html"))) {
    const html = readFileSync(join(root, file), "utf8");
    for (const [, attribute, value] of html.matchAll(/\s(href|src|srcset|poster)="([^"]*)"/g)) {
      const urls = attribute === "srcset" ? value.split(",").map((part) => part.trim().split(/\s+/)[0]) : [value];
      for (const url of urls.map(plain)) {
        if (url.startsWith("mailto:") || url.startsWith("tel:")) continue;
        const target = new URL(url, `${base}${encodeURI(file)}`);
        if (target.origin !== new URL(base).origin) continue;
        count += 1;
        const path = fileOf(target.pathname);
        if (!there.has(path)) {
          broken.push(`${file}: ${url}`);
        } else if (target.hash.length > 1 && !idsOf(path).has(decodeURIComponent(target.hash.slice(1)))) {
          broken.push(`${file}: ${url} (no such place on the page)`);
        }
      }
    }
  }
  broken.forEach((link) => console.log(`  dead: ${link}`));
  check(broken.length === 0, `${broken.length} of ${count} links are dead`);
  console.log(`${count} links inside the portal`);
}

async function main() {
  if (!existsSync(join(root, "index.html"))) {
    console.log(`${root} holds no portal: build one first`);
    process.exit(2);
  }
  const all = files();
  const home = readFileSync(join(root, "index.html"), "utf8");
  crawl(all, /<link rel="canonical" href="([^"]*)"/.exec(home)[1]);
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const only = process.argv[3];
  const wanted = { charts: /indicators$/, posters: /poster$/ }[only] ?? /./;
  const chosen = [...kinds(all)].filter(([name]) => wanted.test(name));
  const queue = only === "charts" ? [] : [...chosen];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await without(browser, origin, ...next, await look(browser, origin, ...next));
    }
  };
  await Promise.all([worker(), worker()]);
  for (const [name, address] of chosen) {
    if (/indicators$|home$|story with a chart$/.test(name)) await lookAtCharts(browser, origin, name, address, check);
    if (/home$|story( with a chart)?$/.test(name)) await weigh(browser, origin, name, address);
  }
  if (!only) {
    const pages = Object.fromEntries(chosen);
    await switchViews(browser, origin, pages, check);
    await walk(browser, origin, pages, check);
  }
  const posters = all.filter((file) => file.endsWith("/poster/index.html")).map((file) => `/${file.slice(0, -"index.html".length)}`);
  if (only !== "charts") await lookAtPosters(browser, origin, posters, check, only !== "posters");
  if (only !== "charts" && existsSync(join(root, "search/index.html"))) await lookAtSearch(browser, origin, { axeSource, broken }, check);
  await browser.close();
  server.close();
  console.log(`${chosen.length} pages looked at`);
  failures.forEach((failure) => console.log(`- ${failure}`));
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

await main();
