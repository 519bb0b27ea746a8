"""Revenue mix and blended gross margin: wide is what is sold, high is what is kept of it."""

from .. import theme
from . import phrases
from .drawing import BLUE, INK, SIGNAL, TEAL
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input(
        "first", "Revenue of the first part", "billions", 0.01, 10, 0.01, factor=1e9, assumed=3, because="A round sum."
    ),
    Input(
        "first_margin",
        "Gross margin of the first part",
        "percents",
        0,
        100,
        0.5,
        assumed=50,
        because="Half of a sale is kept.",
    ),
    Input(
        "second", "Revenue of the second part", "billions", 0, 10, 0.01, factor=1e9, assumed=1, because="A round sum."
    ),
    Input(
        "second_margin",
        "Gross margin of the second part",
        "percents",
        0,
        100,
        0.5,
        assumed=75,
        because="What software keeps.",
    ),
    Input("whole", "Gross margin of the whole, as documented", "percents", fixed=True),
)

FORMULAS = {
    "total": "first + second",
    "share": "second / total * 100",
    "profit": "(first * first_margin + second * second_margin) / 100",
    "blended": "profit / total * 100",
    "gap": "abs(blended - whole)",
    "outcome": "gap < 0.05 ? 2 : (blended > whole ? 0 : 1)",
}


def reckon(v: Values) -> dict[str, float]:
    """Billions of dollars and percentages."""
    total = v["first"] + v["second"]
    profit = (v["first"] * v["first_margin"] + v["second"] * v["second_margin"]) / 100
    blended = profit / total * 100
    gap = abs(blended - v["whole"])
    return {
        "total": total,
        "share": v["second"] / total * 100,
        "profit": profit,
        "blended": blended,
        "gap": gap,
        "outcome": 2 if gap < 0.05 else (0 if blended > v["whole"] else 1),
    }


HEIGHT = 260


def build(s: Setting) -> Drawn:
    """Two columns as wide as their revenue and as high as their margin; a line across at what they come to."""
    alt = s.alt
    size = 13 if s.narrow else 15
    wide = s.total - (128 if s.narrow else 160)
    data = alt.Data(values=[{"n": 0, "colour": BLUE}, {"n": 1, "colour": TEAL}])
    base = alt.Chart(data).transform_calculate(
        left=f"[0, first / total][datum.n] * {wide}",
        right=f"[first / total, 1][datum.n] * {wide} - (datum.n ? 0 : 2)",
        top=f"{HEIGHT} - [first_margin, second_margin][datum.n] / 100 * {HEIGHT}",
        words=_pick("{first|billions}", "{second|billions}"),
        kept=_pick("{first_margin|percents}", "{second_margin|percents}"),
        fits=f"[first / total, second / total][datum.n] * {wide} > 70",
    )
    lines = alt.Chart(alt.Data(values=[{"n": 0}, {"n": 1}])).transform_calculate(
        at=f"{HEIGHT} - [blended, whole][datum.n] / 100 * {HEIGHT}",
        words=_pick("together {blended|percents}", "documented {whole|percents}"),
    )
    left, top = (alt.X("left:Q", scale=None, axis=None), alt.Y("top:Q", scale=None, axis=None))
    at = alt.Y("at:Q", scale=None, axis=None)
    layers = [
        base.mark_rect().encode(
            x=left, x2=alt.X2("right:Q"), y=top, y2=alt.Y2Value(HEIGHT), fill=alt.Fill("colour:N", scale=None)
        ),
        alt.Chart(alt.Data(values=[{}]))
        .mark_rule(color=theme.COLOUR["rule-strong"])
        .encode(x=alt.XValue(0), x2=alt.X2Value(wide), y=alt.YValue(HEIGHT)),
        base.transform_filter("datum.fits")
        .mark_text(align="left", baseline="top", dx=10, dy=10, fontSize=16, fontWeight=600, color=theme.COLOUR["paper"])
        .encode(x=left, y=top, text=alt.Text("kept:N")),
        base.transform_filter("datum.fits")
        .mark_text(align="left", baseline="top", dy=8, fontSize=14, color=INK)
        .encode(x=left, y=alt.YValue(HEIGHT), text=alt.Text("words:N")),
        lines.transform_filter("datum.n === 0")
        .mark_rule(strokeWidth=2.5, color=SIGNAL)
        .encode(x=alt.XValue(0), x2=alt.X2Value(wide), y=at),
        lines.transform_filter("datum.n === 1")
        .mark_rule(strokeWidth=2, strokeDash=[5, 3], color=INK)
        .encode(x=alt.XValue(0), x2=alt.X2Value(wide), y=at),
        *(
            lines.transform_filter(f"datum.n === {n} && {mark}(blended >= whole)")
            .mark_text(align="left", baseline=baseline, dx=8, dy=dy, fontSize=size, fontWeight=600, color=colour)
            .encode(x=alt.XValue(wide), y=at, text=alt.Text("words:N"))
            for n, colour, places in ((0, SIGNAL, ("", "!")), (1, INK, ("!", "")))
            for mark, baseline, dy in zip(places, ("bottom", "top"), (2, -2), strict=True)
        ),
    ]
    return Drawn(layers, HEIGHT, below=32)


def _pick(first: str, second: str) -> str:
    """The expression of the template for row 0 or 1."""
    return f"[{phrases.expression(first)}, {phrases.expression(second)}][datum.n]"


MODEL = Model(
    name="revenue-mix",
    label="Revenue mix and gross margin",
    description="Two parts of a company, each with its revenue and its gross margin, and what they come to.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=tuple(
        "Of {total|billions} the second part brings {share|percents}. Together they keep {profit|billions}, a gross "
        f"margin of {{blended|percents}}: {end}"
        for end in (
            "{gap|tenth} points more than the documented {whole|percents}.",
            "{gap|tenth} points less than the documented {whole|percents}.",
            "the documented one.",
        )
    ),
    build=build,
)
