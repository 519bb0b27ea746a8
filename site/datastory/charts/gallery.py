"""What a page shows of a chart: its drawings and its table, without touching the figures behind them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from datastory.core.navigation import here

from .controls import Panel, panel
from .kinds import KINDS
from .models import Artifact, ChartPage

_laid: ContextVar[dict[int, ChartPage] | None] = ContextVar("charts_at_hand", default=None)
Points = Sequence[Mapping[str, Any]]


@dataclass
class Look:
    """A chart as pages show it. `told` and `record` hold SVG by width; `record` is empty where it is the same.

    `other_scale` is the scale that readers may switch to; `panel` holds the inputs of an adjustable model;
    `points` is what was drawn, by side.
    """

    page: ChartPage
    told: dict[str, SafeString] = field(default_factory=dict)
    record: dict[str, SafeString] = field(default_factory=dict)
    table: list[dict[str, Any]] = field(default_factory=list)
    other_scale: str = ""
    panel: Panel | None = None
    summary: dict[str, str] = field(default_factory=dict)
    points: dict[str, Points] = field(default_factory=dict)

    @property
    def drawn(self) -> bool:
        """Whether there is anything to show yet."""
        return bool(self.told)

    @property
    def of_figures(self) -> bool:
        """Whether the rows of the table are figures, with readings, or other things, with words."""
        return any(row["slug"] for row in self.table)

    @property
    def grouped(self) -> bool:
        """Whether the table needs a column for the series."""
        return any(row["group"] for row in self.table)

    @property
    def both(self) -> bool:
        """Whether the two readings have a drawing each."""
        return bool(self.record)

    @property
    def is_model(self) -> bool:
        """Whether readers may move its inputs."""
        return self.panel is not None

    @property
    def scale(self) -> str:
        """The scale that the chart has without a switch."""
        return {"log": "linear", "linear": "log"}.get(self.other_scale, "")


def looks(charts: Iterable[ChartPage]) -> list[Look]:
    """A look at each chart, in order; one query for all drawings."""
    wanted = list(charts)
    found: dict[int, dict[tuple[str, str], Artifact]] = {chart.pk: {} for chart in wanted}
    for artifact in _drawings([chart.pk for chart in wanted]):
        found[artifact.chart_id][artifact.side, artifact.width] = artifact
    return [_look(chart, found[chart.pk]) for chart in wanted]


def _drawings(pks: Sequence[int]) -> Any:
    return Artifact.objects.filter(chart__in=pks, scale="").defer("vega", "vegalite", "png", "digest")


def _look(chart: ChartPage, drawings: dict[tuple[str, str], Artifact]) -> Look:
    # the compiler's own output, made from escaped text
    svg = {
        side: {width: mark_safe(a.svg) for (own, width), a in drawings.items() if own == side}
        for side in ("told", "record")
    }
    wide = {side: drawings[side, "wide"] for side in ("told", "record") if (side, "wide") in drawings}
    told, record = (wide[side].points if side in wide else [] for side in ("told", "record"))
    same = _both_sides(chart) or [p["text"] for p in told] == [p["text"] for p in record]
    kind = KINDS.get(chart.kind)
    values = [p["value"] for p in (*told, *record) if "value" in p]
    return Look(
        chart,
        svg["told"],
        {} if same else svg["record"],
        _table(told, record, group_names(chart)),
        kind.other_scale(chart.raw, values) if kind and values else "",
        panel(str(chart.raw.get("model")), told, record) if chart.kind == "model" else None,
        {side: a.summary for side, a in wide.items() if side == "told" or not same},
        {side: a.points for side, a in wide.items() if side == "told" or not same},
    )


def _both_sides(chart: ChartPage) -> bool:
    """Whether one drawing has both sets of readings; read from the raw block, which costs no query."""
    return any(KINDS[raw["type"]].block().both_sides(raw["value"]) for raw in chart.drawing.raw_data)


def group_names(chart: ChartPage) -> dict[str, str]:
    """How the groups of a chart are called where they are not words for readers: the inputs of a model."""
    from .simulations import MODELS

    model = MODELS.get(str(chart.raw.get("model"))) if chart.kind == "model" else None
    return {each.name: each.label for each in model.inputs} if model else {}


def _table(told: Points, record: Points, groups: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "slug": a.get("slug", ""),
            "label": a["label"],
            "group": groups.get(a["group"], a["group"]),
            "period": a["period"],
            "told": _cell(a),
            "record": _cell(b),
            "told_drawn": a["text"],
            "told_note": _note(a, b, "Not told; from the record.", "On record"),
            "record_drawn": b["text"],
            "record_note": _note(b, a, "Not found on record; as told.", "As told"),
        }
        for a, b in zip(told, record, strict=True)
    ]


def _cell(point: Mapping[str, Any]) -> str:
    if point.get("fallback"):
        return ""
    return f"{point['text']}, assumed" if point.get("assumed") else str(point["text"])


def _note(point: Mapping[str, Any], other: Mapping[str, Any], lent: str, there: str) -> str:
    """How exact a point is, and what the other set of readings has in its place."""
    exactness = "assumed" if point.get("assumed") else str(point.get("exactness", ""))
    exact = f"{exactness[0].upper()}{exactness[1:]}." if exactness else ""
    if point.get("fallback"):
        return f"{exact} {lent}".strip()
    differs = not other.get("fallback") and other["text"] != point["text"]
    return f"{exact} {there}: {other['text']}.".strip() if differs else exact


def charts_with_looks(pks: Iterable[int]) -> dict[int, ChartPage]:
    """Charts by id, each with its look attached; one query, and a second for those that are not drawn yet."""
    wanted = list(dict.fromkeys(pks))
    drawings: dict[int, dict[tuple[str, str], Artifact]] = {}
    charts: dict[int, ChartPage] = {}
    for artifact in _drawings(wanted).select_related("chart"):
        charts.setdefault(artifact.chart_id, artifact.chart)
        drawings.setdefault(artifact.chart_id, {})[artifact.side, artifact.width] = artifact
    missing = [pk for pk in wanted if pk not in charts]
    charts |= {chart.pk: chart for chart in ChartPage.objects.filter(pk__in=missing)} if missing else {}
    for pk, chart in charts.items():
        chart.look = _look(chart, drawings.get(pk, {}))
    return charts


@contextmanager
def charts_at_hand(pks: Iterable[int]) -> Iterator[dict[int, ChartPage]]:
    """Fetch these charts once; while the block runs, pages that place one of them fetch nothing."""
    found = charts_with_looks(pks)
    token = _laid.set(found)
    try:
        yield found
    finally:
        _laid.reset(token)


def at_hand_of(pk: int) -> ChartPage | None:
    """The chart of that id, if it is at hand."""
    return (_laid.get() or {}).get(pk)


def placed(pks: Iterable[int]) -> dict[int, ChartPage]:
    """Charts by id, each with its look: those at hand, or else fetched."""
    wanted, laid = list(pks), _laid.get()
    return laid if laid is not None and set(wanted) <= laid.keys() else charts_with_looks(wanted)


def for_everybody(chart: ChartPage) -> bool:
    """Whether everybody may see it: it is published, and in no private part of the site."""
    return bool(chart.live) and (here().open_to_all or not chart.get_view_restrictions().exists())


def look_at(chart: ChartPage) -> Look:
    """The look of one chart: the one that came with it, or a fresh one."""
    return getattr(chart, "look", None) or looks([chart])[0]
