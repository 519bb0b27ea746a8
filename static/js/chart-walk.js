// Hover and arrow keys, on the drawing as it is: it carries where its figures stand (data-walk: `row:x,y[,w,h]` in
// units of its viewBox), the table beside it has the words. So no kind of chart needs code of its own here.

const SVG = "http://www.w3.org/2000/svg";
const REACH = 44; // px from a point at which the pointer still means it

export function walk(figure) {
  const plot = figure.querySelector(".figure__plot");
  const rows = [...figure.querySelectorAll("table[data-points] tbody tr")];
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the voice below says the same
  const voice = document.createElement("output");
  voice.className = "vh";
  plot.append(tip, voice);
  let at = -1, ring = null;

  const drawing = () => [...plot.querySelectorAll("svg[data-walk]")].find((svg) => svg.getClientRects().length);
  const words = (step, svg) => {
    const row = rows[step.row];
    const side = svg.closest(".sides__record") ? "record" : "told";
    const text = (selector) => row.querySelector(selector)?.textContent.trim() ?? "";
    return {
      series: text("[data-series]"), label: text("th"), when: text("[data-when]"),
      value: row.dataset[side] ?? row.dataset.told, note: row.dataset[`${side}Note`] ?? row.dataset.toldNote,
    };
  };

  function show(svg, steps, n, aloud) {
    end();
    at = n;
    const step = steps[n];
    ring = mark(step);
    svg.append(ring);
    const { series, label, when, value, note } = words(step, svg);
    const named = series && !label.includes(series) ? `${series}: ${label}` : label;
    const dated = when && !named.includes(when) ? `${named}, ${when}` : named;
    tip.replaceChildren(line("chart-tip__value", value), line("chart-tip__label", dated), line("chart-tip__note", note));
    tip.hidden = false;
    place(tip, plot, svg, step);
    const said = [value ? `${dated}: ${value}.` : `${dated}.`, note, `${n + 1} of ${steps.length}.`];
    if (aloud) voice.textContent = said.filter(Boolean).join(" ").replace("..", ".");
  }

  function end() {
    ring?.remove();
    tip.hidden = true;
    at = -1;
  }

  function hover(event) {
    const svg = drawing();
    if (!svg) return;
    const steps = stepsOf(svg), box = svg.getBoundingClientRect(), unit = box.width / svg.viewBox.baseVal.width;
    const far = steps.map((s) => distance(s, (event.clientX - box.left) / unit, (event.clientY - box.top) / unit) * unit);
    const n = far.indexOf(Math.min(...far));
    if (n < 0 || far[n] > REACH) end();
    else if (n !== at) show(svg, steps, n, false);
  }

  function key(event) {
    const svg = drawing();
    if (!svg || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && at >= 0) { end(); voice.textContent = ""; event.preventDefault(); return; }
    const steps = stepsOf(svg), series = (n) => words(steps[n], svg).series;
    const to = target(event.key, at, steps, series);
    if (to === null) return;
    event.preventDefault();
    show(svg, steps, to, true);
  }

  plot.addEventListener("pointermove", hover);
  plot.addEventListener("pointerdown", hover);
  plot.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") end(); });
  addEventListener("pointerdown", ({ target: hit }) => { if (!plot.contains(hit)) end(); });
  plot.addEventListener("keydown", key);
  plot.addEventListener("blur", end);
  return { end };
}

export const stepsOf = (svg) => (svg.dataset.walk || "").split(" ").filter(Boolean).map((text) => {
  const [row, place] = text.split(":");
  const [x, y, w = 0, h = 0] = place.split(",").map(Number);
  return { row: Number(row), x, y, w, h };
});

// Left and right walk on; up and down change to the nearest point of another series, where there are several.
export function target(key, at, steps, series) {
  if (key === "Home") return 0;
  if (key === "End") return steps.length - 1;
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (!way || !steps.length) return null;
  if (at < 0) return way > 0 ? 0 : steps.length - 1;
  const names = [...new Set(steps.map((_, n) => series(n)))];
  if (["ArrowUp", "ArrowDown"].includes(key) && names.length > 1 && !steps[at].w) {
    const name = names[(names.indexOf(series(at)) + way + names.length) % names.length];
    const others = steps.map((s, n) => [Math.abs(s.x - steps[at].x), n]).filter(([, n]) => series(n) === name);
    return others.sort((a, b) => a[0] - b[0])[0][1];
  }
  return Math.min(steps.length - 1, Math.max(0, at + way));
}

function distance({ x, y, w, h }, px, py) {
  return Math.hypot(Math.max(x - px, 0, px - x - w), Math.max(y - py, 0, py - y - h));
}

function mark({ x, y, w, h }) {
  const ring = document.createElementNS(SVG, w || h ? "rect" : "circle");
  const shape = w || h ? { x: x - 3, y: y - 3, width: w + 6, height: h + 6 } : { cx: x, cy: y, r: 13 };
  for (const [name, value] of Object.entries({ ...shape, class: "chart__ring" })) ring.setAttribute(name, value);
  return ring;
}

function line(name, text) {
  const p = document.createElement("p");
  p.className = name;
  p.textContent = text;
  return p;
}

function place(tip, plot, svg, { x, y, w, h }) {
  const box = svg.getBoundingClientRect(), frame = plot.getBoundingClientRect();
  const unit = box.width / svg.viewBox.baseVal.width;
  const middle = box.left - frame.left + (x + w / 2) * unit, top = box.top - frame.top + y * unit;
  const left = Math.max(0, Math.min(middle - tip.offsetWidth / 2, frame.width - tip.offsetWidth));
  const above = top - tip.offsetHeight - 20;
  tip.style.left = `${left}px`; // a property of the object model, which style-src allows
  tip.style.top = `${above + frame.top < 0 ? top + h * unit + 20 : above}px`;
}
