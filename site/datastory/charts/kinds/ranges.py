"""Intervals on one scale: where a source leaves room, the room is drawn."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import BARE, Frame, Measure, Scale, measure, ticks
from .kind import Kind, KindBlock
from .telling import named

if TYPE_CHECKING:
    import altair as alt


class RangesBlock(KindBlock):
    from_zero = blocks.BooleanBlock(required=False, help_text="Start the scale at zero.")

    option_names = ("from_zero",)

    class Meta:
        icon = "arrows-up-down"
        label = "Intervals"
        group = "Amounts"
        description = "One line a figure, as wide as the source leaves open; over and under fade out."


def build(job: Job) -> "alt.LayerChart":
    import altair as alt

    narrow = job.width == "narrow"
    pitch = 70 if narrow else 56
    scale_of = measure([p.value for p in job.points], job.unit)
    left = 0 if narrow else min(330, int(max(text_width(p.label, 14) for p in job.points)) + 24)
    frame = Frame.of(theme.PLOT[job.width], pitch * len(job.points), left, 24 if narrow else 48, 8, 32)
    ends = [v / scale_of.divisor for p in job.points for v in (p.value, p.low, p.high) if v is not None]
    if job.options.get("from_zero"):
        ends.append(0.0)
    marks = ticks(min(ends), max(ends), 3 if narrow else 5)
    x = Scale(marks[0], marks[-1], frame.width)
    rows = [_row(p, n, pitch, scale_of, x, narrow) for n, p in enumerate(job.points)]
    layers = [*_grid(alt, marks, scale_of, x, frame), *_lines(alt, rows), *_words(alt, rows, frame, narrow)]
    return alt.layer(*layers).properties(width=frame.width, height=frame.height, padding=frame.padding, autosize="none")


def _row(p: Point, n: int, pitch: int, scale_of: Measure, x: Scale, narrow: bool) -> dict[str, Any]:
    value = x.px(p.value / scale_of.divisor)
    low = value if p.low is None else x.px(p.low / scale_of.divisor)
    high = value if p.high is None else x.px(p.high / scale_of.divisor)
    return {
        "slug": p.slug,
        "label": shorten(p.label, 306 if not narrow else 340, 14),
        "period": p.period,
        "text": p.said,
        "x": value,
        "low": max(0, low),
        "high": high,
        "y": n * pitch + (50 if narrow else 34),
        "qualifier": p.qualifier,
        "colour": theme.COLOUR["signal"] if p.marked else theme.COLOUR["data-1"],
    }


def _grid(alt: Any, marks: list[float], scale_of: Measure, x: Scale, frame: Frame) -> list[Any]:
    rows = [
        {
            "px": x.px(v),
            "text": (scale_of if v == marks[-1] else BARE).label(v),
            "align": "left" if v == marks[0] and not frame.left else "center",
        }
        for v in marks
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("px:Q", scale=None, axis=None))
    return [
        base.mark_rule(color=theme.COLOUR["rule"]).encode(y=alt.YValue(0), y2=alt.Y2Value(frame.height)),
        base.mark_text(
            align=alt.expr("datum.align"), baseline="top", fontSize=13, color=theme.COLOUR["ink-soft"]
        ).encode(y=alt.YValue(frame.height + 8), text=alt.Text("text:N")),
    ]


def _lines(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    wide = [r for r in rows if r["qualifier"] in ("range", "about") and r["high"] - r["low"] > 2]
    points = [r for r in rows if r["qualifier"] != "range"]
    strokes = []
    for row in rows:
        sign = {"over": 1, "under": -1}.get(row["qualifier"])
        if sign:
            steps = ((9, 19, 0.8), (24, 32, 0.5), (37, 43, 0.28))
            strokes += [{**row, "x": row["x"] + sign * a, "x2": row["x"] + sign * b, "opacity": o} for a, b, o in steps]
    y = alt.Y("y:Q", scale=None, axis=None)
    colour = alt.Stroke("colour:N", scale=None)
    layers = []
    if wide:
        base = alt.Chart(alt.Data(values=wide))
        layers.append(
            base.mark_rule(strokeWidth=10, opacity=0.4).encode(
                x=alt.X("low:Q", scale=None, axis=None), x2=alt.X2("high:Q"), y=y, stroke=colour
            )
        )
        layers += [
            base.mark_tick(orient="vertical", thickness=2.5, size=20).encode(
                x=alt.X(f"{end}:Q", scale=None, axis=None), y=y, color=alt.Color("colour:N", scale=None)
            )
            for end in ("low", "high")
        ]
    if strokes:
        layers.append(
            alt.Chart(alt.Data(values=strokes))
            .mark_rule(strokeWidth=2.5)
            .encode(
                x=alt.X("x:Q", scale=None, axis=None),
                x2=alt.X2("x2:Q"),
                y=y,
                stroke=colour,
                opacity=alt.Opacity("opacity:Q", scale=None),
            )
        )
    if points:
        layers.append(
            alt.Chart(alt.Data(values=points))
            .mark_point(filled=True, opacity=1, size=130)
            .encode(
                x=alt.X("x:Q", scale=None, axis=None),
                y=y,
                fill=alt.Fill("colour:N", scale=None),
                stroke=alt.StrokeValue(None),
            )
        )
    return layers


def _words(alt: Any, rows: list[dict[str, Any]], frame: Frame, narrow: bool) -> list[Any]:
    placed = []
    for row in rows:
        centre = (row["low"] + row["high"]) / 2 if row["qualifier"] == "range" else row["x"]
        half = text_width(row["text"], 18, serif=True) / 2
        placed.append({**row, "at": min(max(centre, half), frame.width - half + 20), "above": row["y"] - 12,
                       "ink": theme.COLOUR["ink"]})  # fmt: skip
    base = alt.Chart(alt.Data(values=placed))
    value = base.mark_text(align="center", baseline="bottom", font=theme.SERIF, fontWeight=500, fontSize=18).encode(
        x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("above:Q", scale=None, axis=None), text=alt.Text("text:N"),
        color=alt.ColorValue(theme.COLOUR["ink"]),
    )  # fmt: skip
    name = base.mark_text(align="left", fontSize=14, baseline="middle", limit=frame.left or frame.width).encode(
        x=alt.XValue(-frame.left),
        y=alt.Y("name_y:Q", scale=None, axis=None),
        text=alt.Text("label:N"),
        color=alt.ColorValue(theme.COLOUR["ink"]),
    )
    above = 42 if narrow else 0  # on a phone the label has a line of its own, above the value
    name = name.transform_calculate(name_y=f"datum.y - {above}")
    return [value, name]


def summary(job: Job) -> str:
    """Each interval, then the lowest and the highest of what they stand for."""
    high, low = max(job.points, key=lambda p: p.value), min(job.points, key=lambda p: p.value)
    clauses = "; ".join(named(p) for p in job.points)
    tail = "" if high.value == low.value else f" The highest is {high.label}, the lowest {low.label}."
    return f"{clauses}.{tail}"


KIND = Kind("ranges", RangesBlock, build, summary, most=40)
