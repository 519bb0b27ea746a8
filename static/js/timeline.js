// The timeline by pointer and by keyboard: an event opens where it stands, and its address says so.
// Everything is on the page without this; a period, a search or a filter is an ordinary link or form.

import "./timeline-fit.js";

const board = document.getElementById("line");
const list = document.getElementById("line-events");
const events = list ? [...list.children] : [];
const lanes = matchMedia("(min-width: 80rem)");
const title = (event) => event.querySelector(".event__title a");
const laneOf = (event) => /event--(firm|product|deal|market)/.exec(event.className)[1];

/* Which event is open: the one that the address names ---------------------------- */
let open = null;
let atHand = null; // the one event that Tab stops at

function reachable(event, yes) {
  for (const inside of event.querySelectorAll(".event__body :is(a, button), .event__more a")) {
    if (yes) inside.removeAttribute("tabindex"); else inside.tabIndex = -1;
  }
}

function hold(event) {
  if (atHand) title(atHand).tabIndex = -1;
  atHand = event;
  title(event).tabIndex = 0;
}

function follow() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const next = events.includes(named) ? named : null;
  if (next === open) return;
  if (open) { open.classList.remove("is-open"); title(open).setAttribute("aria-expanded", "false"); reachable(open, false); }
  open = next;
  if (!open) return;
  open.classList.add("is-open");
  title(open).setAttribute("aria-expanded", "true");
  reachable(open, true);
  hold(open);
}

// pushState leaves the page where the reader has it; a change of hash would scroll the event to the top
function go(event) {
  const hash = event ? `#${event.id}` : location.pathname + location.search;
  history.pushState(null, "", hash);
  follow();
}

function close() {
  const event = open;
  go(null);
  title(event).focus({ preventScroll: true });
}

/* By keyboard, while an event has the focus ---------------------------------------- */
function beside(event, step) {
  if (!lanes.matches) return null;
  const order = ["firm", "product", "deal", "market"];
  const away = (other) => Math.abs(other.offsetTop - event.offsetTop);
  for (let n = order.indexOf(laneOf(event)) + step; n >= 0 && n < order.length; n += step) {
    const lane = events.filter((other) => laneOf(other) === order[n]);
    if (lane.length) return lane.reduce((a, b) => (away(b) < away(a) ? b : a));
  }
  return null;
}

function onKey(press) {
  if (press.key === "Escape") {
    if (!open || document.querySelector(".receipt:popover-open")) return;
    press.preventDefault();
    close();
    return;
  }
  const event = press.target.closest(".event");
  if (!event || press.target !== title(event) || press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return;
  const n = events.indexOf(event);
  const ways = {
    ArrowDown: () => events[n + 1], ArrowUp: () => events[n - 1], Home: () => events[0], End: () => events.at(-1),
    ArrowRight: () => beside(event, 1), ArrowLeft: () => beside(event, -1),
  };
  if (!ways[press.key]) return;
  press.preventDefault();
  const next = ways[press.key]();
  if (next) { hold(next); title(next).focus(); }
}

/* Event and chart, both ways: what coincides lights up ------------------------------- */
const now = document.createElement("div");
now.className = "line-board__now";

function meet(target) {
  for (const met of board.querySelectorAll(".is-met")) met.classList.remove("is-met");
  const one = target?.closest?.(".event, .ride__point");
  now.classList.toggle("is-shown", Boolean(one));
  if (!one) return;
  if (one.matches(".event")) {
    now.style.setProperty("--here", one.offsetTop);
    const marks = one.dataset.meets?.trim().split(" ") ?? [];
    for (const mark of board.querySelectorAll("[data-point]")) mark.classList.toggle("is-met", marks.includes(mark.dataset.point));
  } else {
    const circle = one.querySelector("circle").getBoundingClientRect();
    now.style.setProperty("--here", circle.top + circle.height / 2 - list.getBoundingClientRect().top);
    for (const id of one.dataset.meets?.split(" ") ?? []) document.getElementById(id)?.classList.add("is-met");
  }
}

/* Five years, one year: round what is in the middle of the screen ---------------------- */
function aim(click) {
  const years = Number(click.currentTarget.dataset.years);
  const box = list.getBoundingClientRect();
  const ticks = [...document.querySelectorAll(".tick a")].filter((tick) => tick.offsetParent);
  if (!ticks.length || box.top > innerHeight / 2 || box.bottom < innerHeight / 2) return; // the line is not in sight
  const passed = ticks.filter((tick) => tick.getBoundingClientRect().top <= innerHeight / 2);
  const year = Number((passed.at(-1) ?? ticks[0]).textContent) - Math.floor(years / 2);
  const first = Math.max(Number(ticks[0].textContent), Math.min(year, Number(ticks.at(-1).textContent) - years + 1));
  const address = new URL(click.currentTarget.href);
  address.searchParams.set("from", first);
  address.searchParams.set("to", first + years - 1);
  click.currentTarget.href = address;
}

if (events.length) {
  board.classList.add("is-live");
  document.querySelector(".key-help").hidden = false;
  document.querySelector(".line-board__axis").append(now);
  for (const event of events) {
    title(event).tabIndex = -1;
    title(event).setAttribute("aria-expanded", "false");
    reachable(event, false);
  }
  hold(events[0]);
  follow();
  for (const name of ["popstate", "hashchange"]) addEventListener(name, follow);
  list.addEventListener("click", (click) => {
    const link = click.target.closest(".event__jack, .event__title a, .event__close");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    const event = link.closest(".event");
    if (event === open) close();
    else { go(event); title(event).focus({ preventScroll: true }); }
  });
  list.addEventListener("focusin", ({ target }) => { if (target.closest(".event__title")) hold(target.closest(".event")); });
  document.addEventListener("keydown", onKey);
  for (const name of ["pointerover", "focusin"]) board.addEventListener(name, ({ target }) => meet(target));
  board.addEventListener("pointerleave", () => meet(document.activeElement));
  board.addEventListener("focusout", ({ relatedTarget }) => meet(relatedTarget));
}
for (const link of document.querySelectorAll("[data-years]")) link.addEventListener("click", aim);
