// A number opens its receipt beside it: by click, tap, Enter and Space, where it stays until it is closed, and
// by resting the pointer on it, where it goes when the pointer has left both. Esc, a click outside and the
// return of focus are the browser's own (Popover API). A slip that the page does not carry is fetched.

const root = document.documentElement;
const wideEnough = matchMedia("(min-width: 65rem)");
const REST = 350;   // ms that a pointer rests on a number before the receipt opens
const LEAVE = 600;  // ms to reach the receipt in the margin before it closes

const fetched = new Map();
let open = null;    // the receipt that is open, with .opener
let pinned = false; // whether it stays when the pointer leaves
let pressed = "";   // how the number stood when it was pressed: the browser may close the receipt before the click
let timer = 0;

export function pointerover(link, event) {
  if (event.pointerType !== "mouse") return;
  if (link.contains(event.relatedTarget) || !link.matches(":hover")) return;  // gone before this file came
  slipOf(link);
  clearTimeout(timer);
  if (pinned || open?.opener === link) return;
  const later = setTimeout(() => show(link, false, () => timer === later), REST);
  timer = later;
  link.addEventListener("pointerleave", leave, { once: true });
}

export function pointerdown(link) {
  pressed = open?.opener !== link ? "" : pinned ? "pinned" : "resting";
}

export async function click(link) {
  clearTimeout(timer);
  timer = 0;
  const before = pressed;
  pressed = "";
  if (open?.opener === link) {
    const was = pinned;
    open.hidePopover();
    if (was) return;
  } else if (before === "pinned") return;
  await show(link, true, () => true);
}

function leave() {
  clearTimeout(timer);
  timer = setTimeout(() => { if (!pinned) open?.hidePopover(); }, LEAVE);
}

async function show(link, pin, wanted) {
  const slip = await slipOf(link);
  if (!wanted()) return;
  if (!slip) { if (pin) location.assign(link.href); return; }
  if (open === slip) slip.hidePopover();
  if (pin) link.focus({ preventScroll: true });
  slip.opener = link;
  slip.showPopover({ source: link });
  open = slip;
  pinned = pin;
  link.setAttribute("aria-expanded", "true");
  place(slip);
  if (pin) slip.focus({ preventScroll: true });
}

/** The receipt of a number: the one in the page, or one fetched from beside its own page; null if there is none. */
function slipOf(link) {
  const { receipt } = link.dataset;
  if (!fetched.has(receipt)) {
    fetched.set(receipt, find(link).then(ready, () => { fetched.delete(receipt); return null; }));
  }
  return fetched.get(receipt);
}

async function find(link) {
  const here = document.getElementById(link.dataset.receipt);
  if (here?.matches(".receipt[popover]")) {
    const later = here.querySelector("[data-later]");  // where it is used
    if (later) fragment(link).then((slip) => later.replaceWith(slip.querySelector(".receipt__used")), () => {});
    return here;
  }
  const slip = await fragment(link);
  document.body.append(slip);
  return slip;
}

async function fragment(link) {
  const address = new URL(link.href);
  address.pathname += "slip/";
  address.search = address.hash = "";
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content.querySelector(".receipt");
}

function ready(slip) {
  for (const link of slip.querySelectorAll("a[data-receipt]")) link.setAttribute("aria-haspopup", "dialog");
  slip.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    slip.opener?.setAttribute("aria-expanded", "false");
    if (open === slip) { open = null; pinned = false; }
  });
  slip.addEventListener("pointerenter", () => clearTimeout(timer));
  slip.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType === "mouse") leave(); });
  const pin = () => { if (open === slip) pinned = true; };
  slip.addEventListener("focusin", pin);
  slip.addEventListener("pointerdown", pin);
  return slip;
}

addEventListener("resize", () => { if (open) place(open); });

// From 1040 px the receipt hangs in the margin, level with its line, and the dotted underline
// runs on as leader dots to meet it. Where a number stands outside the text column the slip
// opens under it. Below 1040 px CSS makes it a sheet at the foot of the screen.
function place(slip) {
  const { opener } = slip;
  if (!opener || !wideEnough.matches) { slip.removeAttribute("style"); return; }

  const rem = parseFloat(getComputedStyle(root).fontSize);
  const number = [...opener.getClientRects()].at(-1);
  const column = opener.closest("[data-receipt-column]");
  const furthest = root.clientWidth - slip.offsetWidth - rem;
  const lowest = innerHeight - slip.offsetHeight - 1.5 * rem;

  let left, top, leader = 0, leaderY = 0;
  if (column) {
    left = Math.min(column.getBoundingClientRect().right + 3 * rem, furthest);
    top = Math.max(rem, Math.min(number.bottom - 3 * rem, lowest));
    leader = Math.max(0, left - number.right - 4);
    leaderY = number.bottom - 5 - top;
  } else {
    left = Math.max(rem, Math.min(number.left, furthest));
    top = number.bottom + 0.75 * rem;
    if (top > lowest) {  // beside the number where there is no room under it
      top = Math.max(rem, lowest);
      left = number.right + 1.5 * rem;
      if (left > furthest) left = Math.max(rem, number.left - slip.offsetWidth - 1.5 * rem);
    }
  }
  slip.style.setProperty("--receipt-left", `${left + scrollX}px`);
  slip.style.setProperty("--receipt-top", `${top + scrollY}px`);
  slip.style.setProperty("--leader", `${leader}px`);
  slip.style.setProperty("--leader-y", `${leaderY}px`);
}
