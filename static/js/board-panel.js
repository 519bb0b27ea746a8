// The panel itself: one stop for Tab and arrow keys from jack to jack, and cords from the jacks of whoever is on the
// line to the company's, on each floor where they meet.

const SVG = "http://www.w3.org/2000/svg";
export const wide = matchMedia("(min-width: 75rem)");
const resized = new ResizeObserver(([entry]) => draw(entry.target));

/* Keys -------------------------------------------------------------------------- */
/** Leave one stop for Tab in the panel: the jack that is lit, else the first. A list of names keeps all its links. */
export function walk(board) {
  const jacks = [...board.querySelectorAll(".floor .jack")];
  const stop = jacks.find((jack) => jack.classList.contains("is-lit")) ?? jacks[0];
  for (const jack of jacks) jack.tabIndex = jack === stop || !wide.matches ? 0 : -1;
}

wide.addEventListener("change", () => walk(document));

document.addEventListener("focusin", ({ target }) => {
  if (!wide.matches || !target.matches(".floor .jack")) return;
  const panel = target.closest(".board__panel");
  for (const jack of panel.querySelectorAll('.jack[tabindex="0"]')) jack.tabIndex = -1;
  target.tabIndex = 0;
  panel.classList.remove("is-quiet");
});

document.addEventListener("pointermove", ({ target }) => {
  target.closest?.(".board__panel.is-quiet")?.classList.remove("is-quiet");
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape") document.querySelector(".board__panel")?.classList.add("is-quiet");  // names go away
  const jack = event.target.closest?.(".floor .jack");
  const next = jack && wide.matches && way(jack, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function way(jack, key) {
  const all = [...jack.closest(".floor").querySelectorAll(".jack")];
  switch (key) {
    case "ArrowRight": return all[all.indexOf(jack) + 1];
    case "ArrowLeft": return all[all.indexOf(jack) - 1];
    case "Home": return all[0];
    case "End": return all.at(-1);
    case "ArrowDown": return across(jack, 1);
    case "ArrowUp": return across(jack, -1);
    default: return undefined;
  }
}

/** The nearest jack below or above. */
function across(jack, step) {
  const at = jack.getBoundingClientRect();
  const away = (box) => (box.top - at.top) * step + Math.abs(box.left - at.left);
  return [...jack.closest(".board__panel").querySelectorAll(".jack")]
    .map((other) => [other, other.getBoundingClientRect()])
    .filter(([, box]) => (box.top - at.top) * step > 4 && box.height)
    .sort(([, one], [, two]) => away(one) - away(two))[0]?.[0];
}

/* Cords ------------------------------------------------------------------------- */
/** Draw the cords of a board, and again whenever its size changes. */
export function plug(board) {
  resized.disconnect();
  const panel = board.querySelector(".board");
  if (panel?.querySelector(".jack.is-lit, .jack.is-other")) resized.observe(panel);
}

function draw(panel) {
  panel.querySelector(".cords")?.remove();
  if (!wide.matches) return;
  const svg = document.createElementNS(SVG, "svg");
  svg.classList.add("cords");
  svg.setAttribute("aria-hidden", "true");
  for (const floor of panel.querySelectorAll(".floor--met")) {
    const home = floor.querySelector(`.jack[data-firm="${CSS.escape(panel.dataset.company ?? "")}"]`)
      ?? floor.querySelector(".floor__lamp");
    for (const jack of floor.querySelectorAll(".jack.is-lit, .jack.is-other")) {
      if (jack === home) continue;
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", cord(panel, home, jack));
      if (jack.classList.contains("is-other")) path.classList.add("cord--other");
      svg.append(path);
    }
  }
  panel.append(svg);
}

/** From the foot of one jack to the foot of another, hanging a little more the longer it is. */
function cord(panel, from, to) {
  const origin = panel.getBoundingClientRect();
  const foot = (element) => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2 - origin.left, box.bottom - origin.top - 1];
  };
  const [x1, y1] = foot(from);
  const [x2, y2] = foot(to);
  const sag = 10 + Math.abs(x2 - x1) * 0.03;
  const lowest = Math.max(y1, y2) + sag;
  const pull = (x2 - x1) * 0.15;
  return `M${x1} ${y1}C${x1 + pull} ${lowest} ${x2 - pull} ${lowest} ${x2} ${y2}`;
}
