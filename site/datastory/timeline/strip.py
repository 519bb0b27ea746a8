"""A slice of the timeline at a glance: its events on one line across, to scale, above the list that tells them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from .axis import Period, Spot, between, spot, ticks, whole
from .models import Event

PITCH = 20  # px from one row of marks to the next
EDGE = 8  # px at both ends, so that no mark is cut
FOOT = 26  # px under the line, for the years
SIZES = {"wide": 576, "narrow": 350}


def strip(events: Sequence[Event], start: date | None, end: date | None) -> dict[str, SafeString]:
    """The drawing of a slice for a wide and for a narrow page; none for fewer than two events."""
    every = whole(events)
    if every is None or len(events) < 2:
        return {}
    period = between(every, start, end)
    spots = [(event.category, spot(event, period)) for event in events]
    return {name: _svg(period, spots, across, name) for name, across in SIZES.items()}


def _svg(period: Period, spots: Sequence[tuple[str, Spot]], across: int, name: str) -> SafeString:
    year = (across - 2 * EDGE) / period.years
    marks = sorted(((*_ends(place, year), kind, place) for kind, place in spots), key=lambda m: (m[0], m[1]))
    rows = _rows(marks)
    ground = (max(rows) + 1) * PITCH + 2
    parts = [f'<line class="strip-line__axis" x1="0" x2="{across}" y1="{ground}" y2="{ground}"/>']
    for tick in ticks(period, min(year, 499)):
        x = EDGE + tick.at * year
        parts.append(f'<line class="strip-line__tick" x1="{x:.1f}" x2="{x:.1f}" y1="{ground}" y2="{ground + 5}"/>')
        if x < across - 34:
            parts.append(f'<text x="{x:.1f}" y="{ground + 20}">{tick.name}</text>')
    for (left, right, kind, place), row in zip(marks, rows, strict=True):
        y = ground - PITCH * row - 11
        look = "lasts" if place.lasting else "ring" if place.precise else "span"
        tall = 3 if place.lasting else 12
        box = f'x="{left:.1f}" y="{y - tall / 2:.1f}" width="{right - left:.1f}" height="{tall}" rx="{tall / 2}"'
        parts.append(f'<rect class="strip-line__{look} strip-line__{look}--{kind}" {box}/>')
        if place.precise and not place.lasting:
            parts.append(f'<circle class="strip-line__core--{kind}" cx="{(left + right) / 2:.1f}" cy="{y}" r="3"/>')
    size = f'viewBox="0 0 {across} {ground + FOOT}"'
    return mark_safe(f'<svg class="strip-line strip-line--{name}" {size} aria-hidden="true">{"".join(parts)}</svg>')


def _ends(place: Spot, year: float) -> tuple[float, float]:
    """Where a mark begins and ends, px: a known day or month is a ring, whatever the scale."""
    if place.precise and not place.lasting:
        return EDGE + place.at * year - 6, EDGE + place.at * year + 6
    left, right = EDGE + place.start * year + 1, EDGE + place.end * year - 1
    return left, max(right, left + 12)


def _rows(marks: Iterable[tuple[float, float, str, Spot]]) -> list[int]:
    """The lowest row that is free for each mark, in order."""
    ends: list[float] = []
    found = []
    for left, right, _, _ in marks:
        row = next((n for n, end in enumerate(ends) if end + 2 <= left), len(ends))
        ends[row : row + 1] = [right]
        found.append(row)
    return found
