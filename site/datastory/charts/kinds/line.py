"""Values over time: documented points on a proportional axis, joined only by a dotted guide."""

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from datastory.ledger.units import Family, unit

from .. import theme
from ..data import Happening, Job, Point
from ..labels import Box, Label, Placed, place, text_width
from ..scales import BARE, Frame, Measure, Scale, log_ticks, measure, middle, milliseconds, ticks, year_span
from .kind import Kind, KindBlock, thinning
from .telling import series
from .wording import amount, listed

if TYPE_CHECKING:
    import altair as alt


class LineBlock(KindBlock):
    log = blocks.BooleanBlock(required=False, label="Logarithmic", help_text="Equal factors take equal heights.")
    step = blocks.BooleanBlock(
        required=False, label="Steps", help_text="A value lasts over the whole of its period, as that of a year does."
    )
    break_after = blocks.FloatBlock(
        required=False,
        min_value=0,
        label="Leave gaps open",
        help_text="Years without a point after which the guide is broken.",
    )
    events = blocks.ListBlock(
        SnippetChooserBlock("timeline.Event"),
        required=False,
        default=[],
        help_text="Marked on the axis: they coincide, nothing more is said.",
    )

    option_names = ("log", "step", "break_after")

    class Meta:
        icon = "history"
        label = "Values over time"
        group = "Time"
        description = "Points on a proportional time axis; gaps stay gaps, over and under stay open."


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
        "right": 14,
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
    log = bool(job.options.get("log"))
    scale_of = measure([p.value for p in job.points], job.unit)
    many = _series_count(job)
    days = [middle(p) for p in job.points]
    left, right = _margins(job, days, size, scale_of, log)
    frame = Frame.of(theme.PLOT[job.width], size["height"], left, right, size["top"], size["bottom"])
    span = year_span([*days, *(date.fromisoformat(e.day) for e in job.events)])
    x = Scale(milliseconds(span[0]), milliseconds(span[1]), frame.width)
    y, marks = _vertical(job, scale_of, frame, log)
    rows = _runs(_rows(job, days, scale_of, x, y, frame), job.options.get("break_after"))
    stepped = bool(job.options.get("step"))
    labels, taken = _labels(alt, rows, job, size, frame, many, _tick_boxes(job, marks, scale_of, y, frame, log))
    layers = [
        *_grid(alt, job, marks, scale_of, frame, log),
        _baseline(alt, frame),
        *(_steps(alt, rows) if stepped else [_guide(alt, rows)]),
        *_bounds(alt, rows),
        *_dots(alt, rows, stepped),
        *_events(alt, job, rows, x, frame, taken, stepped),
        *labels,
    ]
    years = [milliseconds(date(year, 1, 1)) for year in _years(span, job.width)]
    years = [day for day in years if x.px(day) + 36 <= frame.width + frame.right]
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


def _series_count(job: Job) -> int:
    """How many series there are. Raises ValueError where they cannot be told apart."""
    count = len({p.group for p in job.points})
    if count > len(theme.DATA):
        raise ValueError(
            f"{count} series in one chart cannot be told apart; choose {len(theme.DATA)} at most, or small multiples"
        )
    return count


INSIDE = 12  # px of margin under which the words of the axis stand in the plot


def _margins(job: Job, days: list[date], size: dict[str, Any], scale_of: Measure, log: bool) -> tuple[int, int]:
    """Room for the words of the axis at the left, for the label of the last point at the right."""
    if job.width == "hero":
        return size["left"], size["right"]
    values = [p.value / scale_of.divisor for p in job.points]
    positive = [v for v in values if v > 0]
    marks = (
        log_ticks(min(positive), max(positive)) if log and positive else ticks(min(0.0, *values), max(0.0, *values), 4)
    )
    written = int(max(text_width(_tick(v, marks, scale_of, job.unit, log), 13) for v in marks)) + 10
    first, last = min([*days, *(date.fromisoformat(e.day) for e in job.events)]), max(days)
    if job.width == "narrow":
        early = (min(days) - first).days < 0.12 * max(1, (last - first).days)
        return written if early else size["left"], size["right"]
    ends = [p for p, day in zip(job.points, days, strict=True) if (last - day).days < 0.1 * max(1, (last - first).days)]
    label = max(
        max(text_width(p.said, size["mark" if p.marked else "value"], serif=True), text_width(p.period, size["date"]))
        for p in ends[:20]
    )
    return max(size["left"], written), min(220, max(size["right"] if job.events else 60, int(label) - 10))


def _vertical(job: Job, scale_of: Measure, frame: Frame, log: bool) -> tuple[Scale, list[float]]:
    ends = [v / scale_of.divisor for p in job.points for v in (p.value, p.low, p.high) if v is not None]
    if log:
        for p in job.points:
            if p.value <= 0:
                raise ValueError(
                    f"“{p.label}” is {p.text}: a logarithmic scale has only values above zero; draw it linear"
                )
        values = [p.value / scale_of.divisor for p in job.points]
        marks = log_ticks(min(values), max(values))
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
        "low": value if p.low is None else max(p.low / scale_of.divisor, y.low),
        "high": value if p.high is None else min(p.high / scale_of.divisor, y.high),
        "from": x.px(milliseconds(date.fromisoformat(p.start))),
        "to": x.px(milliseconds(date.fromisoformat(p.end or p.start))),
        "group": p.group,
        "label": p.label,
        "period": p.period,
        "text": p.said,
        "slug": p.slug,
        "qualifier": p.qualifier,
        "marked": p.marked,
        "colour": theme.COLOUR["signal"] if p.marked else colour,
        "series": colour,
        "px": x.px(milliseconds(day)),
        "py": frame.height - y.px(value),
    }


def _grid(alt: Any, job: Job, marks: list[float], scale_of: Measure, frame: Frame, log: bool) -> list[Any]:
    if job.width == "hero":
        return []
    rows = [{"value": v, "text": _tick(v, marks, scale_of, job.unit, log)} for v in marks]
    data = alt.Data(values=rows)
    rule = (
        alt.Chart(data)
        .mark_rule(color=theme.COLOUR["rule"])
        .encode(x=alt.XValue(0), x2=alt.X2Value(frame.width), y=alt.Y("value:Q"))
    )
    inside = frame.left < INSIDE
    text = (
        alt.Chart(data)
        .mark_text(
            align="left",
            baseline="bottom" if inside else "middle",
            color=theme.COLOUR["ink-soft"],
            fontSize=13,
            dy=-3 if inside else 0,
        )
        .encode(x=alt.XValue(0 if inside else -frame.left), y=alt.Y("value:Q"), text=alt.Text("text:N"))
    )
    return [rule, text]


def _tick_boxes(job: Job, marks: list[float], scale_of: Measure, y: Scale, frame: Frame, log: bool) -> list[Box]:
    """The room that the words of the axis take."""
    if job.width == "hero":
        return []
    inside = frame.left < INSIDE
    left = 0 if inside else -frame.left
    boxes = []
    for v in marks:
        at, wide = frame.height - y.px(v), text_width(_tick(v, marks, scale_of, job.unit, log), 13)
        top = at - 18 if inside else at - 8
        boxes.append(Box(left, top, left + wide + 3, top + 16))
    return boxes


def _tick(value: float, marks: list[float], scale_of: Measure, code: str, log: bool) -> str:
    """The unit once, at the top; on a logarithmic scale each tick by its own size."""
    if log:
        text = amount(value * scale_of.divisor, code, digits=1)
        return text if value == marks[-1] or unit(code).family is not Family.MONEY else text.removeprefix("$")
    return (scale_of if value == marks[-1] else BARE).label(value)


def _baseline(alt: Any, frame: Frame) -> Any:
    data = alt.Data(values=[{}])
    return (
        alt.Chart(data)
        .mark_rule(color=theme.COLOUR["rule-strong"])
        .encode(x=alt.XValue(0), x2=alt.X2Value(frame.width), y=alt.YValue(frame.height))
    )


MOST_NAMED = 30  # points that are tried for a label: more have no room
FEW_MARKED = 4  # up to so many marked points have their label whatever it covers
DENSE = 300  # points from which on the guide is a line and only points with labels are dots


def _runs(rows: list[dict[str, Any]], break_after: float | None) -> list[dict[str, Any]]:
    """Each row with the run that it belongs to: a new one for each series, and after each gap of so many years."""
    run, made = 0, []
    for n, row in enumerate(rows):
        before = rows[n - 1] if n else None
        far = before and break_after and row["day"] - before["day"] > break_after * 365.25 * 86_400_000
        if before and (before["group"] != row["group"] or far):
            run += 1
        made.append({**row, "run": run})
    return made


def _guide(alt: Any, rows: list[dict[str, Any]]) -> Any:
    """Dotted: it only joins the points."""
    close = {"strokeWidth": 1.5} if len(rows) > DENSE else {"strokeWidth": 2.5, "strokeDash": [2, 5]}
    if len(rows) > DENSE:  # thousands of rows carry no more than the line needs
        rows = [{name: row[name] for name in ("day", "value", "run", "series", "text", "period")} for row in rows]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_line(**close, strokeCap="round", strokeJoin="round")
        .encode(detail=alt.Detail("run:N"), stroke=alt.Stroke("series:N", scale=None))
    )


def _steps(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    """A stroke over each period, and a dotted guide from the end of one to the beginning of the next."""
    treads = [{**r, "x": r["from"], "x2": max(r["to"], r["from"] + 3)} for r in rows]
    joins = [
        {"x": a["to"], "x2": b["from"], "y": a["py"], "y2": b["py"], "series": b["series"]}
        for a, b in itertools.pairwise(rows)
        if a["run"] == b["run"]
    ]
    colour = alt.Stroke("series:N", scale=None)
    at = {"x": alt.X("x:Q", scale=None, axis=None), "x2": alt.X2("x2:Q")}
    layers = [
        alt.Chart(alt.Data(values=treads))
        .mark_rule(strokeWidth=3)
        .encode(**at, y=alt.Y("py:Q", scale=None, axis=None), stroke=alt.Stroke("colour:N", scale=None))
    ]
    if joins:
        layers.append(
            alt.Chart(alt.Data(values=joins))
            .mark_rule(strokeWidth=1.5, strokeDash=[2, 4])
            .encode(**at, y=alt.Y("y:Q", scale=None, axis=None), y2=alt.Y2("y2:Q"), stroke=colour)
        )
    return layers


def _bounds(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    """A bar over what a range allows; strokes that thin out where a source says over or under."""
    ranges = [r for r in rows if r["qualifier"] == "range"]
    strokes = [
        {**row, "y": row["py"] + stroke["from"], "y2": row["py"] + stroke["to"], "opacity": stroke["opacity"]}
        for row in (rows if len(rows) <= DENSE else ())
        if row["qualifier"] in ("over", "under")
        for stroke in thinning(1.0, -1 if row["qualifier"] == "over" else 1)
    ]
    layers = []
    if ranges:
        layers.append(
            alt.Chart(alt.Data(values=ranges))
            .mark_rule(strokeWidth=6, opacity=0.4, strokeCap="round")
            .encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), stroke=alt.Stroke("colour:N", scale=None))
        )
    if strokes:
        layers.append(
            alt.Chart(alt.Data(values=strokes))
            .mark_rule(strokeWidth=2.5)
            .encode(
                y=alt.Y("y:Q", scale=None),
                y2=alt.Y2("y2:Q"),
                stroke=alt.Stroke("colour:N", scale=None),
                opacity=alt.Opacity("opacity:Q", scale=None),
            )
        )
    return layers


def _dots(alt: Any, rows: list[dict[str, Any]], stepped: bool) -> list[Any]:
    plain = 40 if stepped else (130 if len(rows) <= 40 else 50)
    shown = rows if len(rows) <= DENSE else [r for r in rows if r["marked"]][:MOST_NAMED]
    sized = [{**row, "area": 200 if row["marked"] else plain} for row in shown]
    if not sized:
        return []
    return [
        alt.Chart(alt.Data(values=sized))
        .mark_point(filled=True, opacity=1)
        .encode(
            size=alt.Size("area:Q", scale=None), fill=alt.Fill("colour:N", scale=None), stroke=alt.StrokeValue(None)
        )
    ]


def _events(
    alt: Any, job: Job, rows: list[dict[str, Any]], x: Scale, frame: Frame, taken: list[Box], stepped: bool
) -> list[Any]:
    """Rings on the guide while it lasts, else on the axis; a label where there is room, with a cord to it."""
    if not job.events:
        return []
    size = 14 if job.width != "narrow" else 12
    spots = [_spot(event, rows, x, frame, stepped) for event in sorted(job.events, key=lambda e: e.day)]
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
    placed = place(wanted, bounds, [*taken, *rings, *_segments(rows)], 300, (1, 1.8, 3, 4.5))
    kept = _clear([(px, py) for _, px, py in spots], placed, taken)
    data = [_ring(e, px, py, s, size) for (e, px, py), s in zip(spots, kept, strict=True)]
    base = alt.Chart(alt.Data(values=data))
    at = {"x": alt.X("px:Q", scale=None, axis=None), "y": alt.Y("py:Q", scale=None, axis=None)}
    cord = base.mark_rule(color=theme.COLOUR["rule-strong"]).encode(**at, x2=alt.X2("cx:Q"), y2=alt.Y2("cy:Q"))
    ring = base.mark_point(
        size=70, strokeWidth=2, opacity=1, fill=theme.COLOUR["paper"], stroke=theme.COLOUR["data-1"]
    ).encode(**at)
    words = [
        base.transform_filter(f"datum.align === '{align}'")
        .mark_text(align=align, baseline="top", dy=dy, fontSize=height, color=theme.COLOUR[colour])
        .encode(
            x=alt.X("tx:Q", scale=None, axis=None), y=alt.Y("ty:Q", scale=None, axis=None), text=alt.Text(f"{field}:N")
        )
        for align in ("left", "right", "center")
        for field, dy, height, colour in (("date", 0, size - 1, "ink-soft"), ("label", size + 3, size, "ink"))
        if any(row["align"] == align for row in data)
    ]
    return [cord, ring, *words]


def _clear(at: list[tuple[float, float]], placed: list[Placed | None], taken: list[Box]) -> list[Placed | None]:
    """The labels whose cord crosses no other words; the ring of one that is left out stays."""
    kept: list[Placed | None] = []
    for n, ((px, py), spot) in enumerate(zip(at, placed, strict=True)):
        others = [other.box for k, other in enumerate(placed) if other and k != n]
        words = [box for box in taken if box.right - box.left > 20]
        crossed = spot and any(
            Box(x - 1, y - 1, x + 1, y + 1).overlap(box)
            for k in range(2, 19)
            for x, y in [_along(px, py, px + spot.dx, min(max(py, spot.box.top), spot.box.bottom), k / 20)]
            for box in (*others, *words)
        )
        kept.append(None if crossed else spot)
    return kept


def _along(x: float, y: float, x2: float, y2: float, part: float) -> tuple[float, float]:
    return x + (x2 - x) * part, y + (y2 - y) * part


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


def _spot(
    event: Happening, rows: list[dict[str, Any]], x: Scale, frame: Frame, stepped: bool
) -> tuple[Happening, float, float]:
    px = x.px(milliseconds(date.fromisoformat(event.day)))
    first = [r for r in rows if r["group"] == rows[0]["group"]]
    if any(abs(r["px"] - px) < 5 for r in first):  # it would hide the point
        return event, px, float(frame.height)
    if stepped:
        tread = next((r for r in first if r["from"] <= px <= r["to"]), None)
        return event, px, tread["py"] if tread else float(frame.height)
    for a, b in itertools.pairwise(first):
        if a["run"] != b["run"]:
            continue
        if a["px"] <= px <= b["px"] and b["px"] > a["px"]:
            return event, px, a["py"] + (b["py"] - a["py"]) * (px - a["px"]) / (b["px"] - a["px"])
    return event, px, float(frame.height)


def _labels(
    alt: Any, rows: list[dict[str, Any]], job: Job, size: dict[str, Any], frame: Frame, many: int, written: list[Box]
) -> tuple[list[Any], list[Box]]:
    """The value in the serif, its date under it, beside the point where there is room; and the room they take.

    The name of a series stands with its last point. Where there is no room the date is left out, then the value:
    both are in the table.
    """
    chief = _chief(rows)
    few = len(rows) <= (9 if job.width != "narrow" else 4)
    if not few:
        size = {**size, "value": size["value"] - 4}
    stepped = bool(job.options.get("step"))
    order = sorted(rows, key=lambda r: (not r["marked"], r["day"] not in chief.get(r["group"], ()), -r["value"]))[
        :MOST_NAMED
    ]
    last = {r["group"]: r for r in rows}  # in order of time
    marked = sum(r["marked"] for r in rows)
    dots = [box for row in (rows if len(rows) <= DENSE else order) for box in _room(row)]
    bounds = Box(-frame.left, -frame.top, frame.width + frame.right, frame.height - 2)
    taken = [*dots, *(_treads(rows) if stepped else _segments(rows)), *written]
    texts = []
    for row in order:
        name = row["group"] if many > 1 and last[row["group"]] is row else ""
        must = (row["marked"] and marked <= FEW_MARKED) or last[row["group"]] is row
        whole = few or must or row["day"] in chief.get(row["group"], ())
        for dated in (True, False):
            worst = float("inf") if (must and not dated) or (few and job.width != "narrow") else (500 if whole else 40)
            label = _label(row, rows, size, dated, name, stepped)
            far = (1, 1.8, 3, 4.2) if row["marked"] and must else ((1, 1.8, 3) if few else (1,))
            spot = place([label], bounds, taken, worst, far)[0]
            if spot:
                taken.append(spot.box)
                at = replace(spot, dx=spot.dx + label.x - row["px"], dy=spot.dy + label.y - row["py"])
                texts.append(_placed(row, at, size, dated, name))
                break
    layers = [layer for align in ("left", "right", "center") for layer in _text(alt, texts, align, size)]
    return layers, taken


def _chief(rows: list[dict[str, Any]]) -> dict[str, set[float]]:
    """The days of each series at which it begins, ends, is highest and is lowest."""
    found: dict[str, set[float]] = {}
    for group, mine in itertools.groupby(rows, key=lambda r: str(r["group"])):
        own = list(mine)
        ends = (own[0], own[-1], max(own, key=lambda r: r["value"]), min(own, key=lambda r: r["value"]))
        found[group] = {r["day"] for r in ends}
    return found


def _placed(row: dict[str, Any], spot: Placed, size: dict[str, Any], dated: bool, name: str) -> dict[str, Any]:
    value = size["mark"] if row["marked"] else size["value"]
    above = size["date"] + 6 if name else 0
    return {
        **row,
        "dx": spot.dx,
        "dy": spot.dy + above + value * 0.82,
        "size": value,
        "align": spot.align,
        "said": row["period"] if dated else "",
        "name": name,
        "name_dy": spot.dy + size["date"] * 0.9,
    }


def _room(row: dict[str, Any]) -> list[Box]:
    """What a point covers, its open end included."""
    px, py = row["px"], row["py"]
    stroke = {"over": Box(px - 4, py - 46, px + 4, py), "under": Box(px - 4, py, px + 4, py + 46)}.get(row["qualifier"])
    return [Box(px - 9, py - 9, px + 9, py + 9), *([stroke] if stroke else [])]


def _label(
    row: dict[str, Any], rows: list[dict[str, Any]], size: dict[str, Any], dated: bool, name: str, stepped: bool
) -> Label:
    value = size["mark"] if row["marked"] else size["value"]
    wide = max(
        text_width(row["text"], value, serif=True),
        text_width(row["period"], size["date"]) if dated else 0,
        text_width(name, size["date"]),
    )
    tall = value + (size["date"] + 4 if dated else 0) + (size["date"] + 6 if name else 0)
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
    if not stepped:
        return Label(row["px"], row["py"], wide, tall, places, gap=14)
    if after is None:
        return Label(row["to"], row["py"], wide, tall, ["right", "above", "left above"], gap=9)
    centred = wide <= row["to"] - row["from"] + 6
    at = row["px"] if centred else row["to"]  # a label that is wider than its step ends where the step does
    return Label(at, row["py"] - (6 if centred else 13), wide, tall, ["above"] if centred else ["left above"], gap=5)


def _treads(rows: list[dict[str, Any]]) -> list[Box]:
    """The strokes over each period, and the joins between them."""
    treads = [Box(r["from"] - 2, r["py"] - 4, r["to"] + 2, r["py"] + 4) for r in rows]
    joins = [
        Box(a["to"] - 3, min(a["py"], b["py"]), a["to"] + 3, max(a["py"], b["py"])) for a, b in itertools.pairwise(rows)
    ]
    return [*treads, *joins]


def _segments(rows: list[dict[str, Any]]) -> list[Box]:
    """The guide as a chain of small boxes, so that labels keep off it."""
    boxes = []
    stride = max(1, len(rows) // 400)  # of thousands of points some are enough to keep off
    each = max(2, min(24, 1400 // max(1, len(rows[::stride]))))
    for a, b in itertools.pairwise(rows[::stride]):
        if a["run"] != b["run"]:
            continue
        for n in range(1, each):
            px, py = (a[k] + (b[k] - a[k]) * n / each for k in ("px", "py"))
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
    ).encode(text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None))  # fmt: skip
    dates = base.mark_text(
        align=align, baseline="top", fontSize=size["date"], color=theme.COLOUR["ink-soft"],
        dx=alt.expr("datum.dx"), dy=alt.expr("datum.dy + 6"),
    ).encode(text=alt.Text("said:N"))  # fmt: skip
    named = [r for r in mine if r["name"]]
    names = (
        [
            alt.Chart(alt.Data(values=named))
            .mark_text(
                align=align, baseline="alphabetic", fontSize=size["date"], fontWeight=600,
                dx=alt.expr("datum.dx"), dy=alt.expr("datum.name_dy"),
            )
            .encode(text=alt.Text("name:N"), color=alt.Color("colour:N", scale=None))
        ]
        if named
        else []
    )  # fmt: skip
    return [values, dates, *names]


def _years(span: tuple[date, date], width: str) -> list[int]:
    """Years for the axis, all divisible by the step between them."""
    first, last = span[0].year + (span[0] > date(span[0].year, 1, 1)), span[1].year
    most = 9 if width != "narrow" else 5
    step = next(k for k in (1, 2, 4, 5, 10, 20, 50, 100, 1000) if (last - first) // k < most)
    return [year for year in range(first, last + 1) if year % step == 0] or [first]


def summary(job: Job) -> str:
    """Each series from its beginning to its end, with its extremes, its gaps and the events marked."""
    groups = list(dict.fromkeys(p.group for p in job.points))
    told = [series(g, sorted((p for p in job.points if p.group == g), key=middle)) for g in groups]
    events = f" Marked: {listed([f'{e.label} ({e.date})' for e in job.events])}." if job.events else ""
    log = " The scale is logarithmic." if job.options.get("log") else ""
    return f"{' '.join(told)}{log}{events}"


KIND = Kind("line", LineBlock, build, summary, most=5000, log_option="log")
