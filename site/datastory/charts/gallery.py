"""What a page shows of a chart: its drawings and its table, without touching the figures behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from .kinds import KINDS
from .models import Artifact, ChartPage


@dataclass
class Look:
    """A chart as pages show it. `told` and `record` hold SVG by width; `record` is empty where it is the same."""

    page: ChartPage
    told: dict[str, SafeString] = field(default_factory=dict)
    record: dict[str, SafeString] = field(default_factory=dict)
    table: list[dict[str, Any]] = field(default_factory=list)

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


def looks(charts: Iterable[ChartPage]) -> list[Look]:
    """A look at each chart, in order; one query for all drawings."""
    wanted = list(charts)
    found: dict[int, dict[tuple[str, str], Artifact]] = {chart.pk: {} for chart in wanted}
    rows = Artifact.objects.filter(chart__in=wanted).only("chart_id", "side", "width", "svg", "points")
    for artifact in rows:
        found[artifact.chart_id][artifact.side, artifact.width] = artifact
    return [_look(chart, found[chart.pk]) for chart in wanted]


def _look(chart: ChartPage, drawings: dict[tuple[str, str], Artifact]) -> Look:
    # the compiler's own output, made from escaped text
    svg = {
        side: {width: mark_safe(a.svg) for (own, width), a in drawings.items() if own == side}
        for side in ("told", "record")
    }
    told, record = (drawings[side, "wide"].points if (side, "wide") in drawings else [] for side in ("told", "record"))
    same = _both_sides(chart) or [p["text"] for p in told] == [p["text"] for p in record]
    return Look(chart, svg["told"], {} if same else svg["record"], _table(told, record))


def _both_sides(chart: ChartPage) -> bool:
    """Whether one drawing has both sets of readings; read from the raw block, which costs no query."""
    return any(KINDS[raw["type"]].block().both_sides(raw["value"]) for raw in chart.drawing.raw_data)


def _table(told: list[dict[str, Any]], record: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "slug": a.get("slug", ""),
            "label": a["label"],
            "group": a["group"],
            "period": a["period"],
            "told": _cell(a),
            "record": _cell(b),
        }
        for a, b in zip(told, record, strict=True)
    ]


def _cell(point: dict[str, Any]) -> str:
    if point.get("fallback"):
        return ""
    return f"{point['text']}, assumed" if point.get("assumed") else str(point["text"])


def charts_with_looks(pks: Iterable[int]) -> dict[int, ChartPage]:
    """Charts by id, each with its look attached; one query, and a second for those that are not drawn yet."""
    wanted = list(dict.fromkeys(pks))
    drawings: dict[int, dict[tuple[str, str], Artifact]] = {}
    charts: dict[int, ChartPage] = {}
    found = Artifact.objects.filter(chart__in=wanted).select_related("chart").defer("vega", "vegalite", "png")
    for artifact in found:
        charts.setdefault(artifact.chart_id, artifact.chart)
        drawings.setdefault(artifact.chart_id, {})[artifact.side, artifact.width] = artifact
    missing = [pk for pk in wanted if pk not in charts]
    charts |= {chart.pk: chart for chart in ChartPage.objects.filter(pk__in=missing)} if missing else {}
    for pk, chart in charts.items():
        chart.look = _look(chart, drawings.get(pk, {}))
    return charts


def look_at(chart: ChartPage) -> Look:
    """The look of one chart: the one that came with it, or a fresh one."""
    return getattr(chart, "look", None) or looks([chart])[0]
