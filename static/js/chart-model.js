// An adjustable model: the page's own inputs drive the parameters of the compiled spec, Vega draws what they come to
// and says it in a sentence. Everything is at rest in the page already; this is fetched when somebody touches it.

import { view as vegaView } from "../vendor/vega-runtime.js";

const SAY_AFTER = 500; // ms of rest before the result is read out

export async function bringToLife(chart) {
  const { figure, state } = chart;
  const plot = figure.querySelector(".figure__plot");
  const said = figure.querySelector("[data-said]");
  const dials = [...figure.querySelectorAll("[data-input]")].map(dialOf);
  const views = new Map(); // by the element that holds one
  const coming = new Map(); // promises of those elements, by the drawing whose place they take
  let speaking;

  const side = () => (figure.querySelector(`input[name="side-${figure.dataset.chart}"][value="record"]:checked`) ? "record" : "told");
  const shown = () => [...plot.querySelectorAll(".chart")].find((each) => each.getClientRects().length);
  const value = (dial) => dial.moved ?? dial[side()];

  async function live() {
    const seen = shown();
    if (!seen || views.has(seen)) return seen;
    if (!coming.has(seen)) coming.set(seen, draw(seen));
    return coming.get(seen);
  }

  async function draw(seen) {
    const host = await drawn(figure, seen, side(), new Map(dials.map((dial) => [dial.name, value(dial)])));
    views.set(host.element, host.view);
    seen.replaceWith(host.element);
    return host.element;
  }

  async function update(aloud) {
    const view = views.get(await live());
    if (!view) return;
    for (const dial of dials) view.signal(dial.name, value(dial));
    await view.runAsync();
    const sentence = view.signal("sentence");
    for (const each of figure.querySelectorAll(`.model__sentence.sides__${side()}, .model__sentence:only-of-type`)) each.textContent = sentence;
    clearTimeout(speaking);
    if (aloud) speaking = setTimeout(() => { said.textContent = sentence; }, SAY_AFTER);
  }

  function move(dial, text) {
    const typed = Number(text);
    if (text === "" || !Number.isFinite(typed)) return;
    dial.moved = Math.min(dial.high, Math.max(dial.low, typed));
    if (dial.moved === dial[side()]) dial.moved = null;
    keep(dial);
    update(true);
  }

  function keep(dial) {
    show(dial, value(dial));
    state.set(dial.name, dial.moved === null ? null : String(dial.moved));
  }

  chart.reset = () => {
    for (const dial of dials) {
      dial.moved = null;
      keep(dial);
    }
    return update(true);
  };

  const vain = strangers(state, dials); // what the address asks for in vain
  for (const dial of dials) {
    const left = state.get(dial.name) ?? hurried(dial);
    if (left) dial.moved = taken(dial, left, vain, value(dial));
    keep(dial);
    dial.range.addEventListener("input", () => move(dial, dial.range.value));
    dial.number.addEventListener("input", () => move(dial, dial.number.value));
    dial.number.addEventListener("change", () => show(dial, value(dial), true));
  }
  for (const radio of figure.querySelectorAll(`input[name="side-${figure.dataset.chart}"]`)) {
    radio.addEventListener("change", () => {
      for (const dial of dials) show(dial, value(dial));
      update(true);
    });
  }
  matchMedia("(min-width: 56rem)").addEventListener("change", () => update(false));
  if (vain.length) plot.before(notice(vain));
  await update(false);
}

// What somebody set while this was on its way.
const hurried = ({ number, range }) => [number, range].find((field) => field.value !== field.defaultValue)?.value;

function taken(dial, text, vain, rest) {
  const asked = Number(text), short = text.slice(0, 40);
  if (!Number.isFinite(asked)) {
    vain.push(`${dial.name}=${short} is not a number, so it was left at ${rest}.`);
    return null;
  }
  const moved = Math.min(dial.high, Math.max(dial.low, asked));
  if (moved !== asked) vain.push(`${dial.name}=${short} is beyond its reach, so it was set to ${moved}.`);
  return moved;
}

function strangers(state, dials) {
  const names = dials.map((dial) => dial.name), known = [...names, "side", "scale", "reading", "theme"];
  const foreign = /^(utm_|fbclid$|gclid$|ref$)/; // what mail and social sites add to every address
  const odd = state.own && !document.documentElement.classList.contains("embed") ? state.entries().filter(([name]) => !known.includes(name) && !foreign.test(name)) : [];
  return odd.slice(0, 3).map(([name]) => `This chart has no input ${name.slice(0, 40)}; it has ${names.join(", ")}.`);
}

function notice(vain) {
  const p = document.createElement("p");
  p.className = "notice";
  p.dataset.vain = "";
  p.setAttribute("role", "alert");
  p.textContent = vain.join(" ");
  return p;
}

function dialOf(element) {
  const number = element.querySelector(".dial__number"), range = element.querySelector(".dial__range");
  const { input, told, record } = element.dataset;
  return {
    name: input, number, range, told: Number(told), record: Number(record), moved: null,
    low: Number(number.min), high: Number(number.max),
  };
}

// What is being typed is left alone until it is done.
function show(dial, value, done = false) {
  dial.range.value = value;
  if (done || document.activeElement !== dial.number) dial.number.value = value;
}

async function drawn(figure, svg, side, values) {
  const width = svg.classList.contains("chart--wide") ? "wide" : "narrow";
  const response = await fetch(new URL(`spec-${side}-${width}.json`, new URL(figure.dataset.files, location.href)));
  if (!response.ok) throw new Error(`no spec of ${figure.dataset.chart}: ${response.status}`);
  const element = document.createElement("div");
  element.className = `chart chart--live chart--${width}`;
  const view = vegaView(themed(await response.text()), element);
  for (const [name, value] of values) view.signal(name, value);
  await view.runAsync();
  const picture = element.querySelector("svg");
  picture.removeAttribute("width"); // the page sets its size, as that of the drawing it replaces
  picture.removeAttribute("height");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", figure.querySelector(".figure__plot").dataset.label);
  return { element, view };
}

// The spec is drawn in light colours; each is one of the page's tokens, which know both themes.
function themed(text) {
  const { tokens } = JSON.parse(text).usermeta;
  return JSON.parse(text.replace(/#[0-9a-f]{6}\b/gi, (hex) => (tokens[hex.toLowerCase()] ? `var(--${tokens[hex.toLowerCase()]})` : hex)));
}
