// A chart is a picture until somebody touches it: what makes it answer is not fetched before.
for (const number of document.querySelectorAll(".dial__number")) number.readOnly = false; // nothing follows it without script
const chartModule = () => import("./charts.js");
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const plot = figure.querySelector(".figure__plot");
  if (plot.querySelector("[data-walk]")) {
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "chart");
    plot.setAttribute("aria-label", `${plot.dataset.label}. Arrow keys walk its points, Escape leaves them.`);
  }
  const wake = () => chartModule().then((module) => module.wake(figure));
  for (const type of ["pointerenter", "touchstart", "focusin"]) {
    figure.addEventListener(type, wake, { once: true, passive: true });
  }
  figure.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) chartModule().then((module) => module.act(figure, button));
  });
}
if (location.search && document.querySelector("figure[data-chart]")) chartModule().then((module) => module.restore());
