"""A chart as known on an earlier day: the figures that one could have had, without the drawing, which knows more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from datastory.ledger.dates import PartialDate, parse_date
from datastory.ledger.hindsight import known

from .gallery import Look
from .models import Artifact, ChartPage
from .sketch import WIDTHS, sketch


@dataclass(frozen=True)
class Then:
    """The day to go back to, if one is asked for and understood; else what to say of it."""

    day: PartialDate | None = None
    written: str = ""
    problem: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Then":
        """The day in a query string."""
        written = query.get("then", "").strip()[:40]
        if not written:
            return cls()
        try:
            return cls(parse_date(written), written)
        except ValueError:
            said = f"The chart cannot go back to “{written}”; write a day as 2021, 2021-02 or 2021-02-18."
            return cls(written=written, problem=said)

    @property
    def query(self) -> str:
        """What keeps the day in an address, or nothing."""
        return f"?then={self.day.text}" if self.day else ""

    def name(self, chart: ChartPage) -> str:
        """The finding of a chart; of an earlier day what it measures, since a finding knows the end."""
        return f"{chart.measured}, as known {self.day.by_then()}" if self.day else chart.title


def as_known(look: Look, chart: ChartPage, then: Then) -> Look:
    """The look without what was not known: later figures, the drawing, its summary and the switch of its scale."""
    if then.day is None:
        return look
    day = then.day.end
    kept = {receipt["slug"] for receipt in chart.receipts.values() if known(receipt, day)}
    table = [row for row in look.table if row["slug"] in kept]
    return replace(look, told={}, record={}, table=table, other_scale="", panel=None, summary={})


def known_drawings(look: Look, then: Then) -> dict[str, list[SafeString]]:
    """The known points of a line, drawn anew at both widths, by side; nothing without a day or for other charts."""
    groups = {point["group"] for points in look.points.values() for point in points}
    if then.day is None or look.page.kind != "line" or len(groups) != 1:
        return {}
    drawn = {side: [p for p in points if _was_over(p, then.day.end)] for side, points in look.points.items()}
    return {side: [sketch(own, look.page.measured, width) for width in WIDTHS] for side, own in drawn.items() if own}


def can_go_back(chart: ChartPage) -> bool:
    """Whether a chart draws figures that were known at some day; a model reckons with those of today."""
    drawn = (chart.receipts.get(int(item["figure"])) for item in chart.items)
    return chart.kind != "model" and any(receipt and known(receipt, date.max) for receipt in drawn)


@dataclass(frozen=True)
class Known:
    """A chart, and how many of its points were known."""

    chart: ChartPage
    count: int
    total: int


def known_charts(charts: Iterable[ChartPage], day: date) -> list[Known]:
    """The charts of which a point was known on that day, models left out; one query for all points."""
    drawn = Artifact.objects.filter(side="told", width="wide", scale="")
    points: dict[int, list[dict[str, Any]]] = dict(drawn.values_list("chart_id", "points"))
    found = []
    for chart in charts:
        own = points.get(chart.pk, []) if chart.kind != "model" else []
        if count := sum(_was_over(point, day) for point in own):
            found.append(Known(chart, count, len(own)))
    return found


def _was_over(point: Mapping[str, Any], day: date) -> bool:
    last = point.get("end") or point.get("start")
    return bool(last) and date.fromisoformat(str(last)) <= day
