"""Amounts side by side: one bar a figure, open where a source says over or under."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job, Point
from ..labels import shorten, text_width
from ..scales import Frame, Measure, Scale, measure
from .kind import Kind, KindBlock
from .telling import ranked

if TYPE_CHECKING:
    import altair as alt


class BarsBlock(KindBlock):
    show_period = blocks.BooleanBlock(required=False, default=True, help_text="The period beside each label.")

    option_names = ("show_period",)

    class Meta:
        icon = "list-ul"
        label = "Amounts side by side"
        group = "Amounts"
        description = "One horizontal bar a figure, on one scale that starts at zero."


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where there is nothing to draw."""
    import altair as alt

    narrow = job.width == "narrow"
    pitch = 56 if narrow else 44
    scale_of = measure([v for p in job.points for v in (p.value, p.low or 0, p.high or 0)], job.unit)
    names = [p.label for p in job.points]
    left = 0 if narrow else min(330, int(max(text_width(_name(p, job), 14) for p in job.points)) + 16)
    right = 0 if narrow else int(max(text_width(p.said, 15) for p in job.points)) + 34
    frame = Frame.of(theme.PLOT[job.width], pitch * len(names), left, right, 4, 4)
    x = _scale(job, scale_of, frame)
    rows = [_row(p, n, pitch, scale_of, x, frame, narrow) for n, p in enumerate(job.points)]
    layers = [
        _bars(alt, rows),
        *_open(alt, rows),
        *_ranges(alt, rows),
        _axis(alt, x, frame),
        *_words(alt, rows, job, frame, narrow),
    ]
    return alt.layer(*layers).properties(width=frame.width, height=frame.height, padding=frame.padding, autosize="none")


def _name(p: Point, job: Job) -> str:
    return f"{p.label}, {p.period}" if job.options.get("show_period") and p.period else p.label


def _scale(job: Job, scale_of: Measure, frame: Frame) -> Scale:
    ends = [v / scale_of.divisor for p in job.points for v in (p.value, p.low, p.high) if v is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if high == low:
        high = low + 1
    reserve = 1.12 if any(p.qualifier in ("over", "under") for p in job.points) else 1.0
    return Scale(low * (1.1 if low < 0 else 1), high * reserve, frame.width)


def _row(p: Point, n: int, pitch: int, scale_of: Measure, x: Scale, frame: Frame, narrow: bool) -> dict[str, Any]:
    value, zero = p.value / scale_of.divisor, x.px(0)
    top = n * pitch + (24 if narrow else 10)
    end = x.px((p.high if p.qualifier == "range" and p.high is not None else p.value) / scale_of.divisor)
    return {
        "slug": p.slug,
        "label": p.label,
        "period": p.period,
        "text": p.said,
        "value": value,
        "x": min(zero, x.px(value)),
        "x2": max(zero, x.px(value)),
        "low": x.px((p.low if p.low is not None else p.value) / scale_of.divisor),
        "high": x.px((p.high if p.high is not None else p.value) / scale_of.divisor),
        "top": top,
        "bottom": top + 22,
        "middle": top + 11,
        "end": end,
        "qualifier": p.qualifier,
        "colour": theme.COLOUR["signal"] if p.marked or value < 0 else theme.COLOUR["data-1"],
        "computed": p.computed,
        "open": 26 if p.qualifier == "over" else 0,
    }


def _bars(alt: Any, rows: list[dict[str, Any]]) -> Any:
    solid = [r for r in rows if r["qualifier"] != "range"]
    return _rect(alt, alt.Chart(alt.Data(values=solid or [{}])).mark_rect()).encode(
        fill=alt.Fill("colour:N", scale=None)
    )


def _rect(alt: Any, chart: Any) -> Any:
    return chart.encode(
        x=alt.X("x:Q", scale=None, axis=None),
        x2=alt.X2("x2:Q"),
        y=alt.Y("top:Q", scale=None, axis=None),
        y2=alt.Y2("bottom:Q"),
    )


def _open(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    """Three slices that thin out: beyond the bar for "over", and cut into its end for "under"."""
    slices = []
    for row in rows:
        if row["qualifier"] == "over":
            steps = ((2, 9, 0.8), (12, 17, 0.5), (20, 23, 0.28))
            slices += [{**row, "x": row["x2"] + a, "x2": row["x2"] + b, "opacity": o} for a, b, o in steps]
        elif row["qualifier"] == "under":
            steps = ((8, 11, 1), (17, 20, 1), (26, 29, 1))
            slices += [
                {
                    **row,
                    "x": max(row["x"], row["x2"] - b),
                    "x2": row["x2"] - a,
                    "colour": theme.COLOUR["paper"],
                    "opacity": o,
                }
                for a, b, o in steps
            ]
    if not slices:
        return []
    return [
        _rect(alt, alt.Chart(alt.Data(values=slices)).mark_rect()).encode(
            fill=alt.Fill("colour:N", scale=None), opacity=alt.Opacity("opacity:Q", scale=None)
        )
    ]


def _ranges(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    mine = [{**r, "x": r["low"], "x2": r["high"]} for r in rows if r["qualifier"] == "range"]
    if not mine:
        return []
    return [
        _rect(alt, alt.Chart(alt.Data(values=mine)).mark_rect(opacity=0.55)).encode(
            fill=alt.Fill("colour:N", scale=None)
        )
    ]


def _axis(alt: Any, x: Scale, frame: Frame) -> Any:
    return (
        alt.Chart(alt.Data(values=[{}]))
        .mark_rule(color=theme.COLOUR["rule-strong"])
        .encode(x=alt.XValue(x.px(0)), y=alt.YValue(0), y2=alt.Y2Value(frame.height))
    )


def _words(alt: Any, rows: list[dict[str, Any]], job: Job, frame: Frame, narrow: bool) -> list[Any]:
    named = [
        {
            **r,
            "name": shorten(_name(p, job), frame.left + frame.width if narrow else frame.left - 8, 14),
            "ink": theme.COLOUR["signal"] if p.marked else theme.COLOUR["ink"],
        }
        for r, p in zip(rows, job.points, strict=True)
    ]
    for row in named:
        outside = max(row["end"], row["x2"]) + row["open"] + 10
        inside = narrow and outside + text_width(row["text"], 14) > frame.width
        row["at"] = row["x2"] - 10 if inside else outside
        row["align"] = "right" if inside else "left"
        if inside:
            row["ink"] = theme.COLOUR["paper"]
    data = alt.Data(values=named)
    name = (
        alt.Chart(data)
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=14,
            limit=frame.left + frame.width if narrow else frame.left,
        )
        .encode(
            x=alt.XValue(-frame.left),
            y=alt.Y("middle:Q", scale=None),
            text=alt.Text("name:N"),
            color=alt.ColorValue(theme.COLOUR["ink"]),
        )
    )
    if narrow:
        name = name.encode(y=alt.Y("above:Q", scale=None)).transform_calculate(above="datum.top - 10")
    values = [
        alt.Chart(data)
        .transform_filter(f"datum.align === '{align}'")
        .mark_text(align=align, baseline="middle", fontSize=15, fontWeight=600)
        .encode(
            x=alt.X("at:Q", scale=None),
            y=alt.Y("middle:Q", scale=None),
            text=alt.Text("text:N"),
            color=alt.Color("ink:N", scale=None),
        )
        for align in ("left", "right")
        if any(row["align"] == align for row in named)
    ]
    return [name, *values]


def summary(job: Job) -> str:
    """The largest, the smallest, and the others between them."""
    return ranked(job.points)


KIND = Kind("bars", BarsBlock, build, summary, most=60)
