"""Before and after: two columns, one line a series."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job
from ..labels import Box, Label, place, text_width
from ..scales import Frame, Scale, measure, ticks
from .kind import Kind, KindBlock

if TYPE_CHECKING:
    import altair as alt


class SlopeBlock(KindBlock):
    before = blocks.CharBlock(max_length=30, help_text="Heading of the left column, such as FY2022.")
    after = blocks.CharBlock(max_length=30, help_text="Heading of the right column.")

    option_names = ("before", "after")

    class Meta:
        icon = "resubmit"
        label = "Before and after"
        group = "Change"
        description = "Two columns joined by a line for each group; the first two figures of a group are its ends."


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError where a group has not exactly two figures."""
    import altair as alt

    narrow = job.width == "narrow"
    groups = list(dict.fromkeys(p.group or p.label for p in job.points))
    ends = {g: [p for p in job.points if (p.group or p.label) == g] for g in groups}
    for name, pair in ends.items():
        if len(pair) != 2:
            raise ValueError(f"“{name}” has {len(pair)} figures; before and after needs two of each")
    scale_of = measure([p.value for p in job.points], job.unit)
    side = int(max(text_width(p.text, 15) for p in job.points)) + 20
    names = int(max(text_width(g, 14) for g in groups)) + 20
    frame = Frame.of(
        theme.PLOT[job.width],
        320,
        side if narrow else 200,
        side if narrow else max(240, names + side),
        44,
        16,
    )
    values = [v / scale_of.divisor for p in job.points for v in (p.value,)]
    marks = ticks(min(0.0, *values), max(0.0, *values), 4)
    y = Scale(marks[0], marks[-1], frame.height)
    rows = [
        {
            "group": g, "at": n * frame.width, "column": n, "py": frame.height - y.px(p.value / scale_of.divisor),
            "text": p.text, "qualifier": p.qualifier, "period": p.period, "label": p.label,
            "colour": theme.COLOUR["signal"] if any(q.marked for q in pair) else theme.DATA[groups.index(g) % 6],
        }
        for g, pair in ends.items()
        for n, p in enumerate(pair)
    ]  # fmt: skip
    layers = [
        *_columns(alt, job, frame),
        *_zero(alt, y, frame),
        *_lines(alt, rows),
        *_words(alt, rows, frame, narrow),
    ]
    return alt.layer(*layers).properties(width=frame.width, height=frame.height, padding=frame.padding, autosize="none")


def _columns(alt: Any, job: Job, frame: Frame) -> list[Any]:
    rows = [{"at": 0, "text": job.options["before"]}, {"at": frame.width, "text": job.options["after"]}]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("at:Q", scale=None, axis=None))
    return [
        base.mark_rule(color=theme.COLOUR["rule-strong"]).encode(y=alt.value(-10), y2=alt.value(frame.height)),
        base.mark_text(baseline="bottom", fontSize=14, fontWeight=600, dy=-18).encode(y=alt.value(0), text="text:N"),
    ]


def _zero(alt: Any, y: Scale, frame: Frame) -> list[Any]:
    if y.low >= 0:
        return []
    at = frame.height - y.px(0)
    rule = (
        alt.Chart(alt.Data(values=[{"text": "0"}]))
        .mark_rule(color=theme.COLOUR["rule"])
        .encode(x=alt.value(0), x2=alt.value(frame.width), y=alt.value(at))
    )
    return [rule]


def _lines(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("py:Q", scale=None, axis=None)
    )
    return [
        base.mark_line(strokeWidth=2.5).encode(detail="group:N", stroke=alt.Stroke("colour:N", scale=None)),
        base.mark_point(filled=True, opacity=1, size=130).encode(
            fill=alt.Fill("colour:N", scale=None), stroke=alt.value(None)
        ),
    ]


def _words(alt: Any, rows: list[dict[str, Any]], frame: Frame, narrow: bool) -> list[Any]:
    """Values outside the columns, the name of the series after its right value (above its line on a phone)."""
    layers = []
    for column, align, sign in ((0, "right", -1), (1, "left", 1)):
        mine = sorted((r for r in rows if r["column"] == column), key=lambda r: r["py"])
        texts = [r["text"] if narrow or column == 0 else f"{r['text']}  {r['group']}" for r in mine]
        word = "left" if sign < 0 else "right"
        places = [word, f"{word} above", f"{word} below"]
        placed = place(
            [Label(r["at"], r["py"], text_width(t, 15), 20, places) for r, t in zip(mine, texts, strict=True)],
            Box(-400, -60, frame.width + 500, frame.height + 40),
        )
        data = [{**r, "words": t, "dy": s.dy + 15 if s else 5} for r, t, s in zip(mine, texts, placed, strict=True)]
        layers.append(
            alt.Chart(alt.Data(values=data))
            .mark_text(align=align, fontSize=15, fontWeight=600, dx=sign * 12, dy=alt.expr("datum.dy"))
            .encode(
                x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("py:Q", scale=None, axis=None), text="words:N",
                color=alt.Color("colour:N", scale=None),
            )
        )  # fmt: skip
    if narrow:
        middles = _middles(rows, frame)
        layers.append(
            alt.Chart(alt.Data(values=middles))
            .mark_text(fontSize=13, baseline="top", fontWeight=600)
            .encode(
                x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("py:Q", scale=None, axis=None), text="group:N",
                color=alt.Color("colour:N", scale=None),
            )
        )  # fmt: skip
    return layers


def _middles(rows: list[dict[str, Any]], frame: Frame) -> list[dict[str, Any]]:
    """Where the name of each series stands between the columns, off every line."""
    pairs = [[r for r in rows if r["group"] == g] for g in dict.fromkeys(r["group"] for r in rows)]
    lines = [
        Box(x - 4, y - 4, x + 4, y + 4)
        for a, b in pairs
        for n in range(25)
        for x, y in [(frame.width * n / 24, a["py"] + (b["py"] - a["py"]) * n / 24)]
    ]
    wanted = [
        Label(
            frame.width / 2,
            (a["py"] + b["py"]) / 2,
            text_width(a["group"], 13),
            16,
            ["above", "below"],
            gap=8,
        )
        for a, b in pairs
    ]
    placed = place(wanted, Box(-400, 0, frame.width + 400, frame.height), lines)
    return [
        {**a, "at": frame.width / 2, "py": label.y + (spot.dy if spot else 0)}
        for (a, _), label, spot in zip(pairs, wanted, placed, strict=True)
    ]


KIND = Kind("slope", SlopeBlock, build)
