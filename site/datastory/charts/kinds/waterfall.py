"""From one level to the next: each step from where the last one ended; what no figure explains is hatched."""

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail import blocks

from datastory.ledger.units import Family, unit

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import Frame, Scale, measure
from .kind import FigureItem, Kind, KindBlock
from .marks import Row, hatching, layered, outlines, rects, rules, texts, told, word
from .sound import unit_of
from .wording import amount, negated

if TYPE_CHECKING:
    import altair as alt


class StepItem(FigureItem):
    role = blocks.ChoiceBlock(
        choices=[("level", "a level, drawn from zero"), ("plus", "is added"), ("minus", "is taken away")],
        default="plus",
        help_text="A waterfall begins with a level. A step in per cent is taken of the level before it.",
    )


class WaterfallBlock(KindBlock):
    figures = blocks.ListBlock(StepItem(), min_num=1, max_num=40)
    rest = blocks.CharBlock(
        required=False,
        max_length=40,
        default="not itemised",
        help_text="What the way to a level that no step explains is called.",
    )
    total = blocks.CharBlock(
        required=False,
        max_length=40,
        default="what that leaves",
        help_text="Name of the result where no level ends the chart.",
    )

    option_names = ("rest", "total")

    class Meta:
        icon = "minus"
        label = "Steps from a level to the next"
        group = "Change"
        description = (
            "A waterfall: levels from zero, steps between them, and a hatched rest where figures explain no more."
        )


@dataclass(frozen=True)
class Bar:
    """A row of the waterfall, in base units: from `start` to `end`. `kind`: level, up, down, rest or total."""

    kind: str
    name: str
    start: float
    end: float
    text: str
    point: Point | None = None


def bars(job: Job) -> list[Bar]:
    """The rows in order. Raises ValueError where the first figure is no level, or a per cent is of nothing."""
    first = job.points[0]
    if first.role != "level":
        raise ValueError(f"a waterfall begins with a level, but its first published figure is the step “{first.label}”")
    code = unit_of(first, job)
    made: list[Bar] = []
    running, vague = 0.0, False
    for point in job.points:
        vague = vague or point.qualifier != "exact"
        if point.role == "level":
            _same_unit(point, code, job)
            if made and abs(point.value - running) > 1e-9 * max(abs(point.value), abs(running), 1):
                made.append(_rest(job, running, point.value, vague, code))
            made.append(Bar("level", _name(point), 0, point.value, point.said, point))
            running, vague = point.value, point.qualifier != "exact"
            continue
        size, said = _step(point, running, code, job)
        made.append(Bar("up" if size >= 0 else "down", _name(point), running, running + size, said, point))
        running += size
    if job.points[-1].role != "level":
        text = ("about " if vague else "") + amount(running, code)
        made.append(Bar("total", job.options.get("total") or "what that leaves", 0, running, text))
    return made


def _name(point: Point) -> str:
    return f"{point.label}, {point.period}" if point.period and point.period not in point.label else point.label


def _rest(job: Job, start: float, end: float, vague: bool, code: str) -> Bar:
    text = ("about " if vague else "") + amount(end - start, code, signed=True)
    return Bar("rest", job.options.get("rest") or "not itemised", start, end, text)


def _step(point: Point, running: float, code: str, job: Job) -> tuple[float, str]:
    sign = -1 if point.role == "minus" else 1
    if unit_of(point, job) != code and unit(unit_of(point, job)).family is Family.PERCENT:
        size = sign * running * point.value / 100
        assumed = ", assumed" if point.assumed else ""
        return size, f"{point.text}: {amount(size, code, signed=True)}{assumed}"
    _same_unit(point, code, job)
    if sign < 0:
        return -point.value, negated(point.said)
    return point.value, point.said if point.value < 0 or point.text[:1] not in "$0123456789" else f"+{point.said}"


def _same_unit(point: Point, code: str, job: Job) -> None:
    if unit_of(point, job) != code:
        raise ValueError(f"“{point.label}” is in {unit_of(point, job)} and the waterfall in {code}; they need one unit")


COLOURS = {"level": "data-1", "total": "data-1", "up": "data-2", "down": "data-3", "rest": "rule-strong"}


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where the figures make no waterfall."""
    import altair as alt

    narrow = job.width == "narrow"
    found = bars(job)
    pitch, thick = (60, 22) if narrow else (44, 24)
    left = 0 if narrow else min(330, int(max(text_width(b.name, 14) for b in found)) + 20)
    right = 8 if narrow else int(max(text_width(b.text, 15) for b in found)) + 44
    frame = Frame.of(theme.PLOT[job.width], pitch * len(found), left, right, 4, 4)
    scale_of = measure([v for b in found for v in (b.start, b.end)], unit_of(job.points[0], job))
    ends = [v / scale_of.divisor for b in found for v in (b.start, b.end)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    spare = (high - low or 1) * (0.06 if any(b.point and b.point.qualifier in ("over", "under") for b in found) else 0)
    x = Scale(
        low - (spare if low < 0 else 0), (high if high > low else low + 1) + (spare if high > 0 else 0), frame.width
    )
    rows = [_row(b, n, pitch, thick, scale_of.divisor, x, narrow) for n, b in enumerate(found)]
    solid = [r for r in rows if r["kind"] not in ("rest",)]
    rests = [r for r in rows if r["kind"] == "rest"]
    layers = [
        *rules(alt, _joints(rows, narrow)),
        *rects(alt, solid),
        *rects(alt, [s for r in rows for s in _open(r)]),
        *rules(alt, [stroke for r in rests for stroke in hatching(r)]),
        *outlines(alt, rests),
        *rules(alt, _zero(rows, x.px(0), frame, narrow)),
        *texts(alt, [w for r in rows for w in _words(r, frame, narrow, x.px(0))]),
    ]
    return layered(alt, layers, frame)


def _row(b: Bar, n: int, pitch: int, thick: int, divisor: float, x: Scale, narrow: bool) -> Row:
    start, end = x.px(b.start / divisor), x.px(b.end / divisor)
    top = n * pitch + (28 if narrow else (pitch - thick) / 2)
    marked = bool(b.point and b.point.marked)
    width = max(abs(end - start), 1.5)
    return {
        **(told(b.point) if b.point else {"slug": "", "label": b.name, "group": "", "period": "", "marked": False}),
        "text": b.text,
        "name": b.name,
        "kind": b.kind,
        "value": b.end / divisor,
        "start": start,
        "end": end,
        "x": min(start, end),
        "x2": min(start, end) + width,
        "y": top,
        "y2": top + thick,
        "colour": theme.COLOUR["signal" if marked else COLOURS[b.kind]],
        "qualifier": b.point.qualifier if b.point else "",
        "marked": marked,
    }


def _joints(rows: list[Row], narrow: bool) -> list[Row]:
    """From the end of each bar down to the beginning of the next; broken where the next one's name stands there."""
    made = []
    for a, b in itertools.pairwise(rows):
        at, colour = a["end"], theme.COLOUR["rule-strong"]
        under = narrow and at < text_width(b["name"], 14) + 6
        ends = [(a["y2"], a["y2"] + 5), (b["y"] - 4, b["y"])] if under else [(a["y2"], b["y"])]
        made += [{"x": at, "x2": at, "y": y, "y2": y2, "colour": colour} for y, y2 in ends]
    return made


def _zero(rows: list[Row], at: float, frame: Frame, narrow: bool) -> list[Row]:
    """The line at zero; on a phone only along the bars, since the names stand between them."""
    colour = theme.COLOUR["rule-strong"]
    ends = [(r["y"] - 3, r["y2"] + 3) for r in rows] if narrow else [(0, frame.height)]
    return [{"x": at, "x2": at, "y": y, "y2": y2, "colour": colour} for y, y2 in ends]


def _open(row: Row) -> list[Row]:
    """Over and under: slices that thin out beyond the end, or are cut into it."""
    outward = 1 if row["end"] >= row["start"] else -1
    if row["qualifier"] == "over":
        steps = ((2, 9, 0.8), (12, 17, 0.5), (20, 23, 0.28))
        return [
            {**row, "x": row["end"] + outward * a, "x2": row["end"] + outward * b, "opacity": o} for a, b, o in steps
        ]
    if row["qualifier"] == "under":
        return [
            {**row, "x": row["end"] - outward * a, "x2": row["end"] - outward * b, "colour": theme.COLOUR["paper"]}
            for a, b in ((8, 11), (17, 20), (26, 29))
            if b < row["x2"] - row["x"]
        ]
    return []


def _words(row: Row, frame: Frame, narrow: bool, zero: float) -> list[Row]:
    """The name, and the value after its bar; where that is no room, before it, in it, or beside the name."""
    middle = (row["y"] + row["y2"]) / 2
    heavy = 600 if row["kind"] in ("level", "total") else 400
    ink = "signal" if row["marked"] else ("ink-soft" if row["kind"] == "rest" else "ink")
    wide, right = text_width(row["text"], 15), frame.width + frame.right
    room = 34 if row["qualifier"] == "over" else 10
    after, before = row["x2"] + room, row["x"] - room
    if after - 4 < zero < after + wide:
        after = zero + 8  # not across the line
    line, beside_name = row["y"] - 13 if narrow else middle, False
    if after + wide <= right:
        value = word(after, middle, row["text"], 15, ink, weight=600)
    elif before - wide >= 0 and not before - wide < zero < before:
        value = word(before, middle, row["text"], 15, ink, "right", weight=600)
    elif row["kind"] != "rest" and wide + 16 <= row["x2"] - row["x"]:
        value = word(row["x2"] - 8, middle, row["text"], 15, "paper", "right", weight=600)
    else:
        beside_name = True
        value = word(right, line, row["text"], 15, ink, "right", weight=600)
    space = (right - wide - 12 if beside_name else frame.width) if narrow else frame.left - 12
    return [word(-frame.left, line, shorten(row["name"], space, 14), weight=heavy, ink=ink), value]


def summary(job: Job) -> str:
    """Where it begins, each step, where it ends, and what stays unexplained."""
    found = bars(job)
    parts = [f"It begins with {found[0].name}: {found[0].text}."]
    for bar in found[1:]:
        if bar.kind == "rest":
            parts.append(f"{bar.text} are {bar.name}.")
        elif bar.kind in ("level", "total"):
            parts.append(f"{bar.name[:1].upper()}{bar.name[1:]}: {bar.text}.")
        else:
            parts.append(f"{bar.name}: {bar.text}, to {amount(bar.end, unit_of(job.points[0], job))}.")
    return " ".join(parts)


KIND = Kind("waterfall", WaterfallBlock, build, summary, most=24, one_unit=False)
