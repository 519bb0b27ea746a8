"""Where marks and labels stand, on a board of lanes and on one of a single line, and the stylesheet that says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from datastory.charts.labels import text_width

from .axis import Period, Spot, Tick
from .settling import LINE, Label, fold, furthest, lines, settle

REM = 16  # px: what is measured here in px is written in rem, so that it grows with the reader's type
YEAR = 120  # px of a year at the least, unless the board grew too long
SHORTEST = 1600  # px of a whole board
DATE, TITLE, GAP = 22, 24, 12  # px: the line of the date, a line of the title, the room under a label
SLACK = 0.35  # of the time that a year or a quarter takes: so far from its middle its label still stands beside it
RING = 56  # px: a known day or month whose time is no longer than this is a ring


@dataclass(frozen=True)
class Setting:
    """A kind of board: px across for a label, the size of a title, how long it may become, how far labels may move."""

    across: float
    title: float
    longest: float
    limit: float


WIDE = Setting(across=188, title=17, longest=6000, limit=130)
NARROW = Setting(across=196, title=19, longest=6600, limit=150)


@dataclass(frozen=True)
class Item:
    """What is to be placed: an event by its slug, its lane, its place in time, its title, how little it matters."""

    slug: str
    lane: str
    spot: Spot
    title: str
    rank: int = 0


@dataclass
class Layout:
    """A board laid out: px of a year, and by slug how far a label moved (px), its lines of text, its track."""

    year: float
    moved: dict[str, float] = field(default_factory=dict)
    room: dict[str, int] = field(default_factory=dict)
    tracks: dict[str, int] = field(default_factory=dict)
    over: float = 0.0  # px by which the last labels reach over the end of the axis

    def folds(self, slug: str) -> bool:
        """Whether there is no room for a label, only for its mark."""
        return slug not in self.moved


def lay(items: Sequence[Item], period: Period, setting: Setting, lanes: bool) -> Layout:
    """Lay a board out, in lanes or on one line: years as short as leave every label near its mark, up to a limit."""
    if lanes:
        columns = [[i for i in items if i.lane == lane] for lane in dict.fromkeys(i.lane for i in items)]
    else:
        columns = [list(items)]
    year = max(min(YEAR, setting.longest / period.years), SHORTEST / period.years)
    most = max(year, setting.longest / period.years)
    while year < most and any(furthest(_labels(c, year, setting)) > setting.limit for c in columns):
        year = min(most, year * 1.12)
    layout = Layout(round(year))
    for column in columns:
        _settle(column, layout, setting, period.years * layout.year)
        layout.tracks |= _tracks(column)
    return layout


def _labels(items: Iterable[Item], year: float, setting: Setting) -> list[Label]:
    return [
        Label(
            item.spot.at * year - 12,
            DATE + TITLE * wrapped(item.title, setting.across, setting.title) + GAP,
            item.rank,
            0.0 if item.spot.precise else SLACK * item.spot.dated * year,
        )
        for item in items
    ]


def _settle(column: Sequence[Item], layout: Layout, setting: Setting, length: float) -> None:
    labels = _labels(column, layout.year, setting)
    named = fold(labels, setting.limit)
    shown = [labels[n] for n in named]
    tops = settle(shown)
    for n, label, top, room in zip(named, shown, tops, lines(shown, tops), strict=True):
        layout.moved[column[n].slug] = top - label.top
        layout.room[column[n].slug] = room
        layout.over = max(layout.over, top + label.height + room * LINE - length)


def _tracks(column: Iterable[Item]) -> dict[str, int]:
    """The first free track, counted from 1, for each event that lasted."""
    ends: list[float] = []
    found = {}
    for item in sorted((i for i in column if i.spot.lasting), key=lambda i: (i.spot.start, i.spot.end)):
        free = next((n for n, end in enumerate(ends) if end <= item.spot.start), len(ends))
        ends[free : free + 1] = [item.spot.end]
        found[item.slug] = free + 1
    return found


@lru_cache(maxsize=4096)
def wrapped(text: str, across: float, size: float) -> int:
    """About how many lines a text takes in the serif."""
    count, used = 1, 0.0
    for word in text.split():
        wide = text_width(word, size, serif=True)
        if used and used + size * 0.25 + wide > across:
            count, used = count + 1, wide
        else:
            used += (size * 0.25 if used else 0) + wide
    return count


def stylesheet(
    items: Iterable[Item], period: Period, wide: Layout, narrow: Layout, ticks: dict[str, Sequence[Tick]]
) -> str:
    """Nothing but numbers, for `timeline.css` to work with; what they mean is said there."""
    board = {"years": period.years, "wide": _rem(wide.year), "narrow": _rem(narrow.year)}
    over = {"ow": _rem(wide.over), "on": _rem(narrow.over)}
    rules = [f"#line{{--placed:absolute;--drawn:block;--folded:none;--l0:0;{_values(board | over)}}}"]
    for kind, marks in ticks.items():
        rules += [f"#ticks-{kind}>:nth-child({n}){{{_values({'t': tick.at})}}}" for n, tick in enumerate(marks, 1)]
    for item in items:
        start, length = item.spot.start, item.spot.end - item.spot.start
        if item.spot.precise and length * min(wide.year, narrow.year) < RING:
            start, length = item.spot.at, 0.0
        values: dict[str, Any] = {"at": item.spot.at, "t": start, "s": length}
        for key, layout in (("w", wide), ("n", narrow)):
            values[key] = layout.moved.get(item.slug, 0.0) / REM
            values[f"l{key}"] = layout.room.get(item.slug, 0)
            values[f"k{key}"] = layout.tracks.get(item.slug, 0)
        rules.append(f"#event-{item.slug}{{{_values({k: v for k, v in values.items() if v})}}}")
    return "\n".join(rules)


def _values(values: dict[str, Any]) -> str:
    return ";".join(f"--{name}:{value if isinstance(value, str) else _n(value)}" for name, value in values.items())


def _rem(px: float) -> str:
    return f"{_n(max(0.0, px) / REM)}rem"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
