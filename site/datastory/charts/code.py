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
HEADS = {"model": "model_head", "matrix": "rows_head", "density": "rows_head"}
OPTIONS: dict[str, Any] = {  # what the scripts know of a chart's options, and what they are where it has none
    "before": "before", "after": "after", "compare": False, "index": False, "rest": "not itemised",
    "total": "what that leaves", "width_name": "width", "height_name": "height", "area_name": "area", "whole": None,
    "each": None, "shade": "row", "form": "bars", "shared": False, "step": "year",
}  # fmt: skip


def altair_code(chart: ChartPage, spec: Mapping[str, Any], points: Sequence[Mapping[str, Any]], address: str) -> str:
    """The script of a chart from its Vega-Lite spec and the points that it draws."""
    kind, value = chart.kind, chart.raw
    code = _unit(chart)
    scaled = measure([p["value"] for p in points if p.get("unit", code) == code and "value" in p], code)
    words = {
        "title": chart.title,
        "measure": chart.measure,
        "address": address,
        "slug": chart.slug,
        "code": code,
        "divisor": f"{scaled.divisor:g}",
        "unit": " ".join(filter(None, (unit(code).name, {1e9: "(billions)", 1e6: "(millions)"}.get(scaled.divisor)))),
        "scale": "log" if value.get("log") else "linear",
    }
    if kind == "model":
        words |= _model(str(value.get("model")), spec)
    options = {name: repr(value.get(name) or usual) for name, usual in OPTIONS.items()}
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in words.items()}
    known = options | quoted | {f"{name}_plain": _comment(text) for name, text in words.items()}
    parts = (HEADS.get(kind, "head"), kind)
    return "".join(Template((SCRIPTS / f"{part}.txt").read_text()).substitute(known) for part in parts)


def _comment(text: str) -> str:
    """Text as it may stand inside a docstring or as a literal."""
    return text.replace("\\", "").replace('"""', "'''")


def _unit(chart: ChartPage) -> str:
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
