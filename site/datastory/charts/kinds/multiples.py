"""Small multiples: one small panel a group, all on the same time axis, each labelled for itself."""

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wagtail import blocks

from .. import theme
from ..data import Job, Point
from ..labels import Box, Label, place, shorten, text_width
from ..scales import Frame, Scale, middle, milliseconds
from .kind import Kind, KindBlock
from .marks import Row, dots, fading, layered, rects, rules, texts, told, word
from .sound import unit_of
from .telling import series

if TYPE_CHECKING:
    import altair as alt


class MultiplesBlock(KindBlock):
    form = blocks.ChoiceBlock(choices=[("line", "points on a dotted guide"), ("bars", "bars")], default="bars")
    shared = blocks.BooleanBlock(
        required=False,
        label="One scale for all",
        help_text="Heights can then be compared between panels; they need one unit.",
    )

    option_names = ("form", "shared")

    class Meta:
        icon = "grip"
        label = "Small multiples"
        group = "Time"
        description = "One small panel a group on the same time axis; every panel has its own zero and its own labels."


def panels(job: Job) -> dict[str, list[Point]]:
    """The groups in order, each in the order of time. Raises ValueError where there are too many, or mixed units."""
    groups: dict[str, list[Point]] = {}
    for point in job.points:
        groups.setdefault(point.group or point.label, []).append(point)
    if len(groups) > 12:
        raise ValueError(f"{len(groups)} panels are more than can be compared; choose 12 groups at most")
    for name, points in groups.items():
        units = sorted({unit_of(p, job) for p in points})
        if len(units) > 1:
            raise ValueError(f"the panel “{name}” has figures in {' and '.join(units)}; a panel needs one unit")
    if job.options.get("shared") and len({unit_of(p, job) for p in job.points}) > 1:
        raise ValueError("the panels are in several units, so they cannot share one scale")
    return {name: sorted(points, key=middle) for name, points in groups.items()}


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where the groups cannot be set side by side."""
    import altair as alt

    narrow = job.width == "narrow"
    found = panels(job)
    total = theme.PLOT[job.width]
    across = 1 if narrow else min(3, len(found))
    gap = 0 if across == 1 else 36
    wide = (total - gap * (across - 1)) / across
    tall, head, foot = (104 if narrow else 150), 44, 34
    deep = head + tall + foot
    rows = -(-len(found) // across)
    frame = Frame.of(total, deep * rows, 0, 0, 0, 0)
    first, last = _span(job.points)
    x = Scale(milliseconds(first), milliseconds(last), wide)
    reach = _reach(job.points) if job.options.get("shared") else None
    drawn: dict[str, list[Row]] = {"bars": [], "dots": [], "guides": [], "open": [], "rules": [], "words": []}
    for n, (name, points) in enumerate(found.items()):
        left, top = (n % across) * (wide + gap), (n // across) * deep + head
        y = _vertical(reach or _reach(points), tall)
        marks = [_mark(p, x, y, left, top, tall) for p in points]
        ink = "signal" if any(p.marked for p in points) else "ink"
        drawn["words"].append(word(left, top - 30, shorten(name, wide, 14), weight=600, ink=ink))
        zero = top + tall - y.px(0)
        drawn["rules"].append(
            {"x": left, "x2": left + wide, "y": zero, "y2": zero, "colour": theme.COLOUR["rule-strong"]}
        )
        drawn["words"] += _years(first, last, x, left, top + tall + 8, wide)
        if job.options.get("form") == "line":
            _line(drawn, marks)
        else:
            _columns(drawn, marks, zero, wide)
        drawn["words"] += _values(marks, left, top, wide, tall, zero, job.options.get("form") == "line")
    layers = [
        *rules(alt, drawn["rules"]),
        *rects(alt, drawn["bars"]),
        *rules(alt, drawn["guides"], wide=2, strokeDash=[2, 4], strokeCap="round"),
        *rules(alt, drawn["open"], wide=2),
        *dots(alt, drawn["dots"]),
        *texts(alt, drawn["words"]),
    ]
    return layered(alt, layers, frame)


def _span(points: list[Point]) -> tuple[date, date]:
    """From before the first period to after the last, so that no bar is cut."""
    starts = [date.fromisoformat(p.start) for p in points if p.start]
    ends = [date.fromisoformat(p.end or p.start) for p in points if p.start]
    first, last = min([*starts, *map(middle, points)]), max(ends)
    room = timedelta(days=max(40, int((last - first).days * 0.015)))
    return first - room, last + room


def _reach(points: list[Point]) -> tuple[float, float]:
    ends = [v for p in points for v in (p.value, *((p.low, p.high) if p.qualifier == "range" else ())) if v is not None]
    return min(0.0, *ends), max(0.0, *ends)


def _vertical(reach: tuple[float, float], tall: float) -> Scale:
    """From a little under the least to a little over the most, where the words stand; zero is in it."""
    low, high = reach
    span = (high - low) or 1.0
    return Scale(low - (span * 0.16 if low < 0 else 0), (high if high > low else low + 1) + span * 0.14, tall)


def _mark(p: Point, x: Scale, y: Scale, left: float, top: float, tall: float) -> Row:
    begin = left + x.px(milliseconds(date.fromisoformat(p.start)))
    end = left + x.px(milliseconds(date.fromisoformat(p.end or p.start)))
    return {
        **told(p),
        "x": left + x.px(milliseconds(middle(p))),
        "y": top + tall - y.px(p.value),
        "from": begin,
        "to": end,
        "value": p.value,
        "qualifier": p.qualifier,
        "low": None if p.low is None or p.qualifier != "range" else top + tall - y.px(p.low),
        "high": None if p.high is None or p.qualifier != "range" else top + tall - y.px(p.high),
        "colour": theme.COLOUR["signal" if p.marked or p.value < 0 else "data-1"],
    }


def _line(drawn: dict[str, list[Row]], marks: list[Row]) -> None:
    drawn["guides"] += [
        {"x": a["x"], "y": a["y"], "x2": b["x"], "y2": b["y"], "colour": theme.COLOUR["data-1"]}
        for a, b in itertools.pairwise(marks)
    ]
    for m in marks:
        drawn["dots"].append({**m, "area": 70})
        if m["qualifier"] in ("over", "under"):
            drawn["open"] += fading(m["x"], m["y"], -1 if m["qualifier"] == "over" else 1, m["colour"], upright=True)


def _columns(drawn: dict[str, list[Row]], marks: list[Row], zero: float, wide: float) -> None:
    """A bar over its own year or quarter, with a little air; at least 5 px, and never into its neighbour's."""
    spaces = [b["x"] - a["x"] for a, b in itertools.pairwise(marks)]
    most = min([40.0, *(s * 0.78 for s in spaces if s > 0)])
    for m in marks:
        half = max(2.5, min(most, (m["to"] - m["from"]) * 0.82 or most)) / 2
        m["half"] = half
        drawn["bars"].append({**m, "x": m["x"] - half, "x2": m["x"] + half, "y": m["y"], "y2": zero})
        if m["low"] is not None and m["high"] is not None:
            drawn["bars"].append(
                {**m, "x": m["x"] - half, "x2": m["x"] + half, "y": m["high"], "y2": m["low"], "opacity": 0.4}
            )
        if m["qualifier"] in ("over", "under"):
            sign = -1 if m["qualifier"] == "over" else 1
            cut = theme.COLOUR["paper"] if sign > 0 else m["colour"]
            drawn["bars"] += [
                {**m, "x": m["x"] - half, "x2": m["x"] + half, "y": m["y"] + sign * a, "y2": m["y"] + sign * b,
                 "colour": cut, "opacity": 1 if sign > 0 else o}
                for a, b, o in ((2, 6, 0.7), (8, 11, 0.45), (13, 15, 0.25))
            ]  # fmt: skip


def _values(marks: list[Row], left: float, top: float, wide: float, tall: float, zero: float, line: bool) -> list[Row]:
    """The marked, the first, the last, the highest and the lowest; the others where there is room."""
    by_value = sorted(marks, key=lambda m: m["value"])
    chief = [m for m in marks if m["marked"]] + [marks[-1], marks[0], by_value[-1], by_value[0]]
    order = list({id(m): m for m in (*chief, *marks)}.values())
    taken = [Box(m["x"] - 6, m["y"] - 6, m["x"] + 6, m["y"] + 6) for m in marks] if line else []
    if not line:
        taken = [
            Box(m["x"] - m["half"], min(m["y"], zero) + 1, m["x"] + m["half"], max(m["y"], zero) - 1) for m in marks
        ]
    wanted = []
    for m in order:
        up = 18 if m["qualifier"] == "over" else 5
        places = (
            ["below"] if m["value"] < 0 else (["above", "left above", "right above", "below"] if line else ["above"])
        )
        wanted.append(Label(m["x"], m["y"], text_width(m["text"], 13), 15, places, gap=up))
    placed = place(wanted, Box(left - 2, top - 22, left + wide + 2, top + tall + 4), taken, worst=25)
    return [
        word(label.x + spot.dx, label.y + spot.dy + 7.5, m["text"], 13, "signal" if m["marked"] else "ink", spot.align,
             weight=600)
        for m, label, spot in zip(order, wanted, placed, strict=True)
        if spot
    ]  # fmt: skip


def _years(first: date, last: date, x: Scale, left: float, y: float, wide: float) -> list[Row]:
    """A few years under each panel."""
    years = range(first.year, last.year + 1)
    step = next(k for k in (1, 2, 4, 5, 10, 20, 50) if wide / (len(years) / k) >= 56)
    made = []
    for year in years:
        px = x.px(milliseconds(date(year, 7, 1)))
        if year % step == 0 and 18 <= px <= wide - 18:
            made.append(word(left + px, y, str(year), 13, "ink-soft", "center", "top"))
    return made


def summary(job: Job) -> str:
    """Panel by panel: from where to where, and the extremes."""
    return " ".join(series(name, points) for name, points in panels(job).items())


KIND = Kind("multiples", MultiplesBlock, build, summary, most=240, one_unit=False)
