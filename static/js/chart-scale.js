// Linear or logarithmic: the other drawing, whose labels were placed for its scale, takes the place of this one.

const kept = new Map();

export async function switchScales({ figure, state, walk }) {
  const radios = [...figure.querySelectorAll(`input[name="scale-${figure.dataset.chart}"]`)];
  if (!radios.length) return;
  const own = radios.find((radio) => "drawn" in radio.dataset).value;
  const originals = new Map(); // of a drawing that took another's place
  const wanted = radios.find((radio) => radio.value === state.get("scale"));
  if (wanted) wanted.checked = true;
  const keep = () => {
    const { value } = radios.find((radio) => radio.checked);
    state.set("scale", value === own ? null : value);
  };
  keep();

  async function follow() {
    const scale = radios.find((radio) => radio.checked).value;
    const seen = [...figure.querySelectorAll(".figure__plot svg.chart")].filter((svg) => svg.getClientRects().length);
    walk.end();
    for (const svg of seen) {
      const original = originals.get(svg) ?? svg;
      const next = scale === own ? original : await other(figure, original, scale);
      if (next !== svg) {
        originals.set(next, original);
        svg.replaceWith(next);
      }
    }
  }

  for (const radio of radios) {
    radio.addEventListener("change", () => {
      keep();
      follow();
    });
  }
  // another width or the other reading shows a drawing that has not been switched yet
  for (const radio of figure.querySelectorAll(`input[name="side-${figure.dataset.chart}"]`)) {
    radio.addEventListener("change", follow);
  }
  matchMedia("(min-width: 56rem)").addEventListener("change", follow);
  await follow();
}

async function other(figure, svg, scale) {
  const side = svg.closest(".sides__record") ? "record" : "told";
  const width = svg.classList.contains("chart--wide") ? "wide" : "narrow";
  const address = new URL(`drawing-${side}-${width}-${scale}.svg`, new URL(figure.dataset.files, location.href)).href;
  if (!kept.has(address)) {
    const response = await fetch(address);
    if (!response.ok) return svg;
    const parsed = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
    kept.set(address, document.adoptNode(parsed.documentElement));
  }
  return kept.get(address);
}
