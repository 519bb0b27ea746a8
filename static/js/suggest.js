// Suggestions under the search field (a combobox with a listbox, as in the ARIA practices). Without this the form searches.

const PAUSE = 120; // ms after the last key
const KINDS = { page: "page", chapter: "chapter", chart: "chart", figure: "figure", event: "event", firm: "firm or product", term: "term" };

const input = document.querySelector("input[data-suggest]");
const list = document.getElementById("suggestions");
const said = document.querySelector("[data-suggested]");
let asked = new AbortController(), due = 0, at = -1;

input.role = "combobox";
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-expanded", "false");

async function ask() {
  asked.abort();
  asked = new AbortController();
  const words = input.value.trim();
  if (words.length < 2) { close(); return; }
  try {
    const response = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
    show((await response.json()).suggestions);
  } catch { /* overtaken, or no line: the form still searches */ }
}

function show(found) {
  at = -1;
  list.replaceChildren(...found.map(({ kind, title, note, url }, n) => {
    const option = document.createElement("li");
    option.id = `suggestion-${n}`;
    option.role = "option";
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    for (const [name, text] of [["title", title], ["note", note], ["kind", KINDS[kind]]]) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = `suggest__${name}`;
      part.textContent = text;
      option.append(part, " ");
    }
    return option;
  }));
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
  said.textContent = found.length ? `${found.length} suggestion${found.length > 1 ? "s" : ""}` : "no suggestion";
}

function close() {
  list.hidden = true;
  at = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function choose(n) {
  const options = [...list.children];
  if (!options.length) return;
  at = (n + options.length + 1) % (options.length + 1); // one more place: back in the field
  options.forEach((option, k) => option.setAttribute("aria-selected", String(k === at)));
  if (at < options.length) input.setAttribute("aria-activedescendant", options[at].id);
  else input.removeAttribute("aria-activedescendant");
  options[at]?.scrollIntoView({ block: "nearest" });
}

input.addEventListener("input", () => { clearTimeout(due); due = setTimeout(ask, PAUSE); });
input.addEventListener("keydown", (event) => {
  const { key } = event;
  if (key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
  if (list.hidden || !["ArrowDown", "ArrowUp", "Enter"].includes(key)) return;
  if (key === "Enter") {
    const option = list.children[at];
    if (!option) return;
    event.preventDefault();
    location.assign(option.dataset.url);
    return;
  }
  event.preventDefault();
  choose(key === "ArrowDown" ? at + 1 : at < 0 ? list.children.length - 1 : at - 1);
});
input.addEventListener("blur", () => setTimeout(close, 150));
list.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) location.assign(option.dataset.url);
});
