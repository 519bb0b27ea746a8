"""The figures of a chart in full: both readings with their sources, for tables and downloads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datastory.ledger.desk import receipts

from .models import Artifact, ChartPage

SIDES = ("told", "record")


@dataclass(frozen=True)
class Row:
    """A figure as the chart names it; `told` and `record` are readings as on its receipt, or None.

    `role` is its part in the drawing where the kind needs one: a level, a width, a column.
    """

    slug: str
    label: str
    series: str
    role: str
    receipt: Mapping[str, Any]

    @property
    def told(self) -> Mapping[str, Any] | None:
        return self.receipt["told"]

    @property
    def record(self) -> Mapping[str, Any] | None:
        return self.receipt["record"]


def rows(chart: ChartPage, laid: Mapping[int, Mapping[str, Any]] | None = None) -> list[Row]:
    """The published figures of a chart in the editor's order; one query, none if receipts are `laid` out."""
    found = receipts(int(item["figure"]) for item in chart.items) if laid is None else laid
    return [
        Row(
            receipt["slug"],
            item.get("label") or receipt["label"],
            item.get("group") or "",
            item.get("role") or item.get("column") or "",
            receipt,
        )
        for item in chart.items
        if (receipt := found.get(int(item["figure"])))
    ]


FIELDS = ("value", "low", "high", "qualifier", "text", "source", "publisher", "published", "locator", "basis", "url")
HEAD = (
    *("figure", "label", "series", "role", "period", "start", "end", "unit", "stamp"),
    *(f"{side}_{field}" for side in SIDES for field in FIELDS),
)


def flat(row: Row) -> list[str | float | None]:
    """A row as a line of a table under HEAD; what no source gives is None."""
    receipt = row.receipt
    start: list[str | float | None] = [
        *(row.slug, row.label, row.series, row.role, receipt["period"], receipt["start"], receipt["end"]),
        *(receipt["unit_code"], receipt["stamp"]),
    ]
    return [*start, *(cell for side in SIDES for cell in _reading(receipt[side]))]


def _reading(view: Mapping[str, Any] | None) -> Sequence[str | float | None]:
    if view is None:
        return [None] * len(FIELDS)
    source = view["source"]
    value, low, high = (None if view[name] is None else float(view[name]) for name in ("value", "low", "high"))
    return [
        *(value, low, high, view["qualifier"], view["compact"], source["title"], source["publisher"]),
        *(source["published"], view["locator"], view["basis"], source["url"]),
    ]


# What a kind that draws no figures has instead: events, or who stands where; the first row names the columns.
PLAIN = ("group", "label", "period", "day", "text")


def plain(chart: ChartPage) -> list[list[str]]:
    """The rows drawn by a chart of no figures, under their names; columns that all leave empty are left out."""
    drawn = Artifact.objects.filter(chart=chart, side="told", width="wide", scale="").first()
    points = drawn.points if drawn else []
    used = [name for name in PLAIN if any(point.get(name) for point in points)]
    return [used, *([str(point.get(name) or "") for name in used] for point in points)]
