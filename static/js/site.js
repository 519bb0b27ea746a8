// What every page starts with: the theme, the side of the ledger, and numbers and forms that wake when a reader
// turns to them. Without it the system's theme holds, the side is in the address, every number is a link, and every
// form has a button.
// What is imported here without names is put in this file when static files are collected.

import "./wake.js";
import "./reading.js";
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
  for (const dial of document.querySelectorAll("[data-input]")) {
    for (const input of dial.querySelectorAll("input")) input.defaultValue = dial.dataset[side]; // one that is set stays
  }
  const url = new URL(location.href);
  if (side === "record") url.searchParams.set("reading", side); else url.searchParams.delete("reading");
  if (url.href !== location.href) history.replaceState(history.state, "", url);
  document.dispatchEvent(new CustomEvent("side", { detail: side }));
}

const alone = window.top === window;
const here = new URL(location.href);
const kept = !here.searchParams.has("reading") && alone ? store.get("reading") : sideOf(here);
if (sideLinks.length && kept === "record" && !root.dataset.reading) show(kept); // an offline copy is as told, too

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || link.origin !== location.origin) return;
  if (link.dataset.side) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.dataset.side);
    if (alone) store.set("reading", link.dataset.side);
  } else if (root.dataset.reading === "record" && link.pathname.endsWith("/") && link.pathname !== location.pathname) {
    const url = new URL(link.href);  // the side goes along, unless the link has its own
    if (!url.searchParams.has("reading")) url.searchParams.set("reading", "record");
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

/* Forms that choose what a page shows ------------------------------------------- */
// The page follows each change of one, by what is fetched when somebody turns to it; else the form has a button.
const form = document.querySelector("form[data-live]");
if (form) {
  const button = form.querySelector("[type=submit]");
  const live = () => import("./live-form.js");
  const pass = (event) => {
    if (event.type === "submit") event.preventDefault();
    live().then((module) => module.follow(form, event, prepare), () => { button.hidden = false; });
  };
  button.hidden = true;
  form.addEventListener("focusin", live, { once: true });
  for (const type of ["input", "submit"]) form.addEventListener(type, pass);
  document.addEventListener("side", pass);
}

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
