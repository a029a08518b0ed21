// The preview's own script: reloads what changed, lays mistakes over the page, shows the editor's bar.
// It never reaches a built portal.
(() => {
  "use strict";
  const own = document.currentScript;
  const version = Number(own.dataset.version);
  const WORDS = {
    ja: { mistakes: "まちがいが見つかりました。直すと、自動で消えます。", file: "ファイル", warnings: "気になるところ", ruby: "ふりがな", dark: "暗い画面", print: "印刷", lost: "プレビューが止まっています", close: "とじる" },
    en: { mistakes: "There are mistakes. This goes away when they are mended.", file: "File", warnings: "Warnings", ruby: "Ruby", dark: "Dark", print: "Print", lost: "The preview has stopped", close: "Close" },
  };
  const STYLE = `
    :host { all: initial }
    * { box-sizing: border-box; font: 15px/1.6 system-ui, sans-serif }
    .bar { position: fixed; inset: auto 0 0 0; z-index: 2147483646; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 6px 16px; background: #1c2735; color: #fff }
    .bar code { font-family: ui-monospace, monospace; color: #ffd43d }
    .bar button { min-height: 32px; padding: 0 10px; border: 1px solid #9ea6ae; border-radius: 3px; background: none; color: inherit; cursor: pointer }
    .bar button[aria-pressed=true] { background: #ffd43d; color: #1c2735 }
    .bar button:focus-visible { outline: 3px solid #ffd43d; outline-offset: 2px }
    .bar .push { margin-left: auto }
    .bar .lost { color: #ffb4a8 }
    .over { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 5vh 5vw; background: rgb(20 26 36 / .92); color: #f0eee9 }
    .over h1 { font-size: 22px; font-weight: 700; margin: 0 0 20px }
    .over section { margin: 0 0 20px; padding: 12px 16px; border-left: 4px solid #fa8880; background: #1c2735 }
    .over section.warning { border-color: #f0be67 }
    .over p { margin: 0 0 4px; font-weight: 700 }
    .over pre { margin: 8px 0 0; overflow: auto; font: 14px/1.5 "Noto Sans Mono CJK JP", ui-monospace, monospace; white-space: pre }`;
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

  let over = null;
  const showProblems = (problems, words) => {
    if (over) over.remove();
    over = null;
    if (!problems.length) return;
    over = element("div", "", shadow, "over");
    over.setAttribute("role", "alertdialog");
    element("h1", words.mistakes, over);
    for (const problem of problems) {
      const section = element("section", "", over, problem.severity);
      element("p", `${problem.code} ${problem.message}`, section);
      if (problem.file) element("div", `${words.file}: ${problem.file}${problem.line ? ":" + problem.line : ""}`, section);
      element("pre", problem.excerpt, section);
    }
  };

  let bar = null;
  const toggle = (label, name, apply) => {
    const button = element("button", label, bar);
    const set = (on) => { button.setAttribute("aria-pressed", String(on)); apply(on); sessionStorage.setItem("hibi-" + name, on ? "1" : ""); };
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
    set(sessionStorage.getItem("hibi-" + name) === "1");
  };
  const view = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, view];
  const views = { ruby: "", print: "" };
  const apply = () => view.replaceSync(Object.values(views).join(""));
  const printRules = () => {
    const rules = [];
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) if (rule instanceof CSSMediaRule && rule.media.mediaText === "print") for (const inner of rule.cssRules) rules.push(inner.cssText);
    }
    return rules.filter((rule) => !rule.startsWith("@page")).join("\n");
  };
  const showBar = async () => {
    const answer = await fetch("/_hibi/page?path=" + encodeURIComponent(decodeURIComponent(location.pathname)));
    const page = await answer.json();
    const words = WORDS[page.language];
    if (bar) bar.remove();
    bar = element("div", "", shadow, "bar");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "hibi");
    if (page.file) element("code", page.file, bar);
    if (page.terms && page.terms.length) element("span", page.terms.join(" / "), bar);
    if (page.warnings.length) {
      const button = element("button", `${words.warnings} ${page.warnings.length}`, bar);
      button.addEventListener("click", () => {
        showProblems(over ? [] : page.warnings, words);
      });
    }
    element("span", "", bar, "push");
    toggle(words.ruby, "ruby", (on) => { views.ruby = on ? "rt { display: none }" : ""; apply(); });
    toggle(words.dark, "dark", (on) => { if (on) document.documentElement.dataset.scheme = "dark"; else delete document.documentElement.dataset.scheme; });
    toggle(words.print, "print", (on) => { views.print = on ? printRules() : ""; apply(); });
    showProblems(page.problems, words);
  };

  const here = (base) => {
    const path = decodeURIComponent(location.pathname).slice(base.length);
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  };
  const reload = () => {
    sessionStorage.setItem("hibi-scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };
  const kept = JSON.parse(sessionStorage.getItem("hibi-scroll") || "null");
  sessionStorage.removeItem("hibi-scroll");
  if (kept && kept[0] === location.pathname) {
    scrollTo(kept[1], kept[2]);
    addEventListener("load", () => scrollTo(kept[1], kept[2]));
  }

  const swap = (base, { old, new: fresh }) => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (!link.href.endsWith(old)) continue;
      const next = link.cloneNode();
      next.href = base + fresh;
      next.addEventListener("load", () => link.remove());
      link.after(next);
    }
  };
  const gone = async (base) => {
    const answer = await fetch(location.pathname, { method: "HEAD" });
    if (answer.status === 404 && document.documentElement.dataset.hibiMissing === undefined) location.assign(base + "stories/");
    else reload();
  };
  let source = null;
  const listen = () => {
    source = new EventSource("/_hibi/events");
    source.addEventListener("message", (message) => {
      const event = JSON.parse(message.data);
      const words = WORDS[event.language];
      if (event.hello) {
        if (event.version !== version && !event.problems.length) reload();
        return;
      }
      showProblems(event.problems, words);
      if (event.problems.length) return;
      for (const style of event.styles) swap(event.base, style);
      if (event.changed.includes(here(event.base))) gone(event.base);
      else if (event.changed.includes("404.html") && document.querySelector("meta[name=robots][content*=noindex]")) reload();
      else showBar();
    });
  };
  // A browser keeps few connections to one place: a tab that nobody sees gives its own back.
  const attend = () => {
    if (document.hidden) { if (source) source.close(); source = null; } else if (!source) listen();
  };
  document.addEventListener("visibilitychange", attend);
  attend();
  showBar();
})();
