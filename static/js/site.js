// Three jobs: the theme switch, opening a receipt beside its number, and waking a chart that somebody touches.
// Without it every number is still a link to its receipt's own page.

const root = document.documentElement;
const wideEnough = matchMedia("(min-width: 65rem)");

/* Theme ------------------------------------------------------------------ */
const themeButton = document.querySelector("[data-theme-toggle]");
const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const nameTheme = () => { themeButton.textContent = isDark() ? "Light" : "Dark"; };

try {
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
} catch { /* storage is closed to us: the system's theme stays */ }

if (themeButton) {
  themeButton.hidden = false;
  nameTheme();
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept, then */ }
    nameTheme();
  });
}

/* Receipts --------------------------------------------------------------- */
// A number starts as a link to its receipt's page. With script it becomes a button that
// drives a popover, so that Esc, a click outside, and the return of focus are the browser's own.
for (const link of document.querySelectorAll("a[data-receipt]")) {
  const receipt = document.getElementById(link.dataset.receipt);
  if (!receipt || !("popover" in receipt)) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("popovertarget", receipt.id);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => { receipt.opener = button; });
  link.replaceWith(button);
}

for (const receipt of document.querySelectorAll(".receipt[popover]")) {
  receipt.addEventListener("beforetoggle", ({ newState }) => {
    receipt.opener?.setAttribute("aria-expanded", String(newState === "open"));
  });
  receipt.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") place(receipt);
  });
}
addEventListener("resize", () => {
  const open = document.querySelector(".receipt:popover-open");
  if (open) place(open);
});

// From 1040 px the receipt hangs in the margin, level with its line, and the dotted underline
// runs on as leader dots to meet it. Where a number stands outside the text column the slip
// opens under it. Below 1040 px CSS makes it a sheet at the foot of the screen.
function place(receipt) {
  const { opener } = receipt;
  if (!opener || !wideEnough.matches) { receipt.removeAttribute("style"); return; }

  const rem = parseFloat(getComputedStyle(root).fontSize);
  const number = [...opener.getClientRects()].at(-1);
  const column = opener.closest("[data-receipt-column]");
  const furthest = root.clientWidth - receipt.offsetWidth - rem;

  let left, top, leader = 0, leaderY = 0;
  if (column) {
    left = Math.min(column.getBoundingClientRect().right + 3 * rem, furthest);
    const lowest = innerHeight - receipt.offsetHeight - 1.5 * rem;
    top = Math.max(rem, Math.min(number.bottom - 3 * rem, lowest));
    leader = Math.max(0, left - number.right - 4);
    leaderY = number.bottom - 5 - top;
  } else {
    left = Math.max(rem, Math.min(number.left, furthest));
    top = number.bottom + 0.75 * rem;
  }

  receipt.style.setProperty("--receipt-left", `${left + scrollX}px`);
  receipt.style.setProperty("--receipt-top", `${top + scrollY}px`);
  receipt.style.setProperty("--leader", `${leader}px`);
  receipt.style.setProperty("--leader-y", `${leaderY}px`);
}

/* Charts ------------------------------------------------------------------ */
for (const number of document.querySelectorAll(".dial__number")) number.readOnly = false; // nothing follows it without script
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
