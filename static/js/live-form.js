// A form that chooses what a page shows follows every change: the same page is asked for with the new query, and
// the parts that the form names (data-live, by id) are put in the place of the old ones. Without it the form has
// a button, and the server does the same.

import { prepare } from "./site.js";

const root = document.documentElement;
const PAUSE = 200; // ms after the last key
const form = document.querySelector("form[data-live]");
const parts = form.dataset.live.split(" ");
let asked = new AbortController();
let timer = 0;

form.querySelector("[type=submit]").hidden = true;

function address() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && name !== "reading" && !(name === "sort" && value === "subject")) query.set(name, value);
  }
  if (root.dataset.reading) query.set("reading", root.dataset.reading);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

async function follow() {
  clearTimeout(timer);
  asked.abort();
  asked = new AbortController();
  const url = address();
  try {
    const response = await fetch(url, { signal: asked.signal });
    if (!response.ok) throw new Error(String(response.status));
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of parts) document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
    for (const id of parts) prepare(document.getElementById(id));
    history.replaceState(history.state, "", url);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(follow, event.target.type === "search" ? PAUSE : 0);
});
form.addEventListener("submit", (event) => { event.preventDefault(); follow(); });
document.addEventListener("side", follow);
