"""Values over time: documented points on a proportional axis, joined only by a dotted guide."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .. import theme
from ..data import Job, Point
from ..labels import Box, Label, place, text_width
from ..scales import Frame, Measure, Scale, decades, measure, middle, milliseconds, ticks, year_span
from .kind import Kind, KindBlock, thinning

if TYPE_CHECKING:
    import altair as alt


class LineBlock(KindBlock):
    log = blocks.BooleanBlock(required=False, label="Logarithmic", help_text="Equal factors take equal heights.")
    events = blocks.ListBlock(
        SnippetChooserBlock("timeline.Event"),
        required=False,
        default=[],
        help_text="Marked on the axis: they coincide, nothing more is said.",
    )

    option_names = ("log",)

    class Meta:
        icon = "history"
        label = "Values over time"
        group = "Time"
        description = "Points on a proportional time axis; gaps stay gaps, over and under stay open."


SIZES: dict[str, dict[str, Any]] = {
    "wide": {"height": 400, "left": 48, "right": 120, "top": 40, "bottom": 32, "value": 22, "mark": 30, "date": 14},
    "narrow": {"height": 330, "left": 4, "right": 4, "top": 36, "bottom": 28, "value": 17, "mark": 24, "date": 13},
    "hero": {"height": 560, "left": 56, "right": 56, "top": 92, "bottom": 44, "value": 40, "mark": 56, "date": 15},
}


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where a figure has no period or a log scale meets zero."""
    import altair as alt

    size = SIZES[job.width]
    frame = Frame.of(theme.PLOT[job.width], size["height"], size["left"], size["right"], size["top"], size["bottom"])
    log = bool(job.options.get("log"))
    scale_of = measure([p.value for p in job.points], job.unit)
    days = [middle(p) for p in job.points]
    span = year_span([*days, *(date.fromisoformat(e.day) for e in job.events)])
    x = Scale(milliseconds(span[0]), milliseconds(span[1]), frame.width)
    y, marks = _vertical(job, scale_of, frame, log)
    rows = _rows(job, days, scale_of, x, y, frame)
    layers = [
        *_grid(alt, job, marks, scale_of, y, frame, log),
        _baseline(alt, frame),
        _guide(alt, rows),
        *_bounds(alt, rows),
        _dots(alt, rows),
        *_events(alt, job, x, frame),
        *_labels(alt, rows, job, size, x, y, frame),
    ]
    years = [milliseconds(date(year, 1, 1)) for year in _years(span, job.width)]
    return alt.layer(*layers).encode(
        x=alt.X(
            "day:T",
            scale=alt.Scale(type="utc", domain=[x.low, x.high], nice=False),
            axis=alt.Axis(
                values=years, format="%Y", title=None, domain=True, ticks=True, tickSize=6, labelAlign="left",
                labelBound=True,
            ),
        ),
        y=alt.Y(
            "value:Q",
            scale=alt.Scale(type="log" if log else "linear", domain=[y.low, y.high], nice=False),
            axis=None,
        ),
    ).properties(width=frame.width, height=frame.height, padding=frame.padding, autosize="none")  # fmt: skip


def _vertical(job: Job, scale_of: Measure, frame: Frame, log: bool) -> tuple[Scale, list[float]]:
    ends = [v / scale_of.divisor for p in job.points for v in (p.value, p.low, p.high) if v is not None]
    if log:
        marks = decades(min(p.value for p in job.points) / scale_of.divisor, max(ends))
        return Scale(marks[0], marks[-1], frame.height, log=True), marks
    marks = ticks(min(0.0, *ends), max(ends), 4)
    return Scale(marks[0], marks[-1], frame.height), marks


def _rows(
    job: Job, days: list[date], scale_of: Measure, x: Scale, y: Scale, frame: Frame
) -> list[dict[str, Any]]:
    groups = list(dict.fromkeys(p.group for p in job.points))
    order = sorted(range(len(days)), key=lambda i: (groups.index(job.points[i].group), days[i]))
    return [
        _row(job.points[i], days[i], scale_of, x, y, frame, theme.DATA[groups.index(job.points[i].group) % 6])
        for i in order
    ]


def _row(p: Point, day: date, scale_of: Measure, x: Scale, y: Scale, frame: Frame, colour: str) -> dict[str, Any]:
    value = p.value / scale_of.divisor
    return {
        "day": milliseconds(day),
        "value": value,
        "low": None if p.low is None else max(p.low / scale_of.divisor, y.low),
        "high": None if p.high is None else p.high / scale_of.divisor,
        "group": p.group,
        "label": p.label,
        "period": p.period,
        "text": p.text,
        "qualifier": p.qualifier,
        "marked": p.marked,
        "colour": theme.COLOUR["signal"] if p.marked else colour,
        "series": colour,
        "px": x.px(milliseconds(day)),
        "py": frame.height - y.px(value),
    }


def _grid(
    alt: Any, job: Job, marks: list[float], scale_of: Measure, y: Scale, frame: Frame, log: bool
) -> list[Any]:
    if job.width == "hero":
        return []
    rows = [
        {"value": v, "text": scale_of.label(v) if n == len(marks) - 1 or log else f"{v:,g}"}
        for n, v in enumerate(marks)
    ]
    data = alt.Data(values=rows)
    rule = alt.Chart(data).mark_rule(color=theme.COLOUR["rule"]).encode(x=alt.value(0), x2=alt.value(frame.width), y="value:Q")
    inside = job.width == "narrow"
    text = (
        alt.Chart(data)
        .mark_text(align="left", baseline="bottom" if inside else "middle", color=theme.COLOUR["ink-soft"], fontSize=13, dy=-3 if inside else 0)
        .encode(x=alt.value(0 if inside else -frame.left), y="value:Q", text="text:N")
    )
    return [rule, text]


def _baseline(alt: Any, frame: Frame) -> Any:
    data = alt.Data(values=[{}])
    return alt.Chart(data).mark_rule(color=theme.COLOUR["rule-strong"]).encode(
        x=alt.value(0), x2=alt.value(frame.width), y=alt.value(frame.height)
    )


def _guide(alt: Any, rows: list[dict[str, Any]]) -> Any:
    """Dotted: it only joins the points."""
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.5, strokeDash=[2, 5], strokeCap="round", strokeJoin="round")
        .encode(detail="group:N", stroke=alt.Stroke("series:N", scale=None))
    )


def _bounds(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    """A bar over what a range allows; strokes that thin out where a source says over or under."""
    ranges = [r for r in rows if r["qualifier"] == "range"]
    strokes = [
        {**row, "y": row["py"] + stroke["from"], "y2": row["py"] + stroke["to"], "opacity": stroke["opacity"]}
        for row in rows
        if row["qualifier"] in ("over", "under")
        for stroke in thinning(1.0, -1 if row["qualifier"] == "over" else 1)
    ]
    layers = []
    if ranges:
        layers.append(
            alt.Chart(alt.Data(values=ranges))
            .mark_rule(strokeWidth=6, opacity=0.35, strokeCap="round")
            .encode(y="low:Q", y2="high:Q", stroke=alt.Stroke("colour:N", scale=None))
        )
    if strokes:
        layers.append(
            alt.Chart(alt.Data(values=strokes))
            .mark_rule(strokeWidth=2.5)
            .encode(
                y=alt.Y("y:Q", scale=None),
                y2="y2:Q",
                stroke=alt.Stroke("colour:N", scale=None),
                opacity=alt.Opacity("opacity:Q", scale=None),
            )
        )
    return layers


def _dots(alt: Any, rows: list[dict[str, Any]]) -> Any:
    sized = [{**row, "area": 200 if row["marked"] else 130} for row in rows]
    return (
        alt.Chart(alt.Data(values=sized))
        .mark_point(filled=True, opacity=1)
        .encode(size=alt.Size("area:Q", scale=None), fill=alt.Fill("colour:N", scale=None), stroke=alt.value(None))
    )


def _events(alt: Any, job: Job, x: Scale, frame: Frame) -> list[Any]:
    """Rings on the axis, their labels staggered above it."""
    if not job.events:
        return []
    size = 14 if job.width == "hero" else 13
    rows: list[dict[str, Any]] = []
    ends = [-1e9, -1e9, -1e9, -1e9]
    for event in sorted(job.events, key=lambda e: e.day):
        px = x.px(milliseconds(date.fromisoformat(event.day)))
        wide = max(text_width(event.label, size), text_width(event.date, size))
        tier = next((n for n, end in enumerate(ends) if px > end + 16), len(ends) - 1)
        left = px + wide < frame.width
        ends[tier] = px + wide if left else frame.width
        rows.append({
            "day": milliseconds(date.fromisoformat(event.day)), "label": event.label, "date": event.date,
            "top": frame.height - 26 - tier * 44, "axis": frame.height, "align": "left" if left else "right",
        })  # fmt: skip
    if job.width == "narrow":
        rows = [{**row, "label": "", "date": ""} for row in rows]
    base = alt.Chart(alt.Data(values=rows))
    ring = base.mark_point(size=64, strokeWidth=2, opacity=1, fill=theme.COLOUR["paper"], stroke=theme.COLOUR["data-1"]).encode(
        y=alt.Y("axis:Q", scale=None)
    )
    if job.width == "narrow":
        return [ring]
    cord = base.mark_rule(color=theme.COLOUR["rule-strong"]).encode(y=alt.Y("top:Q", scale=None), y2="axis:Q")
    words = [
        base.transform_filter(f"datum.align === '{align}'")
        .mark_text(align=align, baseline="bottom", dx=4 if align == "left" else -4, dy=dy, fontSize=size, color=theme.COLOUR[colour])
        .encode(y=alt.Y("top:Q", scale=None), text=f"{field}:N")
        for align in ("left", "right")
        for field, dy, colour in (("date", -1, "ink-soft"), ("label", 16, "ink"))
        if any(row["align"] == align for row in rows)
    ]
    return [cord, ring, *words]


def _labels(
    alt: Any, rows: list[dict[str, Any]], job: Job, size: dict[str, Any], x: Scale, y: Scale, frame: Frame
) -> list[Any]:
    """The value in the serif, its date under it, beside the point where there is room."""
    order = sorted(rows, key=lambda r: (not r["marked"], -r["value"]))
    dots = [Box(r["px"] - 9, r["py"] - 9, r["px"] + 9, r["py"] + 9) for r in rows]
    bounds = Box(-frame.left, -frame.top, frame.width + frame.right, frame.height - 2)
    wanted = [_label(row, rows, size) for row in order]
    placed = place(wanted, bounds, [*dots, *_segments(rows)])
    texts = []
    for row, spot in zip(order, placed, strict=True):
        value = size["mark"] if row["marked"] else size["value"]
        texts.append({**row, "dx": spot.dx, "dy": spot.dy + value * 0.82, "size": value, "align": spot.align})
    return [layer for align in ("left", "right", "center") for layer in _text(alt, texts, align, size)]


def _label(row: dict[str, Any], rows: list[dict[str, Any]], size: dict[str, Any]) -> Label:
    value = size["mark"] if row["marked"] else size["value"]
    wide = max(text_width(row["text"], value, serif=True), text_width(row["period"], size["date"]))
    own = [r for r in rows if r["group"] == row["group"]]
    at = own.index(row)
    before, after = own[at - 1] if at else None, own[at + 1] if at + 1 < len(own) else None
    peak = all(n is None or n["value"] <= row["value"] for n in (before, after))
    if before is None and after is None:
        places = ["right", "left", "above", "below"]
    elif before is None:
        places = ["left above", "left", "above", "below", "right below"] if not peak else ["left", "above", "right above"]
    elif after is None:
        places = ["right", "right above", "above", "below", "left"]
    elif peak:
        places = ["right", "left", "above"]
    else:
        places = ["left below", "left", "right below", "below", "right", "above"]
    return Label(row["px"], row["py"], wide, value + size["date"] + 4, places, gap=14)


def _segments(rows: list[dict[str, Any]]) -> list[Box]:
    """The guide as a chain of small boxes, so that labels keep off it."""
    boxes = []
    for a, b in zip(rows, rows[1:], strict=False):
        if a["group"] != b["group"]:
            continue
        for n in range(1, 24):
            px, py = (a[k] + (b[k] - a[k]) * n / 24 for k in ("px", "py"))
            boxes.append(Box(px - 5, py - 5, px + 5, py + 5))
    return boxes


def _text(alt: Any, rows: list[dict[str, Any]], align: str, size: dict[str, Any]) -> list[Any]:
    mine = [r for r in rows if r["align"] == align]
    if not mine:
        return []
    base = alt.Chart(alt.Data(values=[{**r, "ink": theme.COLOUR["signal"] if r["marked"] else theme.COLOUR["ink"]} for r in mine]))
    values = base.mark_text(
        align=align, baseline="alphabetic", font=theme.SERIF, fontWeight=500,
        dx=alt.expr("datum.dx"), dy=alt.expr("datum.dy"), fontSize=alt.expr("datum.size"),
    ).encode(text="text:N", color=alt.Color("ink:N", scale=None))  # fmt: skip
    dates = base.mark_text(
        align=align, baseline="top", fontSize=size["date"], color=theme.COLOUR["ink-soft"],
        dx=alt.expr("datum.dx"), dy=alt.expr("datum.dy + 6"),
    ).encode(text="period:N")  # fmt: skip
    return [values, dates]


def _years(span: tuple[date, date], width: str) -> list[int]:
    first, last = span[0].year + (span[0] > date(span[0].year, 1, 1)), span[1].year
    count = last - first + 1
    step = 1 if count <= (10 if width != "narrow" else 5) else (2 if count <= (20 if width != "narrow" else 9) else 4)
    return list(range(first, last + 1, step))


KIND = Kind("line", LineBlock, build)
