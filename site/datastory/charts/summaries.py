"""A chart in a few sentences: trend, extremes, and what its sources leave open. For whoever cannot see it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .data import Job, Point

if TYPE_CHECKING:
    from .kinds import Kind


def summarise(kind: "Kind", job: Job) -> str:
    """The kind's own words, or else those that any list of figures allows."""
    return kind.summary(job) if kind.summary else " ".join([*_series(job.points), *_openness(job.points)])


def _series(points: Sequence[Point]) -> list[str]:
    groups = list(dict.fromkeys(p.group for p in points))
    every = [(g, [p for p in points if p.group == g]) for g in groups]
    if len(points) == 1:
        return [f"One figure: {_named(points[0])}, {points[0].text}."]
    trends = [_trend(name, own) for name, own in every]
    return [*filter(None, trends), *_extremes(points)]


def _trend(name: str, points: Sequence[Point]) -> str:
    """From the first to the last, where all have a period of their own."""
    if len({p.start for p in points}) < len(points) or len(points) < 2 or not all(p.start for p in points):
        return ""
    first, *_, last = sorted(points, key=lambda p: p.start)
    way = "up" if last.value > first.value else "down" if last.value < first.value else "on"
    subject = name or (first.label if first.label == last.label else "")
    begin = f"{subject}: from" if subject else "From"
    return f"{begin} {first.text} ({first.period}) {way} to {last.text} ({last.period})."


def _extremes(points: Sequence[Point]) -> list[str]:
    high, low = max(points, key=lambda p: p.value), min(points, key=lambda p: p.value)
    if high.value == low.value:
        return [f"All {len(points)} figures are {high.text}."]
    return [
        f"Of {len(points)} figures the highest is {_named(high)}, {high.text}; the lowest is {_named(low)}, {low.text}."
    ]


def _openness(points: Sequence[Point]) -> list[str]:
    kinds = {
        "over": ("is a lower bound", "are lower bounds"),
        "under": ("is an upper bound", "are upper bounds"),
        "range": ("is a range", "are ranges"),
    }
    counted = [(sum(p.qualifier == name for p in points), words) for name, words in kinds.items()]
    said = [f"{count} {words[count > 1]}" for count, words in counted if count]
    lent = sum(p.fallback for p in points)
    rest = [f"{lent} {'is' if lent == 1 else 'are'} from the other set of readings."] if lent else []
    return ([f"Of these, {', '.join(said)}."] if said else []) + rest


def _named(point: Point) -> str:
    series = f"{point.group}: " if point.group and point.group not in point.label else ""
    when = f" ({point.period})" if point.period and point.period not in point.label else ""
    return f"{series}{point.label}{when}"
