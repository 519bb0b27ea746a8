// A form that chooses what a page shows follows every change: the same page is asked for with the new query, and
// the parts that the form names (data-live, by id) are put in the place of the old ones. Without it the form has
// a button, and the server does the same.

const root = document.documentElement;
const PAUSES = { search: 200, text: 800 }; // ms after the last key; half a date is none
let asked = new AbortController();
let timer = 0;

/** Something of the form changed, it was sent, or the page changed sides. New parts of the page are `prepare`d. */
export function follow(form, { type, target }, prepare) {
  clearTimeout(timer);
  timer = setTimeout(show, (type === "input" && PAUSES[target.type]) || 0, form, prepare);
}

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && (name !== "reading" || form.elements.reading.type === "select-one") && !(name === "sort" && value === "subject")) query.append(name, value);
  }
  if (root.dataset.reading && !query.has("reading")) query.set("reading", root.dataset.reading);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

async function show(form, prepare) {
  asked.abort();
  asked = new AbortController();
  const url = address(form);
  const parts = form.dataset.live.split(" ");
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
