"""The drawings that a chart needs, as jobs for the compiler."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from datastory.ledger.dates import parse_date

from . import compiler_version
from .data import Happening, Job, Point, Scaling, Side, Width
from .kinds import KINDS
from .models import ChartPage
from .poster import credit

SIDES: tuple[Side, ...] = ("told", "record")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


def jobs(chart: ChartPage, laid: dict[int, dict[str, Any]], extra: Sequence[Width] = (), site: str = "") -> list[Job]:
    """The drawings that a chart needs, from the receipts of its figures by figure id; `site` is named in pictures."""
    if not chart.drawing:
        return []
    block = chart.drawing[0]
    value = block.value
    kind = KINDS[block.block_type]
    form = kind.block()
    items = value.get("figures") or []
    units = {laid[i["figure"].pk]["unit_code"] for i in items if i["figure"] and i["figure"].pk in laid}
    points = {side: _points(items, laid, side) for side in SIDES}
    rows, events = form.rows(value), _events(value.get("events") or [])
    both = form.both_sides(value)
    same = both or [p.text for p in points["told"]] == [p.text for p in points["record"]]
    options = form.options(value)
    other = kind.other_scale(options, [p.value for side in SIDES for p in points[side]])
    shapes: list[tuple[Scaling, Width]] = [("", width) for width in (*WIDTHS, *extra)]
    shapes += [(other, width) for width in WIDTHS] if other else []
    return [
        Job(
            key="/".join(filter(None, (chart.slug, side, width, scale))),
            kind=block.block_type,
            side=side,
            width=width,
            title=chart.title,
            description=chart.alternative,
            measure=chart.measure,
            credit=credit(site, side),
            unit=next(iter(sorted(units)), "count"),
            options={**options, kind.log_option: scale == "log"} if scale else options,
            points=points[side],
            others=points["record" if side == "told" else "told"] if both else [],
            events=events,
            rows=rows,
            scale=scale,
            png=width == "wide" and not scale and not (same and side == "record"),
        )
        for side in SIDES
        for scale, width in shapes
    ]


def _points(items: Iterable[Any], laid: dict[int, dict[str, Any]], side: Side) -> list[Point]:
    points = []
    for item in items:
        receipt = laid.get(item["figure"].pk) if item["figure"] else None
        if not receipt or not receipt["shown"]:
            continue  # withdrawn: it leaves the chart with its next drawing
        view = receipt[side] or receipt["shown"]
        points.append(
            Point(
                slug=receipt["slug"],
                label=item["label"] or receipt["label"],
                group=item["group"] or "",
                period=receipt["period"],
                start=receipt["start"],
                end=receipt["end"],
                value=float(view["value"]),
                low=None if view["low"] is None else float(view["low"]),
                high=None if view["high"] is None else float(view["high"]),
                qualifier=view["qualifier"],
                text=view["compact"],
                exactness=view["exactness"],
                fallback=receipt[side] is None,
                marked=bool(item["marked"]),
                computed=view["basis"] == "derived",
                unit=receipt["unit_code"],
                role=item.get("role") or item.get("column") or "",
                assumed=bool(item.get("assumed")),
            )
        )
    return points


def _events(events: Iterable[Any]) -> list[Happening]:
    return [_happening(event) for event in events if event is not None and event.live]


def _happening(event: Any) -> Happening:
    when = parse_date(event.date)
    middle: date = when.start + (when.end - when.start) / 2
    return Happening(label=event.title, date=when.words(), day=middle.isoformat())


def digest(job: Job) -> str:
    """What decides whether a drawing is made anew: the job, and the code that draws it."""
    text = json.dumps(job.model_dump(), sort_keys=True)
    return hashlib.sha256(f"{compiler_version()}\n{text}".encode()).hexdigest()
