"""Who stands where: layers of the market as rows, groups of firms or firms as columns, a dot where they meet."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .. import theme
from ..data import Job
from ..labels import shorten, text_width
from ..scales import Frame
from ..widths import wrap
from .kind import Kind, KindBlock
from .marks import Row, areas, dots, layered, rings, rules, texts, word
from .wording import listed

if TYPE_CHECKING:
    import altair as alt

Firm = tuple[str, str, str, tuple[str, ...]]  # name, group, relation, the layers that it stands in


class MatrixBlock(KindBlock):
    figures = None  # firms and layers, no figures
    layers = blocks.ListBlock(
        SnippetChooserBlock("companies.Layer"),
        required=False,
        default=[],
        help_text="The rows. Empty: all, from the carrier up.",
    )
    groups = blocks.ListBlock(
        SnippetChooserBlock("companies.Group"),
        required=False,
        default=[],
        help_text="The columns: a dot for each of a group's firms.",
    )
    firms = blocks.ListBlock(
        SnippetChooserBlock("companies.Profile"),
        required=False,
        default=[],
        help_text="In place of groups: one column a firm.",
    )

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """One row a meeting of layer and column: who stands there. Read from published entries."""
        layer, profile = apps.get_model("companies", "Layer"), apps.get_model("companies", "Profile")
        wanted = {chosen.pk for chosen in value["layers"] if chosen}
        rows = [row for row in layer.objects.filter(live=True) if not wanted or row.pk in wanted]
        names = {row.pk: row.name for row in rows}
        found = list(profile.objects.filter(live=True).select_related("subject", "group").prefetch_related("layers"))
        found.sort(key=lambda p: (p.group.position, p.position, p.slug))
        standing = {p.pk: tuple(names[each.pk] for each in p.layers.all() if each.pk in names) for p in found}
        own = next((standing[p.pk] for p in found if p.relation == "self"), ())
        firms = [chosen.pk for chosen in value["firms"] if chosen]
        groups = [chosen.pk for chosen in value["groups"] if chosen]
        if firms:
            chosen = sorted((p for p in found if p.pk in firms), key=lambda p: firms.index(p.pk))
        else:
            chosen = [p for p in found if p.relation != "self" and (not groups or p.group_id in groups)]
            if groups:
                chosen.sort(key=lambda p: groups.index(p.group_id))
        entries = [(p.subject.name, p.group.name, p.get_relation_display(), standing[p.pk]) for p in chosen]
        return cells([row.name for row in rows], entries, own, bool(firms))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["groups"] and cleaned["firms"]:
            raise blocks.StructBlockValidationError(
                block_errors={"firms": ValidationError("Choose groups or firms for the columns, not both.")}
            )
        return cleaned

    class Meta:
        icon = "table"
        label = "Who stands where"
        group = "Companies"
        description = "A matrix: layers of the market as rows, groups or firms as columns, a dot for each firm."


def cells(layers: Sequence[str], firms: Iterable[Firm], own: Iterable[str], by_firm: bool) -> list[dict[str, Any]]:
    """Plain rows for the drawing and its table: one a meeting of layer and column, empty ones too."""
    chosen, ours = list(firms), set(own)
    columns = list(dict.fromkeys(name if by_firm else group for name, group, _, _ in chosen))
    return [
        {
            "label": column,
            "group": layer,
            "period": "",
            "text": ", ".join(there) or "none",
            "names": there,
            "own": layer in ours,
            "by_firm": by_firm,
        }
        for layer in layers
        for column in columns
        for there in [[n for n, g, _, stands in chosen if layer in stands and (n if by_firm else g) == column]]
    ]


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError where no firm stands in any of the layers, or there are too many columns."""
    import altair as alt

    narrow = job.width == "narrow"
    layers = list(dict.fromkeys(row["group"] for row in job.rows))[::-1]  # the carrier at the foot
    columns = list(dict.fromkeys(row["label"] for row in job.rows))
    if not any(row["names"] for row in job.rows):
        raise ValueError("none of the firms chosen stands in one of the layers chosen, so there is nothing to draw")
    if len(layers) > 30:
        raise ValueError(f"{len(layers)} layers are more than can be read; choose 30 at most")
    if len(columns) > 20:
        raise ValueError(
            f"{len(columns)} columns are more than can be read; choose 20 at most, or groups in place of firms"
        )
    left = 0 if narrow else min(240, int(max(text_width(name, 14) for name in layers)) + 48)
    step = (theme.PLOT[job.width] - left - (0 if narrow else 20)) / len(columns)
    upright = step < 84 and not (len(columns) <= 4)
    heads, top = _heads(columns, step, upright)
    pitch, lift = _pitch(job.rows, step, narrow)
    frame = Frame.of(theme.PLOT[job.width], pitch * len(layers), left, 0, top, 30)
    cell: list[Row] = []
    filled: list[Row] = []
    empty: list[Row] = []
    for row in job.rows:
        n, k = layers.index(row["group"]), columns.index(row["label"])
        cell.append(
            {"label": row["label"], "group": row["group"], "text": row["text"], "x": k * step, "x2": (k + 1) * step - 8}
            | {"y": n * pitch + 3, "y2": (n + 1) * pitch - 3}
        )
        jacks = _jacks(row, k * step, n * pitch + lift, step, row["own"])
        (filled if row["names"] else empty).extend(jacks)
    own = {row["group"] for row in job.rows if row["own"]}
    layers_drawn = [
        *areas(alt, cell),
        *rules(alt, _rows(len(layers), pitch, frame)),
        *rings(alt, empty, wide=1),
        *dots(alt, filled),
        *dots(alt, [_self(n, pitch, frame, narrow) for n, name in enumerate(layers) if name in own]),
        *texts(
            alt,
            [
                *heads,
                *_names(layers, own, pitch, frame, narrow),
                *_counts(job.rows, layers, columns, step, pitch, lift, narrow),
            ],
        ),
        *_key(alt, bool(own), frame),
    ]
    return layered(alt, layers_drawn, frame)


DOT, APART = 9, 12  # px: across a dot, and from one to the next


def _pitch(rows: Sequence[Row], step: float, narrow: bool) -> tuple[int, int]:
    """The height of a row, and how far under its top its dots begin."""
    across = max(1, int((step - 22) // APART))
    lines = max(-(-len(row["names"]) // across) for row in rows)
    head = 24 if narrow else 8
    return head + max(1, lines) * APART + (10 if narrow else 14), head + 6


def _jacks(row: Row, left: float, top: float, step: float, own: bool) -> list[Row]:
    """A dot for each firm; a small empty ring where there is none."""
    across = max(1, int((step - 22) // APART))
    if not row["names"]:
        return [{"x": left + DOT / 2 + 1, "y": top + DOT / 2, "area": 22, "colour": theme.COLOUR["rule-strong"]}]
    return [
        {
            "label": name, "group": row["group"], "period": "", "text": row["label"], "slug": "", "marked": own,
            "x": left + (n % across) * APART + DOT / 2 + 1, "y": top + (n // across) * APART + DOT / 2,
            "area": 75, "colour": theme.COLOUR["data-1"],
        }
        for n, name in enumerate(row["names"])
    ]  # fmt: skip


def _heads(columns: list[str], step: float, upright: bool) -> tuple[list[Row], int]:
    if upright:
        tall = int(min(170, max(text_width(name, 13) for name in columns))) + 20
        return [
            word(k * step + 8, -12, shorten(name, tall, 13), 13, weight=600, angle=-90)
            for k, name in enumerate(columns)
        ], tall + 14
    lines = {name: wrap(name, step - 12, 13, 3) for name in columns}
    most = max(len(wrapped) for wrapped in lines.values())
    return [
        word(k * step, -14 - 17 * (len(lines[name]) - 1 - n), line, 13, weight=600)
        for k, name in enumerate(columns)
        for n, line in enumerate(lines[name])
    ], 17 * most + 16


def _rows(count: int, pitch: int, frame: Frame) -> list[Row]:
    return [
        {"x": -frame.left, "x2": frame.width, "y": n * pitch, "y2": n * pitch, "colour": theme.COLOUR["rule"]}
        for n in range(count + 1)
    ]


def _self(n: int, pitch: int, frame: Frame, narrow: bool) -> Row:
    """The mark of the story's own company before the name of a layer."""
    y = n * pitch + (15 if narrow else pitch / 2)
    return {"x": -frame.left + 5, "y": y, "area": 75, "colour": theme.COLOUR["signal"]}


def _names(layers: list[str], own: set[str], pitch: int, frame: Frame, narrow: bool) -> list[Row]:
    return [
        word(
            -frame.left + (17 if own else 0),
            n * pitch + (15 if narrow else pitch / 2),
            shorten(name, frame.width - 17 if narrow else frame.left - 29, 14),
        )
        for n, name in enumerate(layers)
    ]


def _counts(
    rows: Sequence[Row], layers: list[str], columns: list[str], step: float, pitch: int, lift: int, narrow: bool
) -> list[Row]:
    """How many dots there are, where they are too many to be seen at a glance."""
    made = []
    across = max(1, int((step - 22) // APART))
    for row in rows:
        count = len(row["names"])
        if count > 4 and not row["by_firm"]:
            n, k = layers.index(row["group"]), columns.index(row["label"])
            x = k * step + min(count, across) * APART + 6
            made.append(word(x, n * pitch + lift + DOT / 2, str(count), 13, "ink-soft"))
    return made


def _key(alt: Any, told_apart: bool, frame: Frame) -> list[Any]:
    y = frame.height + 18
    words = "one firm or product"
    end = -frame.left + 14 + text_width(words, 13)
    made = [*dots(alt, [{"x": -frame.left + 5, "y": y, "area": 75, "colour": theme.COLOUR["data-1"]}])]
    said = [word(-frame.left + 14, y, words, 13, "ink-soft")]
    if told_apart:
        made += dots(alt, [{"x": end + 22, "y": y, "area": 75, "colour": theme.COLOUR["signal"]}])
        said.append(word(end + 31, y, "the company itself", 13, "ink-soft"))
    return [*made, *texts(alt, said)]


def summary(job: Job) -> str:
    """How full each row is, and where nobody stands."""
    layers = list(dict.fromkeys(row["group"] for row in job.rows))
    columns = list(dict.fromkeys(row["label"] for row in job.rows))
    counts = {layer: sum(len(r["names"]) for r in job.rows if r["group"] == layer) for layer in layers}
    most, least = max(counts, key=lambda k: counts[k]), min(counts, key=lambda k: counts[k])
    clauses = [f"{layer}: {counts[layer]}" for layer in layers]
    size = f"{len(layers)} layers by {len(columns)} columns."
    lead = f"{size} Firms and products by layer, from the bottom: {'; '.join(clauses)}."
    empty = [layer for layer in layers if not counts[layer]]
    tail = f" Nobody stands in {listed(empty)}." if empty else f" The fewest stand in {least}."
    if counts[most] == counts[least]:
        return lead
    return f"{lead} The most stand in {most}.{tail}"


KIND = Kind("matrix", MatrixBlock, build, summary)
