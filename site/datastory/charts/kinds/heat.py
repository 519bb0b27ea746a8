"""A table that is a picture: rows by columns, each value printed, the shade by its size."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import Frame
from ..widths import wrap
from .kind import FigureItem, Kind, KindBlock
from .marks import Row, layered, outlines, rects, texts, told, word
from .sound import unit_of

if TYPE_CHECKING:
    import altair as alt


class CellItem(FigureItem):
    column = blocks.CharBlock(required=False, max_length=40, help_text="The column. Empty: the figure's period.")


class HeatBlock(KindBlock):
    figures = blocks.ListBlock(CellItem(), min_num=1, max_num=200)
    shade = blocks.ChoiceBlock(
        choices=[("row", "within each row"), ("all", "over the whole table"), ("none", "not at all")],
        default="row",
        help_text="Rows of different units can only be shaded each for itself.",
    )

    option_names = ("shade",)

    class Meta:
        icon = "table"
        label = "Shaded table"
        group = "Amounts"
        description = "Rows by columns, every value printed; the larger the darker, below zero in the other colour."


def cells(job: Job) -> tuple[list[str], list[str], dict[tuple[str, str], Point]]:
    """Rows, columns, and the figure at each place that has one. Raises ValueError where two share a place."""
    placed: dict[tuple[str, str], Point] = {}
    for point in job.points:
        place = (point.group or point.label, point.role or point.period or "value")
        if place in placed:
            raise ValueError(f"row “{place[0]}” has two figures in the column “{place[1]}”; name their columns apart")
        placed[place] = point
    return list(dict.fromkeys(r for r, _ in placed)), _columns(job), placed


def _columns(job: Job) -> list[str]:
    """In the order of time where every column has one, else as they are placed."""
    starts: dict[str, str] = {}
    for point in job.points:
        name = point.role or point.period or "value"
        starts[name] = min(starts.get(name, "9999"), point.start or "9999")
    names = list(starts)
    if "9999" in starts.values():
        return names
    return sorted(names, key=lambda name: starts[name])


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError where the table is too wide, or two figures share a cell."""
    import altair as alt

    narrow = job.width == "narrow"
    rows, columns, placed = cells(job)
    if len(columns) > 14:
        raise ValueError(f"{len(columns)} columns are more than can be read; choose 14 at most")
    total = theme.PLOT[job.width]
    left = 0 if narrow else min(280, int(max(text_width(name, 14) for name in rows)) + 24)
    widest = max(text_width(p.said, 15) for p in placed.values())
    step = min((total - left) / len(columns), 260.0)
    turned = narrow and step < widest + 10 and len(columns) > 2
    if turned:  # a phone reads the table row by row, its columns under one another
        return _listed(alt, job, rows, columns, placed)
    size = 15 if step >= widest + 16 else 13
    heads = {name: wrap(name, step - 8, 13, 2) for name in columns}
    top = 18 + 17 * max(len(lines) for lines in heads.values())
    pitch = 74 if narrow else 46
    frame = Frame.of(total, pitch * len(rows), left, 0, top, 6)
    shade = _shades(job, rows, placed)
    boxes, words, missing = [], [], []
    for n, row in enumerate(rows):
        y = n * pitch + (28 if narrow else 0)
        tall = pitch - (34 if narrow else 6)
        words.append(
            word(0, y - 13, shorten(row, total, 14), weight=600)
            if narrow
            else word(-left, y + tall / 2, shorten(row, left - 16, 14))
        )
        for k, column in enumerate(columns):
            x, x2 = k * step, (k + 1) * step - 4
            point = placed.get((row, column))
            if point is None:
                missing.append({"x": x, "x2": x2, "y": y, "y2": y + tall, "colour": theme.COLOUR["rule"]})
                continue
            boxes.append(_box(point, x, x2, y, y + tall, *shade[row, column]))
            words.append(_value(point, (x + x2) / 2, y + tall / 2, size, x2 - x))
    for k, column in enumerate(columns):
        for i, line in enumerate(heads[column]):
            y = -12 - 17 * (len(heads[column]) - 1 - i)
            words.append(word(k * step + (step - 4) / 2, y, line, 13, "ink-soft", "center"))
    marked = [{**b, "colour": theme.COLOUR["signal"]} for b in boxes if b["marked"]]
    layers = [
        *rects(alt, boxes),
        *outlines(alt, missing, (2, 3), 1),
        *outlines(alt, marked, (1, 0), 2),
        *texts(alt, words),
    ]
    return layered(alt, layers, frame)


def _value(point: Point, x: float, y: float, size: int, room: float) -> Row:
    ink = "signal" if point.marked else "ink"
    return word(x, y, shorten(point.said, room - 2, size), size, ink, "center", weight=600)


def _box(point: Point, x: float, x2: float, y: float, y2: float, colour: str, opacity: float) -> Row:
    return {**told(point), "x": x, "x2": x2, "y": y, "y2": y2, "colour": theme.COLOUR[colour], "opacity": opacity}


def _shades(
    job: Job, rows: list[str], placed: dict[tuple[str, str], Point]
) -> dict[tuple[str, str], tuple[str, float]]:
    """The colour and opacity of each cell: never so dark that ink cannot be read on it."""
    how = job.options.get("shade") or "row"
    if how == "all" and len({unit_of(p, job) for p in placed.values()}) > 1:
        raise ValueError("the figures are in several units, so the table can only be shaded row by row")
    found = {}
    for (row, column), point in placed.items():
        peers = [p.value for (r, _), p in placed.items() if how == "all" or r == row]
        most = max(abs(v) for v in peers) or 1
        opacity = 0.1 if how == "none" else 0.06 + 0.3 * round(abs(point.value) / most * 5) / 5
        found[row, column] = ("signal" if point.value < 0 else "data-1", opacity)
    return found


def _listed(alt: Any, job: Job, rows: list[str], columns: list[str], placed: dict[tuple[str, str], Point]) -> Any:
    """Row by row, each with its columns as lines: the cell is a bar of the full width behind its words."""
    total, pitch = theme.PLOT["narrow"], 30
    shade = _shades(job, rows, placed)
    boxes, words, y = [], [], 0.0
    for row in rows:
        words.append(word(0, y + 18, shorten(row, total, 14), weight=600))
        y += 34
        for column in columns:
            point = placed.get((row, column))
            if point is None:
                continue
            boxes.append(_box(point, 0, total, y, y + pitch - 3, *shade[row, column]))
            room = total - text_width(point.said, 15) - 30
            words.append(word(8, y + (pitch - 3) / 2, shorten(column, room, 13), 13))
            words.append(
                word(
                    total - 8,
                    y + (pitch - 3) / 2,
                    point.said,
                    15,
                    "signal" if point.marked else "ink",
                    "right",
                    weight=600,
                )
            )
            y += pitch
        y += 8
    frame = Frame.of(total, int(y), 0, 0, 0, 0)
    marked = [{**b, "colour": theme.COLOUR["signal"]} for b in boxes if b["marked"]]
    return layered(alt, [*rects(alt, boxes), *outlines(alt, marked, (1, 0), 2), *texts(alt, words)], frame)


def summary(job: Job) -> str:
    """Row by row: the values in order, the highest and the lowest."""
    rows, columns, placed = cells(job)
    clauses = []
    for row in rows:
        mine = [(column, placed[row, column]) for column in columns if (row, column) in placed]
        values = ", ".join(f"{column} {point.said}" for column, point in mine)
        if len(mine) > 1 and len({unit_of(p, job) for _, p in mine}) == 1:
            high = max(mine, key=lambda m: m[1].value)
            low = min(mine, key=lambda m: m[1].value)
            values += f"; highest {high[0]}, lowest {low[0]}"
        clauses.append(f"{row}: {values}.")
    return f"{len(rows)} rows by {len(columns)} columns. {' '.join(clauses)}"


KIND = Kind("heat", HeatBlock, build, summary, most=200, one_unit=False)
