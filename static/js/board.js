// The switchboard without a new page each time: what a link or a form of it leads to is fetched, and its board takes
// the place of this one; the address and Back follow. Without this every jack is a link, and every form has a button.
// Keys and cords are in a module of their own.

import { prepare } from "./site.js";
import { plug, walk, wide } from "./board-panel.js";

const board = document.querySelector("[data-board]");
const says = document.querySelector("[data-board-says]");
const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
let asked = new AbortController();
let shown = location.pathname + location.search;

/** Show what stands at an address; `back` finds what had the focus again, and `push` makes a step of the history. */
async function show(address, { push = true, back = "" } = {}) {
  const url = new URL(address, location.href);
  if (push && new URLSearchParams(location.search).get("reading") === "record") url.searchParams.set("reading", "record");
  asked.abort();
  asked = new AbortController();
  let html;
  try {
    const response = await fetch(url.pathname + url.search, { signal: asked.signal });
    if (!response.ok) throw new Error(response.statusText);
    html = await response.text();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url.href);
    return;
  }
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("[data-board]");
  if (!next) { location.assign(url.href); return; }
  board.replaceChildren(...next.childNodes);
  prepare(board);
  walk(board);
  plug(board);
  shown = url.pathname + url.search;
  if (push) history.pushState(null, "", shown);
  focus(back);
  says.textContent = [board.querySelector(".board-count"), board.querySelector("[data-summary]")]
    .map((part) => part?.dataset.summary ?? part?.firstChild.textContent.trim() ?? "").join(" ");
}

function focus(back) {
  if (!back) return;
  const heading = board.querySelector("#exchange");
  const found = board.querySelector(back) ?? heading;
  found.focus({ preventScroll: found !== heading });
}

/** A selector of the same thing in the next board. What is chosen in the directory, or in the list that the panel is
 * on a small screen, is read in the head of the board. */
function placeOf(element) {
  const floor = element.closest("[data-floor]");
  if (floor && wide.matches && element.dataset.firm) return `[data-floor="${floor.dataset.floor}"] [data-firm="${element.dataset.firm}"]`;
  return element.id ? `#${CSS.escape(element.id)}` : "#exchange";
}

board.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (event.defaultPrevented || !link || !plain(event) || "receipt" in link.dataset) return;
  if (link.pathname !== location.pathname || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  show(link.href, { back: placeOf(link) });
});

board.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...new FormData(event.target)].filter(([, value]) => value);
  show(`?${new URLSearchParams(fields)}`, { back: placeOf(event.submitter ?? event.target) });
});

addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href, { push: false });
});

walk(board);
plug(board);
