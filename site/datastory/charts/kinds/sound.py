"""What a builder may rely on: finite values, one unit to a scale, labels of a bearable length."""

import math
import re
import unicodedata

from ..data import Happening, Job, Point
from ..widths import shorten

LONGEST = {"label": 300, "group": 250, "period": 210, "text": 210}  # px at 14 px, half a phone's width more or less
_SPACE = re.compile(r"\s+")


def sound(job: Job, most: int, one_unit: bool) -> Job:
    """The job with labels that can be set. Raises ValueError, for the editor, where nothing can be drawn of it."""
    if not job.points and not job.rows:
        raise ValueError("none of its figures is published, so there is nothing to draw")
    if len(job.points) > most:
        raise ValueError(
            f"{len(job.points):,} figures are more than this kind of chart can show so that they can be read; "
            f"choose {most} at most, or values over time"
        )
    for point in (*job.points, *job.others):
        if not math.isfinite(point.value):
            raise ValueError(f"“{point.label}” has no finite value, so it has no place on a scale")
    units = sorted({point.unit or job.unit for point in job.points})
    if one_unit and len(units) > 1:
        raise ValueError(f"the figures are in {' and '.join(units)}; on one scale they need one unit")
    names = _Names()
    return job.model_copy(
        update={
            "points": [_point(point, names) for point in job.points],
            "others": [_point(point, names) for point in job.others],
            "events": [_event(event) for event in job.events],
            "rows": [{k: plain(v) if isinstance(v, str) else v for k, v in row.items()} for row in job.rows],
        }
    )


def unit_of(point: Point, job: Job) -> str:
    """The unit of a figure, which is the job's where it has none of its own."""
    return point.unit or job.unit


def plain(text: str) -> str:
    """One line without control characters; what is written from the right turns nothing that stands beside it."""
    return _isolated(_line(text))


def _line(text: str) -> str:
    return _SPACE.sub(" ", "".join(c for c in text if c.isspace() or unicodedata.category(c) != "Cc")).strip()


def _isolated(line: str) -> str:
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line):
        return f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}"
    return line


class _Names:
    """Shortens names so that two which differ still do."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], str] = {}
        self.taken: set[tuple[str, str]] = set()

    def short(self, text: str, field: str) -> str:
        key = (field, text)
        if key not in self.given:
            line, room = _line(text), LONGEST[field]
            name = shorten(line, room, 14)
            while line and (field, name) in self.taken and name != line and room > 60:
                room -= 8  # the next one is cut a little earlier
                name = shorten(line, room, 14)
            self.taken.add((field, name))
            self.given[key] = _isolated(name)
        return self.given[key]


def _point(point: Point, names: _Names) -> Point:
    return point.model_copy(
        update={
            "label": names.short(point.label, "label"),
            "group": names.short(point.group, "group"),
            "period": _isolated(shorten(_line(point.period), LONGEST["period"], 14)),
            "text": _isolated(shorten(_line(point.text), LONGEST["text"], 14)),
            "role": plain(point.role),
            "low": _finite(point.low),
            "high": _finite(point.high),
        }
    )


def _finite(end: float | None) -> float | None:
    return end if end is not None and math.isfinite(end) else None


def _event(event: Happening) -> Happening:
    return event.model_copy(
        update={
            "label": _isolated(shorten(_line(event.label), 300, 14)),
            "date": _isolated(shorten(_line(event.date), 210, 14)),
        }
    )
