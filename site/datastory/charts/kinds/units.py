"""So many of so many: every dot is one, or so many; a part of a dot is a part of it."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from datastory.ledger.units import Family, unit

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import Frame
from .kind import Kind, KindBlock
from .marks import Row, dots, layered, rings, texts, told, word, x_px, y_px
from .sound import unit_of

if TYPE_CHECKING:
    import altair as alt

MOST = 400  # dots that can still be counted in rows of ten


class UnitsBlock(KindBlock):
    whole = blocks.FloatBlock(
        required=False,
        min_value=0,
        help_text="How many make the whole: 100 for per cent. Empty: found from the unit.",
    )
    each = blocks.FloatBlock(required=False, min_value=0, help_text="How much one dot stands for. Empty: one.")
    of = blocks.CharBlock(required=False, max_length=60, help_text="What a dot is: codes sent, dollars of revenue.")

    option_names = ("whole", "each", "of")

    class Meta:
        icon = "snippet"
        label = "So many of so many"
        group = "Amounts"
        description = "A unit chart, one panel a figure: one in three, some of a hundred; a part of a dot is a part."


@dataclass(frozen=True)
class Panel:
    """A figure as dots: how many are filled, from `low` to `high` as the source leaves open, and how many there are."""

    point: Point
    filled: float
    low: float
    high: float
    total: int


def panels(job: Job) -> list[Panel]:
    """One panel a figure. Raises ValueError where it is no part of its whole, or has too many dots to count."""
    return [_panel(point, job) for point in job.points]


def _panel(point: Point, job: Job) -> Panel:
    code = unit(unit_of(point, job))
    each = float(job.options.get("each") or 1)
    if point.value < 0:
        raise ValueError(f"“{point.label}” is {point.text}; nothing below zero can be counted in dots")
    whole = job.options.get("whole")
    if code.code == "one-in":
        return _chance(point)
    if whole is None and code.family is Family.PERCENT:
        whole = 100
    filled = point.value / each
    low, high = (
        (point.low / each, point.high / each)
        if point.qualifier == "range" and point.low is not None and point.high is not None
        else (filled, filled)
    )
    total = math.ceil(float(whole) / each - 1e-9) if whole else math.ceil(high - 1e-9)
    if high > total + 1e-9:
        raise ValueError(f"“{point.label}” is {point.text}, more than the whole of {total * each:g}")
    if total > MOST:
        raise ValueError(
            f"“{point.label}” would take {total:,} dots; "
            f"let one dot stand for {_round_up(total * each / 200):,g} or more"
        )
    if total < 1:
        raise ValueError(f"“{point.label}” is {point.text}, which is no dot at all")
    return Panel(point, filled, low, high, total)


def _chance(point: Point) -> Panel:
    total = round(point.value)
    if total < 1 or total > MOST:
        raise ValueError(f"“{point.label}” is {point.text}; dots can show one in {MOST} at the most")
    return Panel(point, 1, 1, 1, total)


def _round_up(value: float) -> float:
    size = 10 ** math.floor(math.log10(value))
    return next(size * m for m in (1, 2, 5, 10) if size * m >= value)


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where a figure cannot be counted in dots."""
    import altair as alt

    narrow = job.width == "narrow"
    found = panels(job)
    total = theme.PLOT[job.width]
    across = min(len(found), (2 if narrow else 5) if max(p.total for p in found) > 12 else (1 if narrow else 3))
    wide = total / across
    columns, pitch = _grid(found, wide)
    head = 64
    tall = head + max(math.ceil(p.total / columns) for p in found) * pitch + 22
    rows = math.ceil(len(found) / across)
    foot = 26
    frame = Frame.of(total, int(rows * tall + foot), 0, 0, 0, 0)
    full: list[Row] = []
    hollow: list[Row] = []
    wedges: list[Row] = []
    words: list[Row] = []
    for n, panel in enumerate(found):
        left, top = (n % across) * wide, (n // across) * tall
        colour = theme.COLOUR["signal" if panel.point.marked else "data-1"]
        words += _head(panel, left, top, wide - 20)
        for dot in _dots(panel, left, top + head, columns, pitch, colour):
            (full if dot["share"] >= 0.999 else hollow).append(dot)
            if 0.001 < dot["share"] < 0.999:
                wedges.append(dot)
    words.append(word(0, frame.height - 12, shorten(_foot(found, job), total, 13), 13, "ink-soft"))
    layers = [*rings(alt, hollow, wide=1.25), *dots(alt, full), *_wedges(alt, wedges), *texts(alt, words)]
    return layered(alt, layers, frame)


def _grid(found: list[Panel], wide: float) -> tuple[int, float]:
    """Dots a row, ten where there are many, and the px from one to the next."""
    most = max(p.total for p in found)
    columns = most if most <= 6 else (10 if most <= 100 else 20)
    return columns, min((wide - 24) / columns, 96 if most <= 6 else 24)


def _dots(panel: Panel, left: float, top: float, columns: int, pitch: float, colour: str) -> list[Row]:
    """Filled up to the value; pale where the source leaves it open; hollow to the whole."""
    made = []
    area = math.pi * (pitch * 0.39) ** 2
    fade = {0: 0.5, 1: 0.32, 2: 0.18} if panel.point.qualifier == "over" else {}
    solid = panel.low
    for n in range(panel.total):
        row = {
            **(told(panel.point) if n == 0 else {}),
            "x": left + (n % columns + 0.5) * pitch,
            "y": top + (n // columns + 0.5) * pitch,
            "area": area,
            "radius": pitch * 0.39,
            "share": min(max(solid - n, 0.0), 1.0),
            "colour": colour,
            "opacity": 1.0,
        }
        beyond = n - math.ceil(solid - 1e-9)
        if row["share"] == 0 and n < panel.high:
            row.update(share=min(panel.high - n, 1.0), opacity=0.4)
        elif row["share"] == 0 and beyond in fade:
            row.update(share=1.0, opacity=fade[beyond])
        elif panel.point.qualifier == "under" and row["share"] == 1 and -beyond in (1, 2, 3):
            row["opacity"] = {1: 0.3, 2: 0.5, 3: 0.7}[-beyond]
        elif row["share"] == 0:
            row["colour"] = theme.COLOUR["rule-strong"]
        made.append(row)
    return made


def _wedges(alt: Any, rows: list[Row]) -> list[Any]:
    """A part of a dot, clockwise from the top."""
    if not rows:
        return []
    data = [{**row, "turn": 2 * math.pi * row["share"]} for row in rows]
    chart = alt.Chart(alt.Data(values=data)).mark_arc(
        innerRadius=0, theta=0, theta2=alt.expr("datum.turn"), outerRadius=alt.expr("datum.radius")
    )
    return [
        chart.encode(
            x=x_px(alt),
            y=y_px(alt),
            fill=alt.Fill("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
        )
    ]


def _head(panel: Panel, left: float, top: float, room: float) -> list[Row]:
    point = panel.point
    ink = "signal" if point.marked else "ink"
    name = point.group or point.label
    period = point.period if point.period not in name else ""
    size = 26 if text_width(point.said, 26, serif=True) <= room else 19
    under = f"{name}, {period}" if period else name
    return [
        word(left, top + 20, shorten(point.said, room, size, serif=True), size, ink, serif=True, weight=500),
        word(left, top + 45, shorten(under, room, 13), 13, "ink-soft"),
    ]


def _foot(found: list[Panel], job: Job) -> str:
    of = job.options.get("of") or ""
    each = float(job.options.get("each") or 1)
    code = unit(unit_of(found[0].point, job))
    one = "One dot"
    if each != 1:
        what = of or code.name
        return f"{one}: {each:,g} {what}. A part of a dot is a part of that many."
    if code.family is Family.PERCENT:
        return f"{one}: one of a hundred{f' {of}' if of else ''}."
    return f"{one}: one of the {of}." if of else f"{one}: one."


def summary(job: Job) -> str:
    """Each figure with the dots that it fills."""
    found = panels(job)
    clauses = []
    for panel in found:
        point = panel.point
        name = f"{point.group or point.label}, {point.period}" if point.period else point.group or point.label
        dots_said = f"{panel.filled:.4g} of {panel.total} dots filled"
        clauses.append(f"{name}: {point.said}, {dots_said}")
    return f"{'; '.join(clauses)}. {_foot(found, job)}"


KIND = Kind("units", UnitsBlock, build, summary, most=20, one_unit=False)
