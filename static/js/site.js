// What every page starts with: the theme, the side of the ledger, numbers that wake when a reader turns to them,
// charts that wake when one is touched. Without it the system's theme holds, the side is in the address, every
// number is a link, every chart a picture.
// What is imported here without names is put in this file when static files are collected.

import "./offline/register.js";

const root = document.documentElement;
const store = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* storage is closed: not kept */ } },
};

/* Theme ------------------------------------------------------------------ */
const themeButton = document.querySelector("[data-theme-toggle]");
const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const nameTheme = () => { themeButton.textContent = isDark() ? "Light" : "Dark"; };

const keptTheme = store.get("theme");
if (keptTheme === "light" || keptTheme === "dark") root.dataset.theme = keptTheme;

if (themeButton) {
  themeButton.hidden = false;
  nameTheme();
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store.set("theme", root.dataset.theme);
    nameTheme();
  });
}

/* As told, or on record ---------------------------------------------------- */
// Both values stand in the page; the attribute says which one shows. The address has the last word, then what
// the reader chose before; a page inside another page keeps nothing.
const sideOf = (url) => (url.searchParams.get("reading") === "record" ? "record" : "told");
const sideLinks = document.querySelectorAll("[data-side]");

function show(side) {
  if (side === "record") root.dataset.reading = side; else delete root.dataset.reading;
  for (const link of sideLinks) {
    if (link.dataset.side === side) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  for (const radio of document.querySelectorAll(`.sides__switch input[value="${side}"]`)) radio.checked = true;
  const url = new URL(location.href);
  if (side === "record") url.searchParams.set("reading", side); else url.searchParams.delete("reading");
  if (url.href !== location.href) history.replaceState(history.state, "", url);
  document.dispatchEvent(new CustomEvent("side", { detail: side }));
}

const alone = window.top === window;
if (alone && sideLinks.length && !new URL(location.href).searchParams.has("reading") && store.get("reading") === "record") {
  show("record");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || link.origin !== location.origin) return;
  if (link.dataset.side) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.dataset.side);
    if (alone) store.set("reading", link.dataset.side);
  } else if (root.dataset.reading === "record" && link.pathname.endsWith("/") && link.pathname !== location.pathname) {
    const url = new URL(link.href);  // the side goes along
    url.searchParams.set("reading", "record");
    link.href = url.href;
  }
});

/* Numbers ------------------------------------------------------------------ */
const NUMBER = "a[data-receipt]";
let receipts;

/** Say that the numbers in there open something; what opens it is fetched when it is first needed. */
export function prepare(part) {
  for (const link of part.querySelectorAll(NUMBER)) {
    link.role = "button";
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }
}

function wake(event) {
  const link = event.target.closest?.(NUMBER);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.type === "keydown") {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
    return;
  }
  if (event.type === "click") event.preventDefault();
  receipts ??= import("./receipts.js");
  receipts.then((module) => module[event.type](link, event), () => {
    if (event.type === "click") location.assign(link.href);
  });
}

if ("popover" in HTMLElement.prototype) {
  prepare(document);
  for (const type of ["pointerover", "pointerdown", "click", "keydown"]) document.addEventListener(type, wake, true);
}

/* Terms and keys --------------------------------------------------------------- */
const TERM = "a.term";
for (const type of ["pointerover", "focusin", "click"]) {
  document.addEventListener(type, (event) => {
    const link = event.target.closest?.(TERM);
    if (!link || !document.getElementById(`term-${link.hash.slice(1)}`)) return;
    if (type === "click" && event.detail > 0 && matchMedia("(hover: none)").matches && !link.dataset.tapped) {
      event.preventDefault(); // the first tap explains
      link.dataset.tapped = "yes";
    }
    import("./terms.js").then((module) => module[type](link, event));
  });
}
const KEYS = "?np/rtc";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || !KEYS.includes(event.key)) return;
  if (event.target.closest("input, select, textarea, [contenteditable], [role=application], dialog[open]")) return;
  if (event.key === "/") event.preventDefault();
  import("./keys.js").then((module) => module.press(event.key));
});
document.querySelector("[data-keys]")?.addEventListener("click", () => import("./keys.js").then((module) => module.help()));

/* Copy ----------------------------------------------------------------------- */
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const before = button.innerHTML;
  let said = "Copied";
  try { await navigator.clipboard.writeText(button.dataset.copy); } catch { said = "Not allowed to copy"; }
  button.textContent = said;
  button.ariaLive = "polite";
  setTimeout(() => { button.innerHTML = before; }, 2000);
});

/* Charts ------------------------------------------------------------------ */
// A chart is a picture until somebody touches it: what makes it answer is not fetched before.
const chartModule = () => import("./charts.js");
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const plot = figure.querySelector(".figure__plot");
  if (plot.querySelector("[data-walk]")) {
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "chart");
    plot.setAttribute("aria-label", `${plot.dataset.label}. Arrow keys walk its points, Escape leaves them.`);
  }
  const wake = () => chartModule().then((module) => module.wake(figure));
  for (const type of ["pointerenter", "touchstart", "focusin"]) {
    figure.addEventListener(type, wake, { once: true, passive: true });
  }
  figure.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) chartModule().then((module) => module.act(figure, button));
  });
}
if (location.search && document.querySelector("figure[data-chart]")) chartModule().then((module) => module.restore());
