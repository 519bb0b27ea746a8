// What makes a chart answer: fetched when a reader first touches or focuses one. Hover, keyboard and the switch of
// scales work on the drawings that the page has; only an adjustable model brings Vega with it.

import { State } from "./chart-state.js";
import { walk } from "./chart-walk.js";
import { switchScales } from "./chart-scale.js";
import { copyLink, fullScreen } from "./chart-tools.js";

const awake = new WeakMap();

export const figures = () => [...document.querySelectorAll("figure[data-chart]")];

// Make a chart answer, once; the promise is kept when it does.
export function wake(figure) {
  if (!awake.has(figure)) awake.set(figure, start(figure));
  return awake.get(figure);
}

async function start(figure) {
  const state = new State(figure);
  const chart = { figure, state, walk: walk(figure), reset() {} };
  sides(chart);
  await switchScales(chart);
  if ("model" in figure.dataset) {
    try {
      const { bringToLife } = await import("./chart-model.js");
      await bringToLife(chart);
      figure.dataset.live = "yes";
    } catch (error) { // the drawing at rest and its sentence stay
      figure.dataset.live = "failed";
      console.warn(error);
    }
  } else {
    figure.dataset.live = "yes";
  }
  return chart;
}

const usual = () => document.documentElement.dataset.reading ?? "told"; // the side of the page round the chart

// The two readings are radio buttons of the page, and switch without script; here they only enter the address. On
// the chart's own page, as in an embed, that is the reading of the whole page.
function sides({ figure, state, walk }) {
  const radios = [...figure.querySelectorAll(`input[name="side-${figure.dataset.chart}"]`)];
  if (!radios.length) return;
  const atRest = (value) => value === usual() && (!state.own || value === "told");
  const keep = ({ value }) => state.set("reading", atRest(value) ? null : value);
  const hurried = radios.find(({ checked, defaultChecked, value }) => checked && !defaultChecked && value !== usual());
  const chosen = hurried ?? radios.find(({ value }) => value === state.get("reading")); // hurried: before this was here
  if (chosen) chosen.checked = true;
  if (chosen && (hurried || state.old)) keep(chosen);
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      keep(radio);
      walk.end();
    });
  }
  // the whole page changed sides, and every chart with it
  document.addEventListener("side", () => radios.find(({ checked }) => checked)?.dispatchEvent(new Event("change")));
}

// A button of a chart was pressed.
export async function act(figure, button) {
  const chart = await wake(figure);
  const actions = {
    full: () => fullScreen(figure, button),
    link: () => copyLink(chart, button),
    reset: () => chart.reset(),
  };
  await actions[button.dataset.do]?.();
}

// The address says how a chart was left.
export function restore() {
  return Promise.all(figures().filter((figure) => new State(figure).any()).map(wake));
}
