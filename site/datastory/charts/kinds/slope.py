"""Before and after: two columns, one line a series."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job
from ..labels import shorten, spread, text_width
from ..scales import Frame, Scale, measure, ticks
from ..widths import wrap
from .kind import Kind, KindBlock
from .marks import Row, texts, word
from .telling import series

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
    side = int(max(text_width(p.said, 15) for p in job.points)) + 20
    names = int(max(text_width(g, 14) for g in groups)) + 20
    frame = Frame.of(
        theme.PLOT[job.width],
        320,
        side if narrow else 200,
        max(side, 124) if narrow else min(460, max(240, names + side)),
        44,
        16,
    )
    values = [v / scale_of.divisor for p in job.points for v in (p.value,)]
    marks = ticks(min(0.0, *values), max(0.0, *values), 4)
    y = Scale(marks[0], marks[-1], frame.height)
    rows = [
        {
            "group": g, "at": n * frame.width, "column": n, "py": frame.height - y.px(p.value / scale_of.divisor),
            "text": p.said, "qualifier": p.qualifier, "period": p.period, "label": p.label,
            "slug": p.slug,
            "colour": theme.COLOUR["signal"] if any(q.marked for q in pair) else theme.DATA[groups.index(g) % 6],
            "ink": "signal" if any(q.marked for q in pair) else f"data-{groups.index(g) % 6 + 1}",
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
        base.mark_rule(color=theme.COLOUR["rule-strong"]).encode(y=alt.YValue(-10), y2=alt.Y2Value(frame.height)),
        base.mark_text(baseline="bottom", fontSize=14, fontWeight=600, dy=-18).encode(
            y=alt.YValue(0), text=alt.Text("text:N")
        ),
    ]


def _zero(alt: Any, y: Scale, frame: Frame) -> list[Any]:
    if y.low >= 0:
        return []
    at = frame.height - y.px(0)
    rule = (
        alt.Chart(alt.Data(values=[{"text": "0"}]))
        .mark_rule(color=theme.COLOUR["rule"])
        .encode(x=alt.XValue(0), x2=alt.X2Value(frame.width), y=alt.YValue(at))
    )
    return [rule]


def _lines(alt: Any, rows: list[dict[str, Any]]) -> list[Any]:
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("py:Q", scale=None, axis=None)
    )
    return [
        base.mark_line(strokeWidth=2.5).encode(detail=alt.Detail("group:N"), stroke=alt.Stroke("colour:N", scale=None)),
        base.mark_point(filled=True, opacity=1, size=130).encode(
            fill=alt.Fill("colour:N", scale=None), stroke=alt.StrokeValue(None)
        ),
    ]


def _words(alt: Any, rows: list[Row], frame: Frame, narrow: bool) -> list[Any]:
    """Values outside the columns; the name of each series with its right value, on a phone under it."""
    words: list[Row] = []
    for column, align, sign in ((0, "right", -1), (1, "left", 1)):
        mine = [r for r in rows if r["column"] == column]
        named = column == 1
        under = {r["group"]: wrap(r["group"], frame.right - 14, 13) if narrow and named else [] for r in mine}
        heights = [24.0 + 17 * len(under[r["group"]]) for r in mine]
        middles = spread([r["py"] for r in mine], heights, -8, frame.height + 14)
        for r, tall, middle in zip(mine, heights, middles, strict=True):
            x, top = r["at"] + sign * 12, middle - tall / 2 + 12
            if named and not narrow:
                room = frame.right - 24 - text_width(r["text"], 15)
                words.append(
                    word(x, top, f"{r['text']}  {shorten(r['group'], room, 15)}", 15, r["ink"], align, weight=600)
                )
            else:
                words.append(word(x, top, r["text"], 15, r["ink"], align, weight=600))
            words += [word(x, top + 18 + 16 * n, line, 13, r["ink"], align) for n, line in enumerate(under[r["group"]])]
    return texts(alt, words)


def summary(job: Job) -> str:
    """Each line from its first to its second end."""
    groups = list(dict.fromkeys(p.group or p.label for p in job.points))
    return " ".join(series(g, [p for p in job.points if (p.group or p.label) == g]) for g in groups)


KIND = Kind("slope", SlopeBlock, build, summary, most=24)
