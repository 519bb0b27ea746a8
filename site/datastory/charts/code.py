"""The Altair code of a chart: a script of its own that draws the chart's figures from its CSV.

It draws what the site draws, the same figures, scales and marks, in the few lines that Altair needs when it lays
the labels out itself.
"""

import json
import pprint
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from datastory.ledger.units import unit

from .models import ChartPage
from .scales import measure
from .simulations import MODELS

SCRIPTS = Path(__file__).resolve().parent / "scripts"
OWN = ("line", "bars", "ranges", "slope", "shares", "model")  # the others are drawn as ranges


def altair_code(chart: ChartPage, spec: Mapping[str, Any], points: Sequence[Mapping[str, Any]], address: str) -> str:
    """The script of a chart from its Vega-Lite spec and the points that it draws."""
    kind = chart.kind if chart.kind in OWN else "ranges"
    value = chart.drawing[0].value if chart.drawing else {}
    code = _unit(points, chart)
    scaled = measure([p["value"] for p in points], code)
    words = {
        "title": chart.title,
        "measure": chart.measure,
        "address": address,
        "slug": chart.slug,
        "divisor": f"{scaled.divisor:g}",
        "unit": " ".join(filter(None, (unit(code).name, {1e9: "(billions)", 1e6: "(millions)"}.get(scaled.divisor)))),
        "scale": "log" if value.get("log") else "linear",
        "columns": repr((value.get("before"), value.get("after"))),
    }
    if kind == "model":
        words |= _model(str(value.get("model")), spec)
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in words.items()}
    plain = {f"{name}_plain": _comment(text) for name, text in words.items()}
    body = Template((SCRIPTS / f"{kind}.txt").read_text()).substitute(quoted | plain)
    head = "model_head" if kind == "model" else "head"
    return Template((SCRIPTS / f"{head}.txt").read_text()).substitute(quoted | plain) + body


def _comment(text: str) -> str:
    """Text as it may stand inside a docstring or as a literal."""
    return text.replace("\\", "").replace('"""', "'''")


def _unit(points: Sequence[Mapping[str, Any]], chart: ChartPage) -> str:
    from .rows import rows

    codes = {row.receipt["unit_code"] for row in rows(chart)}
    return min(codes) if codes else "count"


def _model(name: str, spec: Mapping[str, Any]) -> dict[str, str]:
    model = MODELS[name]
    factors = {each.name: each.factor for each in model.inputs}
    config = {key: value for key, value in spec["config"].items() if value is not None}
    moved = {each.name: (each.label, each.low, each.high, each.step) for each in model.inputs if not each.fixed}
    return {
        "factors": pprint.pformat(factors, width=100, sort_dicts=False),
        "moved": pprint.pformat(moved, width=100, sort_dicts=False),
        "spec": pprint.pformat({**spec, "config": config}, width=110, sort_dicts=False),
    }
