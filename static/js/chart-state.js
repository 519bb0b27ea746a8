// How a chart is set, in the query string: plain names on the chart's own page, elsewhere after the chart's slug.

// In a frame the query also says what the frame shows; a chart's own link does not take that along.
const framed = document.documentElement.classList.contains("embed");
const OF_FRAMES = ["theme", "lang", "v", "doctor", "childId", "initialWidth", "parentTitle", "parentUrl"];

let kept = null; // the query, where a sandbox does not let the address be changed
const query = () => new URLSearchParams(kept ?? location.search);

export class State {
  constructor(figure) {
    this.figure = figure;
    this.own = "own" in figure.dataset;
  }

  key(name) {
    return this.own ? name : `${this.figure.dataset.chart}.${name}`;
  }

  // In old addresses the reading is called side.
  get(name) {
    return (name === "reading" ? this.old : null) ?? query().get(this.key(name));
  }

  get old() {
    return query().get(this.key("side"));
  }

  // Null takes the name out: a chart at rest has a plain address.
  set(name, value) {
    const url = new URL(location.href);
    url.search = query();
    if (value === null) url.searchParams.delete(this.key(name));
    else url.searchParams.set(this.key(name), value);
    if (name === "reading") url.searchParams.delete(this.key("side"));
    url.searchParams.sort(); // one address for one setting
    if (this.own) shareAs(url.searchParams);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      kept = url.search;
    }
  }

  entries() {
    const prefix = this.key("");
    const found = [...query()].filter(([key]) => !framed || !OF_FRAMES.includes(key));
    return found.filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]);
  }

  any() {
    return this.entries().some(([name]) => name !== "reading" || !this.own); // the server has followed that one
  }

  // The address of the chart's own page, set as it is here.
  link() {
    const url = new URL(this.figure.dataset.page, location.href);
    const { reading } = document.documentElement.dataset; // of the page round it
    if (reading) url.searchParams.set("reading", reading);
    for (const [name, value] of this.entries()) url.searchParams.set(name, value);
    return url.href;
  }
}

// The panel for sharing begins with the chart as it is set.
function shareAs(settings) {
  const link = document.querySelector(".share-link a");
  if (!link) return;
  link.search = settings;
}
