"""Intervals drawn as bars on one scale, in thousandths of its width, so that a page need not reckon."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .intervals import Interval

WIDTH = 1000
MARGIN = 120  # left free at either side, where open ends fade out
THINNEST = 6


@dataclass(frozen=True)
class Span:
    """An interval with its name, its words, and the value that stands for it."""

    name: str
    interval: Interval
    point: Decimal | None
    text: str


def bars(spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Each span as a bar: `x`, `width` and `point` on a scale that all of them share.

    An end without a limit is marked `open_low` or `open_high`: there the margin is for dashes that fade out.
    Nothing is drawn where there is nothing to compare: no finite end, or one and the same value everywhere.
    """
    ends = [v for s in spans for v in (s.interval.low, s.interval.high, s.point) if v is not None and v.is_finite()]
    if not ends or min(ends) == max(ends):
        return []
    low, high = min(ends), max(ends)

    def at(value: Decimal) -> int:
        if not value.is_finite():
            return MARGIN if value < 0 else WIDTH - MARGIN
        return MARGIN + int((value - low) / (high - low) * (WIDTH - 2 * MARGIN))

    drawn = []
    for span in spans:
        x, end = at(span.interval.low), at(span.interval.high)
        if end - x < THINNEST:
            x = (x + end - THINNEST) // 2
            end = x + THINNEST
        drawn.append(
            {
                "name": span.name,
                "text": span.text,
                "x": x,
                "width": end - x,
                "point": at(span.point) if span.point is not None else None,
                "open_low": not span.interval.low.is_finite(),
                "open_high": not span.interval.high.is_finite(),
            }
        )
    return drawn
