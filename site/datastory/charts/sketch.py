"""The points of a line that were known on an earlier day, drawn anew: the drawing of today knows what came after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .labels import Box, Label, Placed, place, text_width
from .svg import FADING, px

WIDTHS = {"wide": 640, "narrow": 320}  # px across
HEIGHT, TOP, SIDE, BOTTOM = 260, 64, 72, 28  # px
RADIUS = 6
VALUE, WHEN = 21, 13  # px of the type of a value and of its period
STEP = 16  # px from one place to the next that a guide keeps free of labels
PLACES = ("above", "right", "left", "below")


@dataclass(frozen=True)
class Dot:
    """A point in px, with what is written at it; `open` is the way in which its bound is open: up, down or not."""

    x: float
    y: float
    text: str
    period: str
    open: int

    @property
    def words(self) -> str:
        return f"{self.text}, {self.period}" if self.period else self.text


def sketch(points: Sequence[Mapping[str, Any]], title: str, width: str) -> SafeString:
    """The points of one series and the guide between them as SVG; an empty text for no points."""
    if not points:
        return mark_safe("")
    across = WIDTHS[width]
    dots, nought = _dots(points, across)
    guides = list(pairwise(dots))
    parts = [f'<line class="sketch__axis" x1="8" x2="{across - 8}" y1="{px(nought)}" y2="{px(nought)}"/>']
    parts += [f'<path class="sketch__guide" d="M{px(a.x)} {px(a.y)}L{px(b.x)} {px(b.y)}"/>' for a, b in guides]
    parts += [_mark(dot, nought) for dot in dots]
    places = _placed(dots, guides, across, nought)
    parts += [_label(dot, found) for dot, found in zip(dots, places, strict=True) if found]
    said = escape(f"{title}: {'; '.join(dot.words for dot in dots)}.")
    return mark_safe(
        f'<svg class="sketch chart--{width}" viewBox="0 0 {across} {HEIGHT}" role="img" aria-label="{said}">'
        f"{''.join(parts)}</svg>"
    )


def _dots(points: Sequence[Mapping[str, Any]], across: int) -> tuple[list[Dot], float]:
    """The points in px by time, and where nought is."""
    days, values = [_middle(point) for point in points], [float(point["value"]) for point in points]
    first, days_long = min(days), (max(days) - min(days)) or 1
    low, high = min(0.0, *values), max(0.0, *values)
    tall = (high - low) or 1.0

    def x(day: int) -> float:
        return SIDE + (day - first) / days_long * (across - 2 * SIDE) if len(set(days)) > 1 else across / 2

    def y(value: float) -> float:
        return TOP + (high - value) / tall * (HEIGHT - TOP - BOTTOM)

    ways = {"over": -1, "under": 1}
    dots = [
        Dot(x(day), y(value), str(p["text"]), str(p["period"]), ways.get(p["qualifier"], 0))
        for p, day, value in zip(points, days, values, strict=True)
    ]
    return sorted(dots, key=lambda dot: dot.x), y(0.0)


def _middle(point: Mapping[str, Any]) -> int:
    start, end = (date.fromisoformat(text).toordinal() for text in (point["start"], point["end"] or point["start"]))
    return (start + end) // 2


def _mark(dot: Dot, nought: float) -> str:
    """The point, with strokes that thin out where it is only a bound; they end at nought."""
    circle = f'<circle class="sketch__point" cx="{px(dot.x)}" cy="{px(dot.y)}" r="{RADIUS}"/>'
    strokes = []
    for start, length in FADING if dot.open else ():
        a, b = (dot.y + dot.open * (RADIUS + along) for along in (start, start + length))
        if (b - nought) * (dot.y - nought) >= 0:
            strokes.append(f'<line class="sketch__open" x1="{px(dot.x)}" x2="{px(dot.x)}" y1="{px(a)}" y2="{px(b)}"/>')
    return circle + "".join(strokes)


def _label(dot: Dot, found: Placed) -> str:
    anchor = {"left": "start", "right": "end", "center": "middle"}[found.align]
    x, y = dot.x + found.dx, dot.y + found.dy
    lines = (("value", dot.text, y + VALUE * 0.82), ("when", dot.period, y + VALUE + WHEN))
    return "".join(
        f'<text class="sketch__{name}" x="{px(x)}" y="{px(at)}" text-anchor="{anchor}">{escape(text)}</text>'
        for name, text, at in lines
    )


def _placed(dots: Sequence[Dot], guides: Sequence[tuple[Dot, Dot]], across: int, nought: float) -> list[Placed | None]:
    """Where the labels go: off the points, the guide, the axis and each other; the rest is only in the table."""
    taken = [Box(dot.x - 9, dot.y - (40 if dot.open < 0 else 9), dot.x + 9, dot.y + 9) for dot in dots]
    taken.append(Box(8, nought - 2, across - 8, nought + 2))
    for a, b in guides:
        count = max(1, int(abs(b.y - a.y) + abs(b.x - a.x)) // STEP)
        spots = [(a.x + (b.x - a.x) * n / count, a.y + (b.y - a.y) * n / count) for n in range(count + 1)]
        taken += [Box(x - 4, y - 4, x + 4, y + 4) for x, y in spots]
    labels = [Label(dot.x, dot.y, _width(dot), VALUE + WHEN * 1.25, PLACES) for dot in dots]
    return place(labels, Box(0, 0, across, HEIGHT), taken, worst=60)


def _width(dot: Dot) -> float:
    return max(text_width(dot.text, VALUE, serif=True), text_width(dot.period, WHEN))
