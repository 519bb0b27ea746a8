"""Width times height: one column a part, as wide as one figure and as high as another; the area is their product."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from datastory.ledger.units import Family, unit

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import Frame
from ..widths import wrap
from .kind import FigureItem, Kind, KindBlock
from .marks import Row, areas, layered, outlines, rects, rules, texts, told, word
from .sound import unit_of
from .wording import amount

if TYPE_CHECKING:
    import altair as alt


class PartItem(FigureItem):
    role = blocks.ChoiceBlock(
        choices=[("width", "the width of its group"), ("height", "the height of its group"), ("line", "a line across")],
        default="width",
    )


class MosaicBlock(KindBlock):
    figures = blocks.ListBlock(PartItem(), min_num=1, max_num=24)
    width_name = blocks.CharBlock(max_length=40, default="revenue", help_text="What the width is, in a word or two.")
    height_name = blocks.CharBlock(
        max_length=40, default="gross margin", help_text="What the height is: a per cent of the width."
    )
    area_name = blocks.CharBlock(
        max_length=40, default="gross profit", help_text="What the area is: width times height."
    )

    option_names = ("width_name", "height_name", "area_name")

    class Meta:
        icon = "grip"
        label = "Width times height"
        group = "Amounts"
        description = (
            "A mosaic (Marimekko): columns as wide as one figure and as high as a per cent; the area is what they make."
        )


@dataclass(frozen=True)
class Part:
    """A column: its width, and its height in per cent, with the band that the source leaves open."""

    name: str
    width: Point
    height: Point

    @property
    def marked(self) -> bool:
        return self.width.marked or self.height.marked

    @property
    def area(self) -> float:
        return self.width.value * self.height.value / 100


def parts(job: Job) -> list[Part]:
    """The columns in order. Raises ValueError where one lacks its width or its height, or cannot be drawn."""
    groups: dict[str, dict[str, Point]] = {}
    for point in job.points:
        if point.role == "line":
            continue
        sides = groups.setdefault(point.group or point.label, {})
        role = point.role or "width"
        if role in sides:
            raise ValueError(f"“{point.group or point.label}” has two figures for its {role}; it takes one")
        sides[role] = point
    found = []
    for name, sides in groups.items():
        for role in ("width", "height"):
            if role not in sides:
                raise ValueError(f"“{name}” has no published figure for its {role}; a part needs a width and a height")
        found.append(Part(name, sides["width"], sides["height"]))
    if not found:
        raise ValueError("a mosaic needs a part: a figure for its width and one for its height, in one group")
    _drawable(found, job)
    return found


def _drawable(found: list[Part], job: Job) -> None:
    widths = sorted({unit_of(part.width, job) for part in found})
    if len(widths) > 1:
        raise ValueError(f"the widths are in {' and '.join(widths)}; they need one unit")
    for part in found:
        if part.width.value <= 0:
            raise ValueError(f"the width of “{part.name}” is {part.width.text}; a column needs one above zero")
        if unit(unit_of(part.height, job)).family is not Family.PERCENT:
            raise ValueError(f"the height of “{part.name}” is not a per cent of its width")
        if not 0 <= part.height.value <= 100:
            raise ValueError(f"the height of “{part.name}” is {part.height.text}; it goes from 0 to 100%")


def _vague(part: Part) -> bool:
    return any(p.qualifier != "exact" for p in (part.width, part.height))


def _area(part: Part, code: str) -> str:
    bounds = (part.height.low, part.height.high)
    if part.height.qualifier == "range" and None not in bounds:
        low, high = (amount(part.width.value * (b or 0) / 100, code) for b in bounds)
        return low if low == high else f"{low} to {high}"
    return ("about " if _vague(part) else "") + amount(part.area, code)


GAP = 3  # px between columns


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where the figures make no columns."""
    import altair as alt

    narrow = job.width == "narrow"
    found = parts(job)
    code = unit_of(found[0].width, job)
    lines = [p for p in job.points if p.role == "line"]
    left = 0 if narrow else 56
    right = 0 if narrow else max([20, *(int(text_width(_line_words(p), 13)) + 14 for p in lines)])
    inner = theme.PLOT[job.width] - left - right
    columns = _columns(found, inner, 250 if narrow else 320, code)
    heads, top = _heads(columns, inner, narrow)
    frame = Frame.of(
        theme.PLOT[job.width], 250 if narrow else 320, left, right, top, 34 if not narrow else 54 + 20 * len(lines)
    )
    layers = [
        *_axis(alt, frame, job, narrow),
        *areas(alt, [{**told(part.width), **_box(c), "y": 0} for part, c in zip(found, columns, strict=True)]),
        *areas(alt, [{**told(part.height), **_box(c)} for part, c in zip(found, columns, strict=True)]),
        *outlines(
            alt, [{**c, "y": 0, "y2": c["y"], "colour": theme.COLOUR["rule-strong"]} for c in columns], (2, 3), 1
        ),
        *rects(alt, columns),
        *rects(
            alt, [{**c, "y": c["high"], "y2": c["low"], "opacity": 0.4} for c in columns if c["low"] - c["high"] > 1]
        ),
        *_across(alt, lines, frame, narrow),
        *rules(alt, [c["cord"] for c in columns if c.get("cord")]),
        *texts(alt, [*heads, *_insides(columns, frame)]),
        *texts(alt, _foot(found, job, code, frame)),
    ]
    return layered(alt, layers, frame)


def _box(row: Row) -> Row:
    return {side: row[side] for side in ("x", "x2", "y", "y2")}


def _columns(found: list[Part], inner: float, tall: float, code: str) -> list[Row]:
    whole = sum(part.width.value for part in found)
    room = inner - GAP * (len(found) - 1)
    at = 0.0
    made = []
    for n, part in enumerate(found):
        wide = part.width.value / whole * room
        height = part.height
        band = height.qualifier == "range" and height.low is not None and height.high is not None
        low, high = (height.low, height.high) if band else (height.value, height.value)
        made.append(
            {
                **told(part.width),
                "label": part.name,
                "text": f"{part.width.said} × {part.height.said}",
                "part": part.name,
                "said": part.width.said,
                "height": part.height.said,
                "area": _area(part, code),
                "x": at,
                "x2": at + max(wide, 1.5),
                "y": tall * (1 - (low or 0) / 100),
                "y2": tall,
                "low": tall * (1 - (low or 0) / 100),
                "high": tall * (1 - (high or 0) / 100),
                "colour": theme.COLOUR["signal"] if part.marked else theme.DATA[n % 6],
                "ink": "signal" if part.marked else f"data-{n % 6 + 1}",
            }
        )
        at += wide + GAP
    return made


def _heads(columns: list[Row], inner: float, narrow: bool) -> tuple[list[Row], int]:
    """Name and width over each column; where a column is too narrow for them, a line of its own with a cord to it."""
    size, pitch = 14, 21
    made: list[Row] = []
    level_of: dict[int, float] = {}  # how far each line is taken, px from the left
    levels = []
    for c in columns:
        full = f"{c['part']}, {c['said']}"
        if text_width(c["height"], 15) + 16 > c["x2"] - c["x"]:  # what cannot stand in the column stands over it
            full += f" × {c['height']} = {c['area']}"
            if text_width(full, size) > inner:
                full = f"{c['part']} × {c['height']} = {c['area']}"
        wide = text_width(full, size)
        fits = wide <= c["x2"] - c["x"] + 2
        at = c["x"] if fits else min(c["x"], max(0.0, inner - wide))
        level = next(n for n in range(len(columns) + 1) if level_of.get(n, -99.0) + 16 <= at)
        level_of[level] = at + min(wide, inner - at)
        levels.append((c, shorten(full, inner - at, size), at, level, fits))
    deepest = max(level for *_, level, _ in levels)
    for c, full, at, level, _fits in levels:
        y = -(14 + level * pitch)
        made.append(word(at, y, full, size, c["ink"], weight=600))
        if level or at < c["x"] - 1:
            middle = (c["x"] + c["x2"]) / 2
            c["cord"] = {"x": middle, "x2": middle, "y": y + 10, "y2": -2, "colour": theme.COLOUR["rule-strong"]}
    return made, 14 + deepest * pitch + 16


def _insides(columns: list[Row], frame: Frame) -> list[Row]:
    """The per cent at the top of the fill and the area in its middle, where the column is wide enough."""
    made = []
    for c in columns:
        wide = c["x2"] - c["x"]
        if text_width(c["height"], 15) + 16 <= wide and frame.height - c["y"] > 60:
            made.append(word(c["x"] + 10, c["y"] + 18, c["height"], 15, "paper", weight=600))
        elif text_width(c["height"], 15) + 16 <= wide:
            made.append(word(c["x"] + 10, c["high"] - 11, c["height"], 13, c["ink"], weight=600))
        if frame.height - c["y"] > 76:
            if text_width(c["area"], 26, serif=True) + 20 <= wide:
                made.append(word(c["x"] + 10, frame.height - 26, c["area"], 26, "paper", serif=True, weight=500))
            elif text_width(c["area"], 15) + 12 <= wide:
                made.append(word(c["x"] + 8, frame.height - 22, c["area"], 15, "paper", weight=600))
    return made


def _axis(alt: Any, frame: Frame, job: Job, narrow: bool) -> list[Any]:
    marks = [(v, frame.height * (1 - v / 100)) for v in (0, 25, 50, 75, 100)]
    lines = [{"x": -8, "x2": 0, "y": y, "y2": y, "colour": theme.COLOUR["rule-strong"]} for _, y in marks if not narrow]
    base = {"x": 0, "x2": frame.width, "y": frame.height, "y2": frame.height, "colour": theme.COLOUR["rule-strong"]}
    words = [word(-12, y, f"{v}%" if v == 100 else str(v), 13, "ink-soft", "right") for v, y in marks if not narrow]
    return [*rules(alt, [*lines, base]), *texts(alt, words)]


def _line_words(point: Point) -> str:
    return f"{point.said}, {point.label}"


def _across(alt: Any, lines: list[Point], frame: Frame, narrow: bool) -> list[Any]:
    """A line across all columns at the height of a figure, named at its end, under the plot on a phone."""
    made, words = [], []
    for n, point in enumerate(lines):
        y = frame.height * (1 - min(max(point.value, 0), 100) / 100)
        made.append(
            {
                **told(point),
                "x": 0,
                "x2": frame.width + (0 if narrow else 8),
                "y": y,
                "y2": y,
                "colour": theme.COLOUR["ink"],
            }
        )
        text = shorten(
            f"– – {_line_words(point)}" if narrow else _line_words(point),
            frame.width if narrow else frame.right - 10,
            13,
        )
        if narrow:
            words.append(word(0, frame.height + 60 + 20 * n, text, 13))
        else:
            words.append(word(frame.width + 14, y, text, 13))
    return [*rules(alt, made, wide=1.5, strokeDash=[6, 4]), *texts(alt, words)]


def _foot(found: list[Part], job: Job, code: str, frame: Frame) -> list[Row]:
    """What width, height and area are, and what the areas come to."""
    total = sum(part.area for part in found)
    vague = "about " if any(_vague(part) for part in found) else ""
    o = job.options
    text = f"{o['width_name']} × {o['height_name']} = {o['area_name']}, {vague}{amount(total, code)}"
    lines = wrap(text, frame.width + frame.right, 13)
    return [word(0, frame.height + 18 + 19 * n, line, 13, "ink-soft") for n, line in enumerate(lines)]


def summary(job: Job) -> str:
    """Every part with its width, height and area, and the part of the areas that each has."""
    found = parts(job)
    code = unit_of(found[0].width, job)
    total = sum(part.area for part in found) or 1
    o = job.options
    clauses = [
        f"{part.name}: {o['width_name']} {part.width.said}, {o['height_name']} {part.height.said}, "
        f"{o['area_name']} {_area(part, code)}, {amount(part.area / total * 100, 'percent', digits=2)} of all"
        for part in found
    ]
    across = [f" {p.label}: {p.said}." for p in job.points if p.role == "line"]
    return f"{len(found)} parts. {'; '.join(clauses)}.{''.join(across)}"


KIND = Kind("mosaic", MosaicBlock, build, summary, most=24, one_unit=False)
