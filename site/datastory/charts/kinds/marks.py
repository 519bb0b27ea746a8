"""The few marks that the newer kinds are made of, placed in px: rows of plain data in, one Altair layer out."""

from collections.abc import Sequence
from typing import Any

from .. import theme
from ..data import Point
from ..scales import Frame

Row = dict[str, Any]


def x_px(alt: Any, field: str = "x") -> Any:
    """A horizontal place in px."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def y_px(alt: Any, field: str = "y") -> Any:
    """A vertical place in px, downwards."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def told(point: Point) -> Row:
    """What a mark carries of its figure: for the table, the tooltip and whoever walks the points."""
    return {
        "slug": point.slug,
        "label": point.label,
        "group": point.group,
        "period": point.period,
        "text": point.said,
        "marked": point.marked,
    }


def word(
    x: float,
    y: float,
    words: str,
    size: float = 14,
    ink: str = "ink",
    align: str = "left",
    baseline: str = "middle",
    weight: int = 400,
    serif: bool = False,
    angle: int = 0,
) -> Row:
    """A text at a place; `ink` is the name of a colour."""
    return {
        "x": x,
        "y": y,
        "words": words,
        "size": size,
        "ink": theme.COLOUR[ink],
        "align": align,
        "baseline": baseline,
        "weight": weight,
        "font": theme.SERIF if serif else theme.SANS,
        "angle": angle,
    }


def texts(alt: Any, rows: Sequence[Row]) -> list[Any]:
    """Words as `word` makes them."""
    if not rows:
        return []
    mark = alt.Chart(alt.Data(values=list(rows))).mark_text(
        align=alt.expr("datum.align"), baseline=alt.expr("datum.baseline"), fontSize=alt.expr("datum.size"),
        fontWeight=alt.expr("datum.weight"), font=alt.expr("datum.font"), angle=alt.expr("datum.angle"),
    )  # fmt: skip
    return [mark.encode(x=x_px(alt), y=y_px(alt), text=alt.Text("words:N"), color=alt.Color("ink:N", scale=None))]


def rects(alt: Any, rows: Sequence[Row], **mark: Any) -> list[Any]:
    """Filled rectangles: `x`, `x2`, `y`, `y2`, `colour`, and `opacity` where it is not 1."""
    if not rows:
        return []
    chart = alt.Chart(alt.Data(values=[{"opacity": 1, **row} for row in rows])).mark_rect(**mark)
    return [
        chart.encode(
            x=x_px(alt), x2=alt.X2("x2:Q"), y=y_px(alt), y2=alt.Y2("y2:Q"),
            fill=alt.Fill("colour:N", scale=None), opacity=alt.Opacity("opacity:Q", scale=None),
        )
    ]  # fmt: skip


def areas(alt: Any, rows: Sequence[Row]) -> list[Any]:
    """Rectangles that nobody sees: where a figure stands that has no mark of its own, for whoever walks the points."""
    return rects(alt, [{**row, "colour": theme.COLOUR["paper"], "opacity": 0} for row in rows])


def outlines(alt: Any, rows: Sequence[Row], dash: Sequence[int] = (4, 3), wide: float = 1.5) -> list[Any]:
    """Empty rectangles with a dashed edge of `colour`."""
    if not rows:
        return []
    chart = alt.Chart(alt.Data(values=list(rows))).mark_rect(
        fill=None, fillOpacity=0, strokeWidth=wide, strokeDash=list(dash)
    )
    return [
        chart.encode(
            x=x_px(alt), x2=alt.X2("x2:Q"), y=y_px(alt), y2=alt.Y2("y2:Q"), stroke=alt.Stroke("colour:N", scale=None)
        )
    ]


def rules(alt: Any, rows: Sequence[Row], wide: float = 1, **mark: Any) -> list[Any]:
    """Strokes from `x`, `y` to `x2`, `y2` in `colour`, with `opacity` where it is not 1."""
    if not rows:
        return []
    chart = alt.Chart(alt.Data(values=[{"opacity": 1, **row} for row in rows])).mark_rule(strokeWidth=wide, **mark)
    return [
        chart.encode(
            x=x_px(alt), x2=alt.X2("x2:Q"), y=y_px(alt), y2=alt.Y2("y2:Q"),
            stroke=alt.Stroke("colour:N", scale=None), opacity=alt.Opacity("opacity:Q", scale=None),
        )
    ]  # fmt: skip


def dots(alt: Any, rows: Sequence[Row]) -> list[Any]:
    """Filled circles at `x`, `y` in `colour`, of `area` px²."""
    if not rows:
        return []
    chart = alt.Chart(alt.Data(values=[{"area": 130, "opacity": 1, **row} for row in rows])).mark_point(filled=True)
    return [
        chart.encode(
            x=x_px(alt), y=y_px(alt), size=alt.Size("area:Q", scale=None), fill=alt.Fill("colour:N", scale=None),
            stroke=alt.StrokeValue(None), opacity=alt.Opacity("opacity:Q", scale=None),
        )
    ]  # fmt: skip


def rings(alt: Any, rows: Sequence[Row], wide: float = 2) -> list[Any]:
    """Hollow circles at `x`, `y`, edged in `colour`, of `area` px²."""
    if not rows:
        return []
    chart = alt.Chart(alt.Data(values=[{"area": 110, **row} for row in rows])).mark_point(
        filled=True, opacity=1, strokeWidth=wide, fill=theme.COLOUR["paper"]
    )
    return [
        chart.encode(
            x=x_px(alt), y=y_px(alt), size=alt.Size("area:Q", scale=None), stroke=alt.Stroke("colour:N", scale=None)
        )
    ]


def hatching(box: Row, pitch: float = 7) -> list[Row]:
    """Slanting strokes that fill a rectangle: for what is a remainder and not a figure."""
    left, right = sorted((box["x"], box["x2"]))
    top, bottom = sorted((box["y"], box["y2"]))
    strokes = []
    at = left - (bottom - top) + pitch
    while at < right:
        x, y, x2, y2 = at, bottom, at + (bottom - top), top
        if x < left:
            x, y = left, bottom - (left - x)
        if x2 > right:
            x2, y2 = right, top + (x2 - right)
        if x2 - x > 0.5:
            strokes.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": box["colour"]})
        at += pitch
    return strokes


def fading(x: float, y: float, direction: int, colour: str, upright: bool = False) -> list[Row]:
    """Three strokes that thin out from a point, along x or, where `upright`, along y: over and under stay open."""
    made = []
    for a, b, opacity in ((9, 19, 0.8), (24, 32, 0.5), (37, 43, 0.28)):
        one, two = direction * a, direction * b
        ends = (
            {"x": x, "x2": x, "y": y + one, "y2": y + two}
            if upright
            else {"x": x + one, "x2": x + two, "y": y, "y2": y}
        )
        made.append({**ends, "colour": colour, "opacity": opacity})
    return made


def layered(alt: Any, layers: Sequence[Any], frame: Frame) -> Any:
    """The layers as one chart of exactly the frame's size."""
    return alt.layer(*layers).properties(width=frame.width, height=frame.height, padding=frame.padding, autosize="none")
