// The reader's choice of looks: kept in this browser, set before anything is drawn. Without it the machine's settings hold.
// Besides, Esc closes the menu. Everything else needs no script.
(() => {
  const { dataset } = document.documentElement;
  const sheet = document.querySelector("link[media*=contrast]");
  let kept = {};
  try { kept = localStorage; } catch { /* Then it holds for this page. */ }
  const show = (name, value) => {
    if (value) dataset[name] = kept["view-" + name] = value;
    else { delete dataset[name]; delete kept["view-" + name]; }
    if (name === "contrast") sheet.media = value ? "all" : "(prefers-contrast: more)";
  };
  for (const name of ["scheme", "contrast", "ruby"]) show(name, kept["view-" + name]);
  addEventListener("DOMContentLoaded", () => {
    const views = document.querySelector(".views");
    const mark = () => { for (const one of views.children) one.ariaPressed = dataset[one.name] === one.value; };
    views.onclick = ({ target: { name, value } }) => {
      if (name) show(name, dataset[name] === value ? "" : value);
      mark();
    };
    mark();
    views.hidden = false;
  });
  addEventListener("keydown", ({ key }) => {
    const menu = key === "Escape" && document.querySelector(".menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();
