// The switchboard without a new page each time: what a link or a form of it leads to is fetched, and its board takes
// the place of this one. Arrow keys go from jack to jack along a floor and from floor to floor. Without this every
// jack is a link.

import { prepare } from "./site.js";

const board = document.querySelector("[data-board]");

async function show(address, { push = true, firm = "" } = {}) {
  const url = new URL(address, location.href);
  let html;
  try {
    const response = await fetch(url.pathname + url.search);
    if (!response.ok) throw new Error(response.statusText);
    html = await response.text();
  } catch {
    location.assign(url.href);
    return;
  }
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("[data-board]");
  board.replaceChildren(...next.childNodes);
  prepare(board);
  if (push) history.pushState(null, "", url.pathname + url.search);
  board.querySelector(`.jack[data-firm="${CSS.escape(firm)}"], [data-firm="${CSS.escape(firm)}"]`)?.focus({ preventScroll: true });
}

board?.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[href]");
  if (!link || link.pathname !== location.pathname || "receipt" in link.dataset) return;
  event.preventDefault();
  show(link.href, { firm: link.dataset.firm ?? "" });
});

board?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...new FormData(event.target)].filter(([, value]) => value);
  show(`?${new URLSearchParams(fields)}`);
});

board?.addEventListener("keydown", (event) => {
  const jack = event.target.closest(".floor .jack");
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!jack || !way || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = way[0] ? along(jack, way[0]) : across(jack, way[1]);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function along(jack, step) {
  const jacks = [...jack.closest(".floor").querySelectorAll(".jack")];
  return jacks[jacks.indexOf(jack) + step];
}

function across(jack, step) {
  const floors = [...board.querySelectorAll(".floor")].filter((floor) => floor.querySelector(".jack"));
  const floor = floors[floors.indexOf(jack.closest(".floor")) + step];
  const at = jack.getBoundingClientRect().left;
  const far = (other) => Math.abs(other.getBoundingClientRect().left - at);
  return floor && [...floor.querySelectorAll(".jack")].sort((a, b) => far(a) - far(b))[0];
}

addEventListener("popstate", () => show(location.href, { push: false }));
