"""The chart that rides along: a chart's points, drawn downwards beside the axis, at the same scale of time."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from datastory.charts.labels import Box, Label, Placed, place, text_width
from datastory.charts.svg import FADING, px
from datastory.ledger.dates import PartialDate, parse_date

from .axis import Period, middle
from .models import Event

PRECISE = 100  # days: what is dated less precisely than a season coincides with nothing in particular
WIDE, NARROW = 208, 50  # px across
LEFT = 8  # px from the edge to the line of nought


@dataclass(frozen=True)
class Mark:
    """A point of the chart: where it stands in years, its value, and the events of its time."""

    slug: str
    label: str
    text: str
    period: str
    at: float
    value: float
    qualifier: str
    marked: bool
    events: tuple[str, ...] = ()
    fallback: bool = False  # as told, for want of a reading on record

    @property
    def words(self) -> str:
        """The point as a sentence has it."""
        said = f"{self.text}, {self.period}" if self.period else self.text
        return f"{said} (as told; not on record)" if self.fallback else said


@dataclass(frozen=True)
class Ride:
    """A chart beside the axis. `marks` are those within its period; the guide runs on to those beyond it.

    `side` is "told" or "record" where the two differ and both are drawn.
    """

    title: str
    slug: str
    marks: tuple[Mark, ...]
    guides: tuple[tuple[tuple[float, float], ...], ...] = ()  # (years, value) of all points of each series
    top: float = 1.0  # the largest value of all
    side: str = ""

    @property
    def name(self) -> str:
        """What is measured, in a few words: the measure as far as its first comma."""
        return self.title.partition(",")[0]

    def of(self, slug: str) -> list[Mark]:
        """The points that coincide with an event."""
        return [mark for mark in self.marks if slug in mark.events]

    def wide(self, period: Period, year: float) -> SafeString:
        """The drawing beside lanes, with its values, `year` px to a year."""
        return _svg(self, period, year, WIDE, named=True)

    def narrow(self, period: Period, year: float) -> SafeString:
        """The drawing beside a single line: no values, which stand with the events."""
        return _svg(self, period, year, NARROW, named=False)


def ride(
    title: str,
    slug: str,
    points: Sequence[Mapping[str, Any]],
    period: Period,
    events: Sequence[Event],
    then: date | None,
    side: str = "",
    named: Mapping[str, Container[str]] | None = None,
) -> Ride:
    """The points of a chart's drawing that lie in a period; none of which the time was not over by `then`.

    `named` has the figures that each event names, all by slug: a point leads first to an event that names it.
    """
    marks: list[Mark] = []
    guides: dict[str, list[tuple[float, float]]] = {}
    for point in points:
        if not point["start"]:
            continue
        start = date.fromisoformat(point["start"])
        end = date.fromisoformat(point["end"] or point["start"])
        day = start + (end - start) / 2
        if then and end > then:
            continue
        value = max(0.0, float(point["value"]))
        guides.setdefault(point["group"], []).append((period.at(day), value))
        if not period.first <= day <= period.last:
            continue
        marks.append(
            Mark(
                slug=point["slug"],
                label=point["label"],
                text=point["text"],
                period=point["period"],
                at=period.at(day),
                value=value,
                qualifier=point["qualifier"],
                marked=point["marked"],
                events=_of_its_time(point["slug"], start, end, events, named or {}),
                fallback=side == "record" and point.get("fallback", False),
            )
        )
    lines = tuple(tuple(sorted(line)) for line in guides.values())
    top = max((value for line in lines for _, value in line), default=0.0) or 1.0
    return Ride(title, slug, tuple(sorted(marks, key=lambda mark: mark.at)), lines, top, side)


def _of_its_time(
    figure: str, start: date, end: date, events: Sequence[Event], named: Mapping[str, Container[str]]
) -> tuple[str, ...]:
    """The events that began in the time of a point, if both are dated precisely enough.

    Those that name the figure come first, then the nearest.
    """
    if (end - start).days > PRECISE:
        return ()
    day = start + (end - start) / 2
    met = []
    for event in events:
        begun: PartialDate = parse_date(event.date)
        if (begun.end - begun.start) < timedelta(days=PRECISE) and begun.start <= end and begun.end >= start:
            met.append((figure not in named.get(event.slug, ()), abs((middle(event) - day).days), event.slug))
    return tuple(slug for *_, slug in sorted(met))


@lru_cache(maxsize=32)
def _svg(drawn: Ride, period: Period, year: float, across: int, named: bool) -> SafeString:
    height = period.years * year
    room = across * (0.38 if named else 0.72)

    def spot(at: float, value: float) -> tuple[float, float]:
        return LEFT + value / drawn.top * room, at * year

    spots = [spot(mark.at, mark.value) for mark in drawn.marks]
    radius = 6 if named else 4
    parts = [f'<line class="ride__axis" x1="{LEFT}" x2="{LEFT}" y1="0" y2="{px(height)}"/>']
    guides = [[spot(*end) for end in part] for line in drawn.guides for part in _within(line, period.years)]
    parts += [f'<path class="ride__guide" d="M{px(x1)} {px(y1)}L{px(x2)} {px(y2)}"/>' for (x1, y1), (x2, y2) in guides]
    names = _placed(drawn.marks, spots, guides, across, height) if named else [None] * len(spots)
    for mark, (x, y), name in zip(drawn.marks, spots, names, strict=True):
        parts.append(_point(mark, x, y, radius, name))
    label = f"{drawn.title}: {'; '.join(mark.words for mark in drawn.marks)}."
    size = f'viewBox="0 0 {across} {px(height)}"'
    kinds = f"ride--{'wide' if named else 'narrow'}{f' as-{drawn.side}' if drawn.side else ''}"
    return mark_safe(
        f'<svg class="ride {kinds}" {size} role="group" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _within(line: Sequence[tuple[float, float]], years: float) -> list[list[tuple[float, float]]]:
    """The parts of a line from point to point that lie in a period, cut where it begins and ends."""
    found = []
    for (a, low), (b, high) in pairwise(line):
        first, last = max(a, 0.0), min(b, years)
        if first < last:
            found.append([(at, low + (high - low) * (at - a) / (b - a)) for at in (first, last)])
    return found


def _point(mark: Mark, x: float, y: float, radius: int, name: Placed | None) -> str:
    inner = _open_end(mark, x, y, radius) + f'<circle cx="{px(x)}" cy="{px(y)}" r="{radius}"/>'
    if name:
        size = _size(mark)
        anchor = {"left": "start", "right": "end", "center": "middle"}[name.align]
        at = f'x="{px(x + name.dx)}" y="{px(y + name.dy + size * 0.82)}" text-anchor="{anchor}"'
        inner += f'<text class="ride__value" {at}>{escape(mark.text)}</text>'
    kind = (" ride__point--marked" if mark.marked else "") + (" ride__point--told" if mark.fallback else "")
    title = f"<title>{escape(mark.words)}</title>"
    if not mark.events:
        return f'<g class="ride__point{kind}">{title}{inner}</g>'
    said = f"{mark.words}. Coincides with {len(mark.events)} event{'s' if len(mark.events) > 1 else ''}"
    met = " ".join(f"event-{slug}" for slug in mark.events)
    return (
        f'<a class="ride__point{kind}" href="#event-{mark.events[0]}" data-point="{escape(mark.slug)}" '
        f'data-meets="{met}" aria-label="{escape(said)}">{title}{inner}</a>'
    )


def _open_end(mark: Mark, x: float, y: float, radius: int) -> str:
    """Strokes that thin out where a value is only a bound: outwards for over, towards nought for under."""
    if mark.qualifier not in ("over", "under"):
        return ""
    way = 1 if mark.qualifier == "over" else -1
    found = []
    for start, length in FADING:
        a, b = x + way * (radius + start), x + way * (radius + start + length)
        if min(a, b) >= 0:
            found.append(f'<line class="ride__open" x1="{px(a)}" x2="{px(b)}" y1="{px(y)}" y2="{px(y)}"/>')
    return "".join(found)


def _placed(
    marks: Sequence[Mark],
    spots: Sequence[tuple[float, float]],
    guides: Sequence[Sequence[tuple[float, float]]],
    across: int,
    height: float,
) -> list[Placed | None]:
    """Where the values go: off the points, off the guide and off each other; what has no room is not written."""
    taken = [Box(x - 9, y - 9, x + 9, y + 9) for x, y in spots]
    for (x1, y1), (x2, y2) in guides:
        count = max(1, min(400, int(abs(y2 - y1) / 16)))
        for n in range(count + 1):
            x, y = x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count
            taken.append(Box(x - 4, y - 9, x + 4, y + 9))
    for mark, (x, y) in zip(marks, spots, strict=True):
        if mark.qualifier == "over":
            taken.append(Box(x, y - 4, x + 36, y + 4))
    order = sorted(range(len(marks)), key=lambda n: (not marks[n].marked, -marks[n].value))
    sides = ("right below", "right above", "right", "below", "above")
    labels = [
        Label(*spots[n], text_width(marks[n].text, _size(marks[n]), serif=True), _size(marks[n]) * 1.05, sides)
        for n in order
    ]
    found = place(labels, Box(0, 0, across + 8, height), taken, worst=4000)
    by_number = dict(zip(order, found, strict=True))
    return [by_number[n] for n in range(len(marks))]


def _size(mark: Mark) -> int:
    return 26 if mark.marked else 21
