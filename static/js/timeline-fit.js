// Labels settled anew with the sizes that they have in this browser: other fonts, larger type, another width.
// The same arithmetic as site/datastory/timeline/settling.py, which places them before anything is measured.

const list = document.getElementById("line-events");
const lanes = matchMedia("(min-width: 80rem)");
const laneOf = (event) => (lanes.matches ? /event--(firm|product|deal|market)/.exec(event.className)[1] : "line");
const LINE = 20; // of 16: a line of an event's text
const MOST_LINES = 3;
let moved = false; // whether any label stands elsewhere than where the server put it

// The tops at which labels in this order do not cover each other, moved as little as can be (least squares).
function settle(labels, first) {
  const pools = [];
  const before = [];
  let above = 0;
  for (const { top, height, slack = 0 } of labels) {
    const weight = 1 / (1 + slack / 100);
    before.push(above);
    pools.push({ total: (top - above) * weight, weight, count: 1 });
    above += height;
    while (pools.length > 1 && pools.at(-2).total / pools.at(-2).weight > pools.at(-1).total / pools.at(-1).weight) {
      const last = pools.pop();
      for (const part of ["total", "weight", "count"]) pools.at(-1)[part] += last[part];
    }
  }
  const tops = pools.flatMap(({ total, weight, count }) => Array(count).fill(Math.max(first, total / weight)));
  return tops.map((top, n) => top + before[n]);
}

function refit(events) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const unit = rem / 16;
  const wide = lanes.matches;
  const folded = wide ? "event--fold-wide" : "event--fold-narrow";
  const found = new Map();
  for (const event of events) { // all measuring first, then all writing
    if (event.classList.contains(folded)) continue;
    const name = event.querySelector(".event__title");
    const date = event.querySelector(".event__date");
    const height = (event === list.querySelector(".is-open") ? 24 * unit : name.offsetHeight) + date.offsetHeight + 12 * unit;
    const lane = laneOf(event);
    if (!found.has(lane)) found.set(lane, []);
    // a year or a quarter is a long mark: its label may move along it
    const slack = /--span|--lasts/.test(event.className) ? 0.35 * event.querySelector(".event__jack").offsetHeight / unit : 0;
    found.get(lane).push({ event, top: event.offsetTop - 12 * unit, height, slack });
  }
  if (!moved && stand(found.values(), wide, rem)) return;
  moved = true;
  let lowest = 0;
  for (const labels of found.values()) {
    const tops = settle(labels, 0);
    labels.forEach(({ event, top, height }, n) => {
      const room = (tops[n + 1] ?? Infinity) - tops[n] - height;
      const lines = Math.max(0, Math.min(MOST_LINES, Math.floor(Math.min(room, 1000) / (LINE * unit))));
      event.style.setProperty(wide ? "--w" : "--n", ((tops[n] - top) / rem).toFixed(3));
      event.style.setProperty(wide ? "--lw" : "--ln", lines);
      lowest = Math.max(lowest, tops[n] + height + lines * LINE * unit);
    });
  }
  list.closest(".line-board").style.setProperty("--over", `${Math.max(0, lowest - list.offsetHeight) / rem}rem`);
}

// Whether the labels, where the server put them, have room for what they turned out to be.
function stand(columns, wide, rem) {
  for (const labels of columns) {
    let free = -Infinity;
    for (const { event, top, height } of labels) {
      const style = getComputedStyle(event);
      const number = (name) => parseFloat(style.getPropertyValue(name)) || 0;
      const stands = top + number(wide ? "--w" : "--n") * rem;
      if (stands < free - 1) return false;
      free = stands + height + number(wide ? "--lw" : "--ln") * LINE * rem / 16;
    }
  }
  return true;
}

// Settle now, when the fonts are there, and whenever the board's width or the size of its type changes.
function fit(events) {
  let known = "";
  let due = 0;
  const look = () => {
    due = 0;
    if (getComputedStyle(events[0]).position !== "absolute") return; // no axis: a list, or paper
    const name = events[0].querySelector(".event__date");
    const now = `${list.offsetWidth} ${name.offsetHeight} ${document.fonts.status}`;
    if (now === known) return;
    known = now;
    refit(events);
  };
  const soon = () => { due ||= requestAnimationFrame(look); };
  const observer = new ResizeObserver(soon);
  observer.observe(list);
  observer.observe(events[0].querySelector(".event__date"));
  document.fonts.ready.then(soon);
}

if (list?.children.length) fit([...list.children]);
