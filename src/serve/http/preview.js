// The preview's own script: reloads what changed, lays mistakes over the page, shows the editor's bar.
// It never reaches a built portal.
(() => {
  "use strict";
  const own = document.currentScript;
  // The state that this page shows.
  let seen = Number(own.dataset.version);
  const standsIn = own.dataset.missing !== undefined;
  const WORDS = {
    ja: { mistakes: "まちがいが見つかりました", goes: "直して保存すると、この画面は自動で消えます。", warnings: "気になるところ", more: (n) => `ほかに${n}件あります。`, error: "エラー", warning: "注意", made: "自動で作るページ", ruby: "ふりがな", dark: "暗い画面", print: "印刷の見た目", lost: "プレビューが止まっています", close: "閉じる", bar: "編集者のバー", hide: "バーを隠す" },
    en: { mistakes: "Mistakes were found", goes: "This goes away by itself once they are mended and saved.", warnings: "Warnings", more: (n) => `${n} more.`, error: "Error", warning: "Warning", made: "a page made by itself", ruby: "Ruby", dark: "Dark", print: "Print view", lost: "The preview has stopped", close: "Close", bar: "Editor’s bar", hide: "Hide the bar" },
  };
  let words = WORDS[document.documentElement.lang.startsWith("ja") ? "ja" : "en"];
  const STYLE = `
    :host { all: initial; color-scheme: dark }
    * { box-sizing: border-box; margin: 0; font: 15px/1.6 system-ui, "Noto Sans JP", "Noto Sans CJK JP", sans-serif }
    button { min-height: 34px; padding: 2px 12px; border: 1px solid #9ea6ae; border-radius: 4px; background: none; color: inherit; cursor: pointer }
    button:hover { background: #33425a }
    button[aria-pressed=true] { border-color: #ffd43d; background: #ffd43d; color: #1c2735 }
    :focus-visible { outline: 3px solid #ffd43d; outline-offset: 2px }
    .hibi { position: fixed; inset: auto 0 0 0; z-index: 2147483646; display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; padding: 6px 16px; border-top: 1px solid #4a5a70; background: #1c2735; color: #fff }
    .hibi .file { font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace; color: #ffd43d; overflow-wrap: anywhere }
    .hibi .made { color: #c9d0d8 }
    .hibi .push { margin-left: auto }
    .hibi .warn { border-color: #f0be67; color: #f0be67 }
    .hibi .lost { padding: 2px 10px; border-radius: 4px; background: #fa8880; color: #1c2735; font-weight: 700 }
    .hibi .hide { min-width: 34px; padding: 2px }
    dialog { margin: auto; width: min(1000px, 92vw); max-width: none; max-height: 88vh; padding: 0; overflow: auto; border: 1px solid #4a5a70; border-radius: 6px; background: #141a24; color: #f0eee9 }
    dialog::backdrop { background: rgb(20 26 36 / .6) }
    header { position: sticky; top: 0; display: flex; gap: 16px; align-items: center; padding: 14px 20px; border-bottom: 1px solid #4a5a70; background: #1c2735 }
    h1 { font-size: 19px; font-weight: 700 }
    header p { color: #c9d0d8 }
    header button { margin-left: auto; flex: none }
    section { margin: 16px 20px; padding: 12px 16px; border-left: 4px solid #fa8880; background: #1c2735 }
    section.warning { border-color: #f0be67 }
    h2 { font-size: 16px; font-weight: 700 }
    h2 span { font-weight: inherit; color: #fa8880 }
    .warning h2 span { color: #f0be67 }
    .place { font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace; color: #ffd43d; overflow-wrap: anywhere }
    pre { margin-top: 8px; padding: 10px 12px; overflow: auto; background: #141a24; color: #f0eee9; font: 14px/1.6 "Noto Sans Mono CJK JP", "BIZ UDGothic", "Osaka-Mono", ui-monospace, monospace; white-space: pre }
    .more { margin: 0 20px 16px }
    @media print { .hibi, dialog { display: none } }`;
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const element = (name, text, parent, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    if (parent) parent.append(made);
    return made;
  };
  document.body.append(host);

  // Mistakes and warnings, over the page. A dialog brings the focus, Escape, and a page that stays still behind it.
  let over = null;
  let shown = "";
  const close = () => {
    if (over) { over.close(); over.remove(); }
    over = null;
    shown = "";
  };
  // The excerpt's first line and its place say what the heading says already.
  const excerpt = (problem) => problem.excerpt.split("\n").slice(1).filter((line) => !/^ *--> /.test(line)).join("\n").trimEnd();
  const show = (title, lead, problems, more) => {
    const what = JSON.stringify([title, problems, more]);
    // What is read already is not taken from under the reader's eyes.
    if (what === shown) return;
    close();
    shown = what;
    over = element("dialog", "", shadow);
    over.setAttribute("aria-labelledby", "title");
    const head = element("header", "", over);
    const heading = element("div", "", head);
    element("h1", title, heading).id = "title";
    if (lead) element("p", lead, heading);
    const button = element("button", words.close, head);
    button.addEventListener("click", () => over.close());
    over.addEventListener("close", () => { if (over) over.remove(); over = null; });
    for (const problem of problems) {
      const section = element("section", "", over, problem.severity);
      const line = element("h2", "", section);
      element("span", `${words[problem.severity]} ${problem.code} `, line);
      line.append(problem.message);
      if (problem.file) element("div", problem.file + (problem.line ? ":" + problem.line : ""), section, "place");
      const lines = excerpt(problem);
      if (lines) {
        const pre = element("pre", lines, section);
        pre.tabIndex = 0;
        pre.setAttribute("aria-label", `${problem.file || ""} ${problem.line || ""}`);
      }
    }
    if (more) element("p", words.more(more), over, "more");
    over.showModal();
  };
  const showProblems = ({ problems, more }) => {
    // Where there is no portal yet, the page itself tells of them.
    if (own.dataset.missing === "portal") return;
    if (problems.length) show(words.mistakes, words.goes, problems, more);
    // A list of warnings that is being read is not closed for having no mistakes in it.
    else if (shown.startsWith(JSON.stringify([words.mistakes]).slice(0, -1))) close();
  };

  // The views that can be switched.
  const view = new CSSStyleSheet();
  const FOOT = "@media screen { body::after { content: ''; display: block; height: 3.5rem } }";
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, view];
  const views = { foot: FOOT, ruby: "", print: "" };
  const apply = () => view.replaceSync(Object.values(views).join("\n"));
  const store = { get: (name) => sessionStorage.getItem("hibi-" + name), set: (name, value) => sessionStorage.setItem("hibi-" + name, value) };
  // About as wide as the sheet it would be printed on.
  const SHEET = "html { background: #8a8f96 } body { box-sizing: border-box; max-width: 210mm; margin-inline: auto; padding: 16mm 18mm; background: #fff }";
  const printRules = () => {
    const rules = [];
    const walk = (list) => {
      for (const rule of list) {
        if (rule instanceof CSSMediaRule) {
          if (rule.media.mediaText.split(",").some((one) => one.trim() === "print")) for (const inner of rule.cssRules) rules.push(inner.cssText);
        } else if (rule.cssRules && !(rule instanceof CSSStyleRule)) walk(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      const alone = sheet.media.mediaText === "print";
      try { if (alone) for (const rule of sheet.cssRules) rules.push(rule.cssText); else walk(sheet.cssRules); } catch { /* Another site's styles cannot be read. */ }
    }
    return [...rules.filter((rule) => !rule.startsWith("@page")), SHEET].join("\n");
  };
  const SWITCHES = {
    ruby: { first: () => true, set: (on) => { views.ruby = on ? "" : "rt, rp { display: none }"; apply(); } },
    dark: {
      first: () => matchMedia("(prefers-color-scheme: dark)").matches,
      set: (on) => { document.documentElement.dataset.scheme = on ? "dark" : "light"; },
    },
    print: { first: () => false, set: (on) => { views.print = on ? printRules() : ""; apply(); } },
  };
  const isOn = (name) => { const kept = store.get(name); return kept === null ? SWITCHES[name].first() : kept === "1"; };
  const restore = () => { for (const name in SWITCHES) if (store.get(name) !== null) SWITCHES[name].set(isOn(name)); };
  restore();
  addEventListener("load", restore);
  apply();

  // The editor's bar.
  const bar = element("div", "", shadow, "hibi");
  bar.setAttribute("role", "region");
  const about = element("div", "", bar);
  about.style.display = "contents";
  element("span", "", bar, "push");
  const buttons = {};
  for (const name in SWITCHES) {
    const button = buttons[name] = element("button", "", bar);
    button.setAttribute("aria-pressed", String(isOn(name)));
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      SWITCHES[name].set(on);
      store.set(name, on ? "1" : "0");
    });
  }
  const hide = element("button", "×", bar, "hide");
  const hideBar = () => { bar.style.display = "none"; views.foot = ""; apply(); };
  hide.addEventListener("click", () => { store.set("bar", "0"); hideBar(); });
  if (store.get("bar") === "0") hideBar();
  const lost = element("span", "", bar, "lost");
  lost.setAttribute("role", "status");
  lost.hidden = true;
  const label = () => {
    bar.setAttribute("aria-label", words.hibi);
    for (const name in buttons) buttons[name].textContent = words[name];
    hide.setAttribute("aria-label", words.hide);
    hide.title = words.hide;
    lost.textContent = words.lost;
  };
  label();

  const path = () => { try { return decodeURIComponent(location.pathname); } catch { return location.pathname; } };
  const ask = async (path) => (await fetch("/_hibi/page?path=" + encodeURIComponent(path))).json();
  const showBar = async () => {
    let page;
    // Where nobody answers, the bar says so by other means.
    try { page = await ask(path()); } catch { return; }
    words = WORDS[page.language];
    label();
    about.replaceChildren();
    if (page.file) element("span", page.file, about, "file");
    else if (!page.missing) element("span", words.made, about, "made");
    if (page.terms && page.terms.length) element("span", page.terms.join("・"), about);
    if (page.warnings.length) {
      const button = element("button", `${words.warnings} ${page.warnings.length}`, about, "warn");
      button.addEventListener("click", () => show(words.warnings, "", page.warnings, 0));
    }
    showProblems(page);
  };

  const reload = () => {
    store.set("scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };
  const kept = JSON.parse(store.get("scroll") || "null");
  sessionStorage.removeItem("hibi-scroll");
  if (kept && kept[0] === location.pathname) {
    const back = () => scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
    back();
    addEventListener("load", back);
  }

  const swapSheet = (link, href) => {
    const next = link.cloneNode();
    next.href = href;
    next.addEventListener("load", () => link.remove());
    link.after(next);
  };
  const sheets = () => [...document.querySelectorAll("link[rel=stylesheet]")];
  const inside = (url, base) => {
    const { origin, pathname } = new URL(url, location.href);
    if (origin !== location.origin || !pathname.startsWith(base)) return null;
    try { return decodeURIComponent(pathname).slice(base.length); } catch { return null; }
  };
  // The pictures and scripts of this page, as files of the portal.
  const parts = (base) => {
    const urls = [...document.querySelectorAll("img[src], source[srcset], script[src], use[href], object[data]")]
      .flatMap((one) => [one.currentSrc, one.getAttribute("src"), one.getAttribute("href"), one.getAttribute("data")]);
    return new Set(urls.filter(Boolean).map((url) => inside(url, base)));
  };
  // The page is gone: up to the next page that is there, which is the list that it stood in.
  const leave = async (base) => {
    let up = path();
    while (up.length > base.length) {
      up = up.replace(/[^/]*\/?$/, "");
      if (!(await ask(up)).missing) return location.replace(encodeURI(up));
    }
    return location.replace(base);
  };
  const follow = async (event) => {
    for (const { old, new: fresh } of event.styles) {
      for (const link of sheets()) if (inside(link.href, event.base) === old) swapSheet(link, event.base + fresh);
    }
    const changed = new Set(event.changed);
    for (const link of sheets()) {
      if (changed.has(inside(link.href, event.base)) && !event.styles.some(({ old }) => inside(link.href, event.base) === old)) {
        swapSheet(link, link.href.split("?")[0] + "?" + event.version);
      }
    }
    const here = (inside(location.href, event.base) ?? "").replace(/(^|\/)$/, "$1index.html");
    if (standsIn) return reload();
    if (changed.has(here)) {
      const page = await ask(path());
      return page.missing && !page.hidden ? leave(event.base) : reload();
    }
    const used = parts(event.base);
    if ([...changed].some((file) => used.has(file))) return reload();
    return showBar();
  };

  let source = null;
  const listen = () => {
    source = new EventSource("/_hibi/events");
    source.addEventListener("open", () => { lost.hidden = true; });
    source.addEventListener("error", () => { lost.hidden = false; });
    source.addEventListener("message", (message) => {
      const event = JSON.parse(message.data);
      if (event.version === seen) return;
      // Of states that were passed over, nobody knows what they changed.
      const passedOver = event.hello || event.version !== seen + 1;
      seen = event.version;
      if (passedOver) return reload();
      words = WORDS[event.language];
      if (event.problems.length) return standsIn ? reload() : showProblems(event);
      showProblems(event);
      return follow(event);
    });
  };
  // A browser keeps few connections to one place: a tab that nobody sees gives its own back.
  const attend = () => {
    if (document.hidden) { if (source) source.close(); source = null; } else if (!source) listen();
  };
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", (event) => { if (event.persisted) attend(); });
  document.addEventListener("visibilitychange", attend);
  attend();
  showBar();
})();
