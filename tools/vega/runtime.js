// What the site needs of Vega, and no more: parse a compiled spec, evaluate its expressions by walking their
// syntax trees (no eval, so a strict script-src holds), draw SVG.
import { transforms } from "vega-dataflow";
import * as data from "vega-transforms";
import * as layout from "vega-view-transforms";
import * as encode from "vega-encode";
import { View } from "vega-view";
import { parse } from "vega-parser";
import { expressionInterpreter } from "vega-interpreter";

// Whole groups: vega-runtime takes a transform that it does not know for a plain operator and draws nothing, silently.
Object.assign(transforms, data, layout, encode);

export function view(spec, container) {
  const options = { expr: expressionInterpreter, renderer: "svg", container, hover: false };
  return new View(parse(spec, null, { ast: true }), options);
}
