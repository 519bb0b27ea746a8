"""A series of figures in words: where it begins and ends, its extremes, its gaps."""

from collections.abc import Sequence

from ..data import Point
from .wording import listed


def at(point: Point) -> str:
    """A value with its period."""
    return f"{point.said} ({point.period})" if point.period else point.said


def series(name: str, points: Sequence[Point]) -> str:
    """One sentence or two on values in the order of time. `name` is that of the series, or empty."""
    lead = f"{name}: " if name else ""
    if len(points) == 1:
        return _capital(f"{lead}one value, {at(points[0])}.")
    first, last = points[0], points[-1]
    high, low = max(points, key=lambda p: p.value), min(points, key=lambda p: p.value)
    text = f"{lead}{len(points)} values, from {at(first)} to {at(last)}, {_course(first, last)}."
    extremes = [f"the highest is {at(high)}"] if high not in (first, last) else []
    extremes += [f"the lowest is {at(low)}"] if low not in (first, last) else []
    return _capital(f"{text} {_capital(listed(extremes))}." if extremes else text)


def _course(first: Point, last: Point) -> str:
    """Up or down, and by what factor where both ends are above zero."""
    if last.value == first.value:
        return "no change between the two"
    way = "up" if last.value > first.value else "down"
    if any(p.qualifier in ("over", "under") for p in (first, last)):
        return way  # by how much is not known of a bound
    vague = "about " if any(p.qualifier != "exact" for p in (first, last)) else ""
    if first.text.endswith("%") and last.text.endswith("%"):
        return f"{way} by {vague}{abs(last.value - first.value):.3g} points"
    if first.value > 0 and last.value > 0:
        factor = last.value / first.value
        return (
            f"{way} to {vague}{factor:.2g} times the first"
            if factor >= 2
            else f"{way} by {vague}{abs(factor - 1) * 100:.0f}%"
        )
    return way


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def ranked(points: Sequence[Point], what: str = "values") -> str:
    """Values side by side: the largest, the smallest, and what is between them."""
    if len(points) == 1:
        return f"One value: {named(points[0])}."
    high, low = max(points, key=lambda p: p.value), min(points, key=lambda p: p.value)
    if high.value == low.value:
        return f"{len(points)} {what}, all equal: {high.said}."
    rest = [named(p) for p in points if p is not high and p is not low]
    between = (
        f" Between them: {'; '.join(rest)}."
        if 0 < len(rest) <= 12
        else (f" Between them are {len(rest)} others." if rest else "")
    )
    return f"{len(points)} {what}. The largest is {named(high)}; the smallest is {named(low)}.{between}"


def named(point: Point) -> str:
    """A value with its label and period."""
    name = point.label if not point.period or point.period in point.label else f"{point.label}, {point.period}"
    return f"{name}, {point.said}"
