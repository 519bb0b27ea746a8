"""Parts of a whole: one row a group, its parts laid end to end."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from .. import theme
from ..data import Job
from ..labels import text_width
from ..scales import Frame
from .kind import Kind, KindBlock
from .telling import named
from .wording import listed

if TYPE_CHECKING:
    import altair as alt


class SharesBlock(KindBlock):
    whole = blocks.FloatBlock(
        required=False,
        help_text="What makes a whole row, in base units: 100 for percentages. Empty: the longest row.",
    )
    rest = blocks.CharBlock(required=False, max_length=40, help_text="What the rest of a row is called.")

    option_names = ("whole", "rest")

    class Meta:
        icon = "site"
        label = "Parts of a whole"
        group = "Amounts"
        description = "One row a group, its parts end to end; what is missing to the whole is left open."


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError where a part is below zero."""
    import altair as alt

    narrow = job.width == "narrow"
    groups = list(dict.fromkeys(p.group or p.period or p.label for p in job.points))
    negative = [p.label for p in job.points if p.value < 0]
    if negative:
        raise ValueError(f"below zero, and so no part of a whole: {listed(list(dict.fromkeys(negative)))}")
    totals = {g: sum(p.value for p in job.points if (p.group or p.period or p.label) == g) for g in groups}
    whole = job.options.get("whole") or max(totals.values()) or 1.0
    most = max(sum((p.group or p.period or p.label) == g for p in job.points) for g in groups)
    pitch = 96 + 18 * most if narrow else 104
    frame = Frame.of(theme.PLOT[job.width], pitch * len(groups), 0, 0, 0, 4)
    rows, rests = [], []
    for n, group in enumerate(groups):
        at = 0.0
        parts = [p for p in job.points if (p.group or p.period or p.label) == group]
        for k, p in enumerate(parts):
            wide = p.value / whole * frame.width
            rows.append(
                {
                    "group": group,
                    "slug": p.slug,
                    "label": p.label,
                    "text": p.said,
                    "period": p.period,
                    "x": at,
                    "x2": max(at, at + wide - 2),
                    "wide": wide,
                    "top": n * pitch + 32,
                    "bottom": n * pitch + 68,
                    "colour": theme.COLOUR["signal"] if p.marked else theme.DATA[k % 6],
                }
            )
            at += wide
        if at < frame.width - 2:
            rests.append({"group": group, "label": job.options.get("rest") or "", "x": at, "x2": frame.width - 1.0,
                          "top": n * pitch + 33, "bottom": n * pitch + 67})  # fmt: skip
    heads = [{"text": g, "y": n * pitch + 16} for n, g in enumerate(groups)]
    layers = [
        _rest(alt, rests),
        _parts(alt, rows),
        _heads(alt, heads),
        *_words(alt, rows, rests, frame, narrow),
    ]
    return alt.layer(*[layer for layer in layers if layer is not None]).properties(
        width=frame.width, height=frame.height, padding=frame.padding, autosize="none"
    )


def _rect(alt: Any, rows: list[dict[str, Any]], **mark: Any) -> Any:
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_rect(**mark)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            x2=alt.X2("x2:Q"),
            y=alt.Y("top:Q", scale=None, axis=None),
            y2=alt.Y2("bottom:Q"),
        )
    )


def _parts(alt: Any, rows: list[dict[str, Any]]) -> Any:
    return _rect(alt, rows).encode(fill=alt.Fill("colour:N", scale=None))


def _rest(alt: Any, rests: list[dict[str, Any]]) -> Any:
    if not rests:
        return None
    return _rect(
        alt,
        rests,
        fill=None,
        fillOpacity=0,
        strokeWidth=1.5,
        strokeDash=[4, 3],
        stroke=theme.COLOUR["rule-strong"],
    )


def _heads(alt: Any, heads: list[dict[str, Any]]) -> Any:
    return (
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", baseline="middle", fontSize=14, fontWeight=600)
        .encode(x=alt.XValue(0), y=alt.Y("y:Q", scale=None, axis=None), text=alt.Text("text:N"))
    )


def _words(alt: Any, rows: list[dict[str, Any]], rests: list[dict[str, Any]], frame: Frame, narrow: bool) -> list[Any]:
    """The value inside its part where it fits, the name under it; on a phone each name has a line of its own."""
    inside, names = [], []
    lines: dict[str, int] = {}
    last: dict[str, float] = {}
    for row in rows:
        fits = text_width(row["text"], 16) + 16 < row["wide"]
        name = row["label"] if fits else f"{row['label']}, {row['text']}"
        line = lines.get(row["group"], 0) if narrow else 0
        lines[row["group"]] = line + 1
        at = row["x"] if narrow else max(row["x"], last.get(row["group"], 0.0))
        wide = text_width(name, 13)
        if at + wide > frame.width:
            at = frame.width - wide
        names.append({**row, "name": name, "at": at, "under": row["bottom"] + 8 + 18 * line})
        last[row["group"]] = at + wide + 14
        if fits:
            inside.append({**row, "at": row["x"] + 10, "middle": (row["top"] + row["bottom"]) / 2})
    for rest in rests:
        wide = text_width(rest["label"], 13)
        if rest["label"] and rest["x2"] - rest["x"] > wide + 20:
            names.append(
                {
                    **rest,
                    "name": rest["label"],
                    "at": rest["x2"] - wide,
                    "under": rest["bottom"] + 8,
                    "colour": theme.COLOUR["ink-soft"],
                }
            )
    under = alt.Chart(alt.Data(values=names)).mark_text(align="left", baseline="top", fontSize=13).encode(
        x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("under:Q", scale=None, axis=None), text=alt.Text("name:N"),
        color=alt.Color("colour:N", scale=None),
    )  # fmt: skip
    layers = [under]
    if inside:
        layers.append(
            alt.Chart(alt.Data(values=inside))
            .mark_text(align="left", baseline="middle", fontSize=16, fontWeight=600, color=theme.COLOUR["paper"])
            .encode(
                x=alt.X("at:Q", scale=None, axis=None),
                y=alt.Y("middle:Q", scale=None, axis=None),
                text=alt.Text("text:N"),
            )
        )
    return layers


def summary(job: Job) -> str:
    """Row by row, the parts in order, and what part of the whole they make up."""
    groups = list(dict.fromkeys(p.group or p.period or p.label for p in job.points))
    clauses = []
    for group in groups:
        parts = [p for p in job.points if (p.group or p.period or p.label) == group]
        inside = "; ".join(f"{p.label}, {p.said}" if p.group else named(p) for p in parts)
        clauses.append(f"{group}: {inside}.")
    rest = job.options.get("rest")
    return f"{' '.join(clauses)}{f' The rest of each row: {rest}.' if rest and job.options.get('whole') else ''}"


KIND = Kind("shares", SharesBlock, build, summary, most=60)
