"""Before and after on one axis: one row a group, a hollow and a filled end, what is open stays open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import BARE, Frame, Measure, Scale, measure, ticks
from .kind import Kind, KindBlock
from .marks import Row, dots, fading, layered, rings, rules, texts, told, word
from .sound import unit_of
from .wording import amount

if TYPE_CHECKING:
    import altair as alt


class DumbbellBlock(KindBlock):
    before = blocks.CharBlock(required=False, max_length=30, default="before", help_text="What the hollow end is.")
    after = blocks.CharBlock(required=False, max_length=30, default="after", help_text="What the filled end is.")
    compare = blocks.BooleanBlock(
        required=False,
        label="Told against record",
        help_text="One row a figure: hollow as told, filled on record. Else two figures a group, before and after.",
    )
    index = blocks.BooleanBlock(
        required=False,
        label="In per cent of the first",
        help_text="Every row begins at 100, so that rows of different units can stand together.",
    )

    option_names = ("before", "after", "compare", "index")

    def both_sides(self, value: Any) -> bool:
        return bool(value.get("compare"))

    class Meta:
        icon = "arrows-up-down"
        label = "From here to there"
        group = "Change"
        description = "A dumbbell: one row a group on one axis, a hollow end for before and a filled one for after."


@dataclass(frozen=True)
class Pair:
    """A row: its name, its first figure, and its second, which is None where there is none."""

    name: str
    first: Point
    second: Point | None

    @property
    def marked(self) -> bool:
        return self.first.marked or bool(self.second and self.second.marked)

    def ratio(self, point: Point) -> float:
        """A value in per cent of the first."""
        return point.value / self.first.value * 100


def pairs(job: Job) -> list[Pair]:
    """The rows in order. Raises ValueError where a group has not two figures, or 100 would be zero."""
    found = _compared(job) if job.options.get("compare") else _grouped(job)
    if job.options.get("index"):
        for pair in found:
            if pair.first.value == 0:
                raise ValueError(f"“{pair.name}” begins at zero, so nothing can be given in per cent of it")
    return found


def _compared(job: Job) -> list[Pair]:
    told_side, record = (job.points, job.others) if job.side == "told" else (job.others, job.points)
    if len(told_side) != len(record):
        raise ValueError("the figures as told and those on record are not the same; publish the chart again")
    found = []
    for a, b in zip(told_side, record, strict=True):
        name = f"{a.label}, {a.period}" if a.period and a.period not in a.label else a.label
        if a.fallback:
            raise ValueError(f"“{name}” is not told, so there is nothing to hold the record against")
        found.append(Pair(name, a, None if b.fallback else b))
    return found


def _grouped(job: Job) -> list[Pair]:
    groups: dict[str, list[Point]] = {}
    for point in job.points:
        groups.setdefault(point.group or point.label, []).append(point)
    for name, points in groups.items():
        if len(points) != 2:
            raise ValueError(f"“{name}” has {len(points)} published figure(s); a row needs two, before and after")
        units = sorted({unit_of(p, job) for p in points})
        if len(units) > 1:
            raise ValueError(f"“{name}” compares {' with '.join(units)}; both ends need one unit")
    found = [Pair(name, points[0], points[1]) for name, points in groups.items()]
    units = sorted({unit_of(p, job) for p in job.points})
    if len(units) > 1 and not job.options.get("index"):
        raise ValueError(f"the rows are in {' and '.join(units)}; draw them in per cent of the first")
    return found


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where the figures make no pairs."""
    import altair as alt

    narrow = job.width == "narrow"
    index = bool(job.options.get("index"))
    found = pairs(job)
    pitch, lift = (98 if index else 74, 60 if index else 40) if narrow else (58, 0)
    scale_of = Measure(1, "", "%") if index else measure([p.value for p in job.points], job.unit)
    left = 0 if narrow else min(320, int(max(_name_width(pair, index) for pair in found)) + 28)
    frame = Frame.of(theme.PLOT[job.width], pitch * len(found), left, 14 if narrow else 28, 40, 30)
    ends = [v for pair in found for v in _ends(pair, index, scale_of)]
    wide = max(text_width(p.said, 14) for pair in found for p in (pair.first, pair.second) if p)
    marks, x = _scale(ends, frame, wide, 3 if narrow else 6)
    rows = [_row(pair, n * pitch + pitch / 2 + lift / 2, index, scale_of, x) for n, pair in enumerate(found)]
    layers = [
        *_axis(alt, marks, scale_of, x, frame, [row["y"] for row in rows] if narrow else [], 100.0 if index else None),
        *rules(alt, [s for row in rows for s in row["bars"]], wide=2.5),
        *rules(alt, [s for row in rows for s in row["bands"]], wide=9),
        *rules(alt, [s for row in rows for s in row["open"]], wide=2.5),
        *rings(alt, [row["ring"] for row in rows]),
        *dots(alt, [row["dot"] for row in rows if row["dot"]]),
        *texts(alt, [w for row in rows for w in _words(row, frame, lift, index, narrow)]),
        *_key(alt, job, frame),
    ]
    return layered(alt, layers, frame)


def _name_width(pair: Pair, index: bool) -> float:
    below = f"100 is {pair.first.said}" if index else ""
    return max(text_width(pair.name, 14), text_width(below, 13))


def _ends(pair: Pair, index: bool, scale_of: Measure) -> list[float]:
    if index:
        return [100.0, *([pair.ratio(pair.second)] if pair.second else [])]
    points = [pair.first, *([pair.second] if pair.second else [])]
    return [
        v / scale_of.divisor
        for p in points
        for v in (p.value, *((p.low, p.high) if p.qualifier == "range" else ()))
        if v is not None
    ]


def _scale(ends: list[float], frame: Frame, wide: float, about: int) -> tuple[list[float], Scale]:
    """Ticks, and a scale with room for a label beyond either end."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    high = high if high > low else low + 1
    marks = ticks(low, high, about)
    spare = min(0.3, (wide + 16) / frame.width) * (high - low or 1)
    scale = Scale(low - (spare if low < 0 else 0), high + (spare if high > 0 else 0), frame.width)
    shown = [v for v in marks if scale.low <= v <= scale.high]
    return shown, scale


def _row(pair: Pair, y: float, index: bool, scale_of: Measure, x: Scale) -> Row:
    colour = theme.COLOUR["signal" if pair.marked else "data-1"]

    def at(point: Point) -> float:
        return x.px(pair.ratio(point) if index else point.value / scale_of.divisor)

    first = at(pair.first)
    second = at(pair.second) if pair.second else None
    open_ends, bands = [], []
    for point, px in ((pair.first, first), (pair.second, second)):
        if not point or px is None:
            continue
        if point.qualifier in ("over", "under"):
            # a bound that is counted as 100 is open all the same
            sign = 1 if (point.qualifier == "over") == (not index or pair.first.value > 0) else -1
            other = second if point is pair.first else first
            along = other is not None and sign * (other - px) > 0  # towards the other end: above the bar, not under it
            open_ends += fading(px, y - (8 if along else 0), sign, colour)
        elif point.qualifier == "range" and not index and point.low is not None and point.high is not None:
            bands.append(
                {
                    "x": x.px(point.low / scale_of.divisor),
                    "x2": x.px(point.high / scale_of.divisor),
                    "y": y,
                    "y2": y,
                    "colour": colour,
                    "opacity": 0.4,
                }
            )
    bars = [] if second is None else [_bar(first, second, y, colour)]
    dot = {**told(pair.second), "x": second, "y": y, "colour": colour} if pair.second else None
    return {
        "pair": pair, "y": y, "first": first, "second": second, "colour": colour, "open": open_ends, "bands": bands,
        "bars": bars, "ring": {**told(pair.first), "x": first, "y": y, "colour": colour}, "dot": dot,
    }  # fmt: skip


def _bar(first: float, second: float, y: float, colour: str) -> Row:
    """From ring to dot, starting at the edge of the ring."""
    sign = 1 if second > first else -1
    return {"x": first + sign * min(5.5, abs(second - first)), "x2": second, "y": y, "y2": y, "colour": colour}


def _axis(
    alt: Any, marks: list[float], scale_of: Measure, x: Scale, frame: Frame, rows: list[float], strong: float | None
) -> list[Any]:
    """The grid; on a phone only beside each of the `rows`, since the names stand between them."""
    spans = [(y - 9, y + 13) for y in rows] or [(0, frame.height)]
    lines = [
        {
            "x": x.px(v), "x2": x.px(v), "y": top, "y2": bottom,
            "colour": theme.COLOUR["rule-strong" if v in (0.0, strong) else "rule"],
        }
        for v in marks
        for top, bottom in spans
    ]  # fmt: skip
    words = [
        word(x.px(v), frame.height + 10, (scale_of if v == marks[-1] else BARE).label(v), 13,
             "ink-soft", "left" if rows and x.px(v) < 12 else "center", "top")
        for v in marks
    ]  # fmt: skip
    return [*rules(alt, lines), *texts(alt, words)]


def _words(row: Row, frame: Frame, lift: int, index: bool, narrow: bool) -> list[Row]:
    pair: Pair = row["pair"]
    ink = "signal" if pair.marked else "ink"
    y = row["y"]
    below = f"100 is {pair.first.said}" if index else ""
    made = []
    if narrow:
        made.append(word(0, y - lift + 4, shorten(pair.name, frame.width + frame.right, 14), ink=ink, weight=600))
        if below:
            made.append(word(0, y - lift + 22, below, 13, "ink-soft"))
    else:
        name = shorten(pair.name, frame.left - 20, 14)
        made.append(word(-frame.left, y - (9 if below else 0), name, ink=ink, weight=600))
        if below:
            made.append(word(-frame.left, y + 10, shorten(below, frame.left - 20, 13), 13, "ink-soft"))
    made += _values(row, frame, index, ink)
    return made


def _values(row: Row, frame: Frame, index: bool, ink: str) -> list[Row]:
    """Each value on the outer side of its end; in per cent, that of the second end alone, with the per cent."""
    pair: Pair = row["pair"]
    first, second, y = row["first"], row["second"], row["y"]
    if second is None:
        return [word(first + 14, y, "not on record", 14, "ink-soft")]
    assert pair.second
    side = 1 if second >= first else -1
    if index:
        ratio = pair.ratio(pair.second)
        text = f"{pair.second.said}, {amount(ratio, 'percent', digits=2 if abs(ratio) < 100 else 3)}"
        return [_beside(second, y, text, side, _out(row, second, side), frame, ink, 600)]
    return [
        _beside(second, y, pair.second.said, side, _out(row, second, side), frame, ink, 600),
        _beside(first, y, pair.first.said, -side, _out(row, first, -side), frame, "ink", 400),
    ]


def _out(row: Row, x: float, side: int) -> float:
    """How far from an end its value stands: beyond its open strokes and its band, if they lie on that side."""
    strokes = [s[k] for s in (*row["open"], *row["bands"]) for k in ("x", "x2")]
    beyond = [side * (px - x) for px in strokes if 0 < side * (px - x) < 60]
    return max([13.0, *(b + 6 for b in beyond)])


def _beside(x: float, y: float, text: str, side: int, out: float, frame: Frame, ink: str, weight: int) -> Row:
    """Beside an end, outwards; above the line where there is no room outside."""
    wide = text_width(text, 14)
    edge = x + side * (out + wide)
    if -4 <= edge <= frame.width + frame.right:
        return word(x + side * out, y, text, 14, ink, "left" if side > 0 else "right", weight=weight)
    half = wide / 2
    centre = min(max(x, half), frame.width + frame.right - half)
    return word(centre, y - 16, text, 14, ink, "center", weight=weight)


def _key(alt: Any, job: Job, frame: Frame) -> list[Any]:
    """What the two ends are, said once over the rows."""
    compare = job.options.get("compare")
    before = "as told" if compare else job.options.get("before") or "before"
    after = "on record" if compare else job.options.get("after") or "after"
    left, y, colour = -frame.left, -22, theme.COLOUR["ink-soft"]
    second = left + 17 + text_width(before, 14) + 26
    return [
        *rings(alt, [{"x": left + 6, "y": y, "colour": colour}]),
        *dots(alt, [{"x": second, "y": y, "colour": colour}]),
        *texts(alt, [word(left + 17, y, before, ink="ink-soft"), word(second + 11, y, after, ink="ink-soft")]),
    ]


def summary(job: Job) -> str:
    """Every row in one clause, the widest move first said."""
    found = pairs(job)
    clauses = []
    moves = []
    for pair in found:
        if pair.second is None:
            clauses.append(f"{pair.name}: {pair.first.said}, not on record")
            continue
        change = ""
        if pair.first.value > 0:
            ratio = pair.ratio(pair.second)
            change = f", {amount(ratio, 'percent')} of it"
            moves.append((abs(ratio - 100), pair.name))
        clauses.append(f"{pair.name}: {pair.first.said} to {pair.second.said}{change}")
    lead = f"{len(found)} rows. " if len(found) > 1 else ""
    most = f" The widest gap is that of {max(moves)[1]}." if len(moves) > 1 else ""
    return f"{lead}{'; '.join(clauses)}.{most}"


KIND = Kind("dumbbell", DumbbellBlock, build, summary, most=60, one_unit=False)
