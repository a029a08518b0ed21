// The search page: asks the index that the build made, and shows what it finds. Without this script the page is a list.

const form = document.querySelector("form[data-index]");
const words = form.dataset;
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const more = form.querySelector("[type=button]");
const PAGE = 20;
const PAUSE = 150;

let engine;
let asked = 0;
let waiting = [];

/** The search itself, fetched when somebody begins to type. It runs here: a worker would have a policy of its own. */
function load() {
  engine ??= import(`${words.index}pagefind.js`).then((pagefind) => pagefind.createInstance({ basePath: words.index, noWorker: true, excerptLength: 24 }));
  return engine;
}

function element(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/** `a<mark>b</mark>c` as pieces of text, each marked or not. Taken apart here, so that no HTML of an index is ever run. */
function pieces(excerpt) {
  const text = (piece) => piece.replaceAll("\u200b", "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replace(/([。！？」]) /g, "$1");
  return excerpt.split(/(<mark>.*?<\/mark>)/).filter(Boolean).map((piece) => {
    const marked = piece.startsWith("<mark>");
    return { marked, text: text(marked ? piece.slice(6, -7) : piece) };
  });
}

/** The pieces without their first `count` characters. */
function after(all, count) {
  let left = count;
  return all.map((piece) => {
    const text = piece.text.slice(left);
    left = Math.max(0, left - piece.text.length);
    return { ...piece, text };
  }).filter((piece) => piece.text);
}

const nodes = (all) => all.map((piece) => (piece.marked ? element("mark", "", piece.text) : piece.text));

/** A title with the words marked that are marked in the excerpt. */
function marked(title, all) {
  const found = [...new Set(all.filter((piece) => piece.marked).map((piece) => piece.text.trim()).filter(Boolean))];
  const escape = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (found.length === 0) return [title];
  const parts = title.split(new RegExp(`(${found.map(escape).join("|")})`, "gi"));
  return nodes(parts.filter(Boolean).map((text) => ({ text, marked: found.some((word) => word.toLowerCase() === text.toLowerCase()) })));
}

/** The excerpt without the part of the title that it begins with, and with dots where the text goes on. */
function sentence(title, all) {
  const plain = all.map((piece) => piece.text).join("");
  let part = Math.min(title.length, plain.length);
  while (part > 1 && !title.endsWith(plain.slice(0, part))) part -= 1;
  const rest = part > 1 ? after(all, part) : all;
  const end = /[。！？）.!?]\s*$/.test(plain) ? "" : "…";
  return rest.length === 0 ? [] : [part > 1 ? "" : "…", ...nodes(rest), end];
}

function picture(meta) {
  if (meta.picture) {
    const image = element("img", "found-picture");
    Object.assign(image, { src: meta.picture, alt: "", width: 72, height: 72, loading: "lazy" });
    return image;
  }
  const SVG = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${words.icons}#${{ indicator: "chart", voice: "talk" }[meta.kind] ?? "page"}`);
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  icon.append(use);
  return element("span", "found-picture", icon);
}

function item(result) {
  const { meta, excerpt, raw_url: url } = result;
  const all = pieces(excerpt);
  const link = element("a", "", ...marked(meta.title, all));
  link.href = url;
  const title = element("h2", "card-title", link);
  const text = element("p", "found-text", ...sentence(meta.title, all));
  return element("li", "card", picture(meta), element("div", "", element("p", "meta", meta.about), title, text));
}

/** Shows the next results, and puts the focus on the first of them where they were asked for. */
async function show(focus) {
  const turn = asked;
  const part = await Promise.all(waiting.splice(0, PAGE).map((result) => result.data()));
  if (turn !== asked) return;
  const made = part.map(item);
  list.append(...made);
  more.hidden = waiting.length === 0;
  if (focus) made[0]?.querySelector("a").focus();
}

const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function address() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

async function ask() {
  const turn = (asked += 1);
  const q = form.elements.q.value.trim();
  address();
  if (!q) {
    list.replaceChildren();
    status.textContent = "";
    more.hidden = true;
    return;
  }
  status.textContent = status.textContent || words.busy;
  const filters = { lang: document.documentElement.lang };
  for (const choice of form.querySelectorAll("select")) if (choice.value) filters[choice.name] = choice.value;
  try {
    const { results } = await (await load()).search(q, { filters });
    if (turn !== asked) return;
    waiting = results;
    const count = results.length;
    list.replaceChildren();
    await show(false);
    if (turn === asked) status.textContent = say(count === 0 ? words.none : count === 1 ? words.foundOne : words.found, { q, n: count });
  } catch {
    engine = undefined;
    status.textContent = words.failed;
  }
}

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  ask();
});
form.elements.q.addEventListener("focus", () => load().catch(() => (engine = undefined)), { once: true });
more.addEventListener("click", () => show(true));

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
if ([...form.querySelectorAll("select")].some((choice) => choice.value)) form.querySelector("details").open = true;
form.hidden = false;
form.elements.q.focus();
if (form.elements.q.value) ask();
