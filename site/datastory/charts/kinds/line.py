"""Values over time: documented points on a proportional axis, joined only by a dotted guide."""

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .. import theme
from ..data import Happening, Job, Point
from ..labels import Box, Label, Placed, place, text_width
from ..scales import BARE, Frame, Measure, Scale, decades, measure, middle, milliseconds, ticks, year_span
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


MOST_ON_A_PHONE = 5  # points that are all named on a narrow drawing

SIZES: dict[str, dict[str, Any]] = {
    "wide": {
        "height": 400,
        "left": 48,
        "right": 120,
        "top": 40,
        "bottom": 32,
        "value": 22,
        "mark": 30,
        "date": 14,
    },
    "narrow": {
        "height": 330,
        "left": 4,
        "right": 30,
        "top": 36,
        "bottom": 28,
        "value": 17,
        "mark": 24,
        "date": 13,
    },
    "hero": {
        "height": 560,
        "left": 56,
        "right": 56,
        "top": 92,
        "bottom": 44,
        "value": 40,
        "mark": 56,
        "date": 15,
    },
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
    labels, taken = _labels(alt, rows, job, size, y, marks, frame)
    layers = [
        *_grid(alt, job, marks, scale_of, y, frame, log),
        _baseline(alt, frame),
        _guide(alt, rows),
        *_bounds(alt, rows),
        _dots(alt, rows),
        *_events(alt, job, rows, x, frame, taken),
        *labels,
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
    marks = ticks(min(0.0, *ends), max(0.0, *ends), 4)
    return Scale(marks[0], marks[-1], frame.height), marks


def _rows(job: Job, days: list[date], scale_of: Measure, x: Scale, y: Scale, frame: Frame) -> list[dict[str, Any]]:
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


def _grid(alt: Any, job: Job, marks: list[float], scale_of: Measure, y: Scale, frame: Frame, log: bool) -> list[Any]:
    if job.width == "hero":
        return []
    rows = [
        {"value": v, "text": (scale_of if n == len(marks) - 1 or log else BARE).label(v)} for n, v in enumerate(marks)
    ]
    data = alt.Data(values=rows)
    rule = (
        alt.Chart(data)
        .mark_rule(color=theme.COLOUR["rule"])
        .encode(x=alt.value(0), x2=alt.value(frame.width), y="value:Q")
    )
    inside = job.width == "narrow"
    text = (
        alt.Chart(data)
        .mark_text(
            align="left",
            baseline="bottom" if inside else "middle",
            color=theme.COLOUR["ink-soft"],
            fontSize=13,
            dy=-3 if inside else 0,
        )
        .encode(x=alt.value(0 if inside else -frame.left), y="value:Q", text="text:N")
    )
    return [rule, text]


def _baseline(alt: Any, frame: Frame) -> Any:
    data = alt.Data(values=[{}])
    return (
        alt.Chart(data)
        .mark_rule(color=theme.COLOUR["rule-strong"])
        .encode(x=alt.value(0), x2=alt.value(frame.width), y=alt.value(frame.height))
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


def _events(alt: Any, job: Job, rows: list[dict[str, Any]], x: Scale, frame: Frame, taken: list[Box]) -> list[Any]:
    """Rings on the guide while it lasts, else on the axis; a label where there is room, with a cord to it."""
    if not job.events:
        return []
    size = 14 if job.width != "narrow" else 12
    spots = [_spot(event, rows, x, frame) for event in sorted(job.events, key=lambda e: e.day)]
    rings = [Box(px - 6, py - 6, px + 6, py + 6) for _, px, py in spots]
    wanted = [
        Label(
            px,
            py,
            max(text_width(e.label, size), text_width(e.date, size - 1)),
            size * 2 + 6,
            _event_places(py, frame),
        )
        for e, px, py in spots
    ]
    bounds = Box(-frame.left, 0, frame.width + frame.right, frame.height - 4)
    placed = place(wanted, bounds, [*taken, *rings, *_segments(rows)], worst=100 if job.width == "narrow" else 900)
    data = [_ring(e, px, py, s, size) for (e, px, py), s in zip(spots, placed, strict=True)]
    base = alt.Chart(alt.Data(values=data))
    at = {"x": alt.X("px:Q", scale=None, axis=None), "y": alt.Y("py:Q", scale=None, axis=None)}
    cord = base.mark_rule(color=theme.COLOUR["rule-strong"]).encode(**at, x2="cx:Q", y2="cy:Q")
    ring = base.mark_point(
        size=70, strokeWidth=2, opacity=1, fill=theme.COLOUR["paper"], stroke=theme.COLOUR["data-1"]
    ).encode(**at)
    words = [
        base.transform_filter(f"datum.align === '{align}'")
        .mark_text(align=align, baseline="top", dy=dy, fontSize=height, color=theme.COLOUR[colour])
        .encode(x=alt.X("tx:Q", scale=None, axis=None), y=alt.Y("ty:Q", scale=None, axis=None), text=f"{field}:N")
        for align in ("left", "right", "center")
        for field, dy, height, colour in (("date", 0, size - 1, "ink-soft"), ("label", size + 3, size, "ink"))
        if any(row["align"] == align for row in data)
    ]
    return [cord, ring, *words]


def _ring(event: Happening, px: float, py: float, spot: Placed | None, size: float) -> dict[str, Any]:
    if spot is None:  # no room for words: the ring stays
        return {"px": px, "py": py, "label": "", "date": "", "align": "none", "tx": px, "ty": py, "cx": px, "cy": py}
    tx, ty = px + spot.dx, py + spot.dy
    cord = max(min(py, ty + size * 2 + 4), ty)  # it meets the label at its nearer edge
    return {
        "px": px,
        "py": py,
        "label": event.label,
        "date": event.date,
        "align": spot.align,
        "tx": tx,
        "ty": ty,
        "cx": tx,
        "cy": cord,
    }


def _event_places(py: float, frame: Frame) -> list[str]:
    if py >= frame.height - 1:  # on the axis: only upwards
        return ["right above", "above", "left above"]
    return ["left", "right", "left above", "right below", "right above", "left below", "above", "below"]


def _spot(event: Happening, rows: list[dict[str, Any]], x: Scale, frame: Frame) -> tuple[Happening, float, float]:
    px = x.px(milliseconds(date.fromisoformat(event.day)))
    first = [r for r in rows if r["group"] == rows[0]["group"]]
    for a, b in itertools.pairwise(first):
        if a["px"] <= px <= b["px"] and b["px"] > a["px"]:
            return event, px, a["py"] + (b["py"] - a["py"]) * (px - a["px"]) / (b["px"] - a["px"])
    return event, px, float(frame.height)


def _labels(
    alt: Any, rows: list[dict[str, Any]], job: Job, size: dict[str, Any], y: Scale, marks: list[float], frame: Frame
) -> tuple[list[Any], list[Box]]:
    """The value in the serif, its date under it, beside the point where there is room; and the room they take."""
    named = rows if job.width != "narrow" or len(rows) <= MOST_ON_A_PHONE else _outstanding(rows)
    order = sorted(named, key=lambda r: (not r["marked"], -r["value"]))
    dots = [box for row in rows for box in _room(row)]
    bounds = Box(-frame.left, -frame.top, frame.width + frame.right, frame.height - 2)
    ticks_inside = [
        Box(0, frame.height - y.px(m) - 18, 30, frame.height - y.px(m)) for m in marks if job.width == "narrow"
    ]
    placed = place([_label(row, rows, size) for row in order], bounds, [*dots, *_segments(rows), *ticks_inside])
    texts = []
    for row, spot in zip(order, placed, strict=True):
        assert spot  # nothing is left out without a limit
        value = size["mark"] if row["marked"] else size["value"]
        texts.append({**row, "dx": spot.dx, "dy": spot.dy + value * 0.82, "size": value, "align": spot.align})
    layers = [layer for align in ("left", "right", "center") for layer in _text(alt, texts, align, size)]
    return layers, [*dots, *(spot.box for spot in placed if spot)]


def _outstanding(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marked points, and of each series the first, the last and the extremes: what a phone has room to name."""
    kept: list[dict[str, Any]] = [r for r in rows if r["marked"]]
    for group in dict.fromkeys(r["group"] for r in rows):
        own = [r for r in rows if r["group"] == group]
        kept += [own[0], own[-1], max(own, key=lambda r: r["value"]), min(own, key=lambda r: r["value"])]
    return [r for r in rows if any(r is k for k in kept)]


def _room(row: dict[str, Any]) -> list[Box]:
    """What a point covers, its open end included."""
    px, py = row["px"], row["py"]
    stroke = {"over": Box(px - 4, py - 46, px + 4, py), "under": Box(px - 4, py, px + 4, py + 46)}.get(row["qualifier"])
    return [Box(px - 9, py - 9, px + 9, py + 9), *([stroke] if stroke else [])]


def _label(row: dict[str, Any], rows: list[dict[str, Any]], size: dict[str, Any]) -> Label:
    value = size["mark"] if row["marked"] else size["value"]
    wide = max(text_width(row["text"], value, serif=True), text_width(row["period"], size["date"]))
    own = [r for r in rows if r["group"] == row["group"]]
    at = own.index(row)
    before, after = own[at - 1] if at else None, own[at + 1] if at + 1 < len(own) else None
    peak = all(n is None or n["value"] <= row["value"] for n in (before, after))
    every = ["right", "left", "right above", "left above", "above", "right below", "left below", "below"]
    if before is None and after is None:
        first = ["right", "left"]
    elif before is None:
        first = ["left above", "left"] if not peak else ["left", "above"]
    elif after is None:
        first = ["right", "right above", "above", "left"]
    elif peak:
        first = ["right", "left", "above"]
    else:
        first = ["left below", "left", "right below", "below"]
    places = [*first, *(p for p in every if p not in first)]
    return Label(row["px"], row["py"], wide, value + size["date"] + 4, places, gap=14)


def _segments(rows: list[dict[str, Any]]) -> list[Box]:
    """The guide as a chain of small boxes, so that labels keep off it."""
    boxes = []
    for a, b in itertools.pairwise(rows):
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
    base = alt.Chart(
        alt.Data(values=[{**r, "ink": theme.COLOUR["signal"] if r["marked"] else theme.COLOUR["ink"]} for r in mine])
    )
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


KIND = Kind("line", LineBlock, build, log_option="log")
