"""How models are drawn: bars, steps and curves whose lengths are Vega's own results, so that they move with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import theme
from . import phrases
from .model import Drawn, Setting

INK, SOFT, RULE, STRONG = (theme.COLOUR[name] for name in ("ink", "ink-soft", "rule", "rule-strong"))
BLUE, TEAL, OCHRE, SIGNAL = (theme.COLOUR[name] for name in ("data-1", "data-2", "data-3", "signal"))
PITCH = 64  # px from bar to bar
LINE = 18  # px from line to line of what is assumed
LEFT = 56  # px that the labels of a vertical axis take


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `value`, both expressions; `words` is a template of what stands at its end."""

    label: str
    value: str
    words: str
    colour: str = BLUE
    start: str = "0"
    documented: bool = False  # drawn hollow: it is there to compare with


def bars(s: Setting, rows: Sequence[Bar]) -> Drawn:
    """Horizontal bars on one scale with zero, each with its name above it and its value at its end."""
    alt = s.alt
    data = alt.Data(
        values=[
            {"n": n, "label": bar.label, "colour": bar.colour, "own": not bar.documented} for n, bar in enumerate(rows)
        ]
    )
    base = (
        alt.Chart(data)
        .transform_calculate(
            start=_each([bar.start for bar in rows]),
            value=_each([bar.value for bar in rows]),
            words=_each([phrases.expression(bar.words) for bar in rows]),
        )
        .transform_calculate(
            right="max(datum.start, datum.value)",
            top=f"datum.n * {PITCH} + 26",
            bottom=f"datum.n * {PITCH} + 50",
            middle=f"datum.n * {PITCH} + 38",
            name=f"datum.n * {PITCH} + 14",
        )
    )
    y = alt.Y("top:Q", scale=None, axis=None)
    reserve = 132 if s.narrow else 150
    x = alt.X("start:Q", axis=None, scale=alt.Scale(zero=True, nice=False, range=[0, s.total - reserve]))
    shape = base.encode(x=x, x2=alt.X2("value:Q"), y=y, y2=alt.Y2("bottom:Q"))
    text = base.encode(text=alt.Text("words:N"))
    layers = [
        shape.transform_filter("datum.own").mark_rect().encode(fill=alt.Fill("colour:N", scale=None)),
        shape.transform_filter("!datum.own")
        .mark_rect(fill=theme.COLOUR["paper"], fillOpacity=0, strokeWidth=2, strokeDash=[5, 3])
        .encode(stroke=alt.Stroke("colour:N", scale=None)),
        alt.Chart(alt.Data(values=[{"zero": 0}]))
        .mark_rule(color=STRONG)
        .encode(x=alt.X("zero:Q", axis=None), y=alt.YValue(20), y2=alt.Y2Value(len(rows) * PITCH)),
        text.mark_text(align="left", baseline="middle", dx=10, fontSize=16, fontWeight=600, color=INK).encode(
            x=alt.X("right:Q", axis=None), y=alt.Y("middle:Q", scale=None, axis=None)
        ),
        base.mark_text(align="left", baseline="middle", fontSize=14, color=INK).encode(
            x=alt.XValue(0), y=alt.Y("name:Q", scale=None, axis=None), text=alt.Text("label:N")
        ),
    ]
    return Drawn(layers, len(rows) * PITCH)


@dataclass(frozen=True)
class Curve:
    """A line of `value`, an expression over `datum.x`, with `words` at it; `short` where there is little room."""

    words: str
    value: str
    short: str = ""
    colour: str = BLUE


@dataclass(frozen=True)
class Across:
    """The horizontal axis of curves: from `low` to `high`, expressions, in so many steps, and its title."""

    low: str
    high: str
    title: str
    steps: int = 60
    form: str = ",d"


@dataclass(frozen=True)
class Dot:
    """A point at (x, y), expressions, with its words."""

    x: str
    y: str
    words: str
    colour: str = SIGNAL


@dataclass(frozen=True)
class Up:
    """The vertical axis: how its numbers are written."""

    form: str = ",d"
    after: str = ""


def curves(s: Setting, lines: Sequence[Curve], across: Across, up: Up, dots: Sequence[Dot] = ()) -> Drawn:
    """Lines on two axes with zero; the higher one's words above its end, the lower one's under its last part."""
    alt = s.alt
    grid = alt.Data(sequence=alt.SequenceParams(start=0, stop=across.steps + 1, step=1, **{"as": "n"}))
    steps = (
        alt.Chart(grid)
        .transform_calculate(x=f"{across.low} + ({across.high} - {across.low}) * datum.n / {across.steps}")
    )  # fmt: skip
    x = alt.X(
        "x:Q",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(title=across.title, format=across.form, tickCount=4 if s.narrow else 7, labelBound=True),
    )
    up_axis = alt.Axis(
        title=None,
        format=up.form,
        labelExpr=f"datum.label + '{up.after}'",
        grid=True,
        tickCount=4,
        labelAlign="left",
        labelPadding=0 if s.narrow else LEFT,
        labelBaseline="bottom" if s.narrow else "middle",
        labelOffset=-3 if s.narrow else 0,
    )
    y = alt.Y("y:Q", scale=alt.Scale(zero=True, nice=True), axis=up_axis)
    layers = []
    for n, line in enumerate(lines):
        drawn = steps.transform_calculate(y=line.value)
        layers.append(drawn.mark_line(strokeWidth=2.5, color=line.colour).encode(x=x, y=y))
        others = [other.value for m, other in enumerate(lines) if m != n]
        lower = " || ".join(f"({line.value}) < ({other})" for other in others) or "false"
        words = phrases.expression(line.short if s.narrow and line.short else line.words)
        spots = ((across.steps, "!", "right", "bottom", -10), (across.steps * 3 // 5, "", "left", "top", 12))
        layers += [
            drawn.transform_filter(f"datum.n === {step} && {mark}({lower})")
            .transform_calculate(words=words)
            .mark_text(align=align, baseline=baseline, dy=dy, fontSize=14, fontWeight=600, color=line.colour)
            .encode(x=x, y=y, text=alt.Text("words:N"))
            for step, mark, align, baseline, dy in spots
        ]
    for dot in dots:
        at = alt.Chart(alt.Data(values=[{}])).transform_calculate(
            x=dot.x, y=dot.y, words=phrases.expression(dot.words),
            left=f"({dot.x}) > {across.low} + ({across.high} - {across.low}) * 0.55",
        )  # fmt: skip
        layers.append(at.mark_point(filled=True, size=180, opacity=1, color=dot.colour).encode(x=x, y=y))
        layers += [
            at.transform_filter(f"{mark}datum.left")
            .mark_text(align=align, baseline="middle", dx=dx, fontSize=15, fontWeight=600, color=dot.colour)
            .encode(x=x, y=y, text=alt.Text("words:N"))
            for mark, align, dx in (("!", "left", 14), ("", "right", -14))
        ]
    return Drawn(layers, 300 if s.narrow else 340, left=0 if s.narrow else LEFT, below=52)


def assumptions(s: Setting, top: float) -> list[Any]:
    """What is assumed, one to a line from `top` px down: a picture is passed on without the page round it."""
    if not s.assumed:
        return []
    alt = s.alt
    texts = [
        phrases.expression(f"Assumed: {entry.label[0].lower()}{entry.label[1:]}, {{{entry.name}|{entry.form}}}")
        for entry in s.model.inputs
        if entry.name in s.assumed
    ]
    lines = alt.Chart(alt.Data(values=[{"n": n} for n in range(len(texts))])).transform_calculate(
        words=_each(texts), at=f"datum.n * {LINE} + {top}"
    )
    return [
        lines.mark_text(align="left", baseline="top", fontSize=13, color=SOFT).encode(
            x=alt.XValue(0), y=alt.Y("at:Q", scale=None, axis=None), text=alt.Text("words:N")
        )
    ]


def _each(expressions: Sequence[str]) -> str:
    """The expression of the row's number."""
    return f"[{', '.join(f'({each})' for each in expressions)}][datum.n]"
