"""A chart as known on an earlier day: the figures that one could have had, without the drawing, which knows more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from datastory.ledger.dates import PartialDate, parse_date
from datastory.ledger.hindsight import known

from .gallery import Look
from .models import ChartPage


@dataclass(frozen=True)
class Then:
    """The day to go back to, if one is asked for and understood; else what to say of it."""

    day: PartialDate | None = None
    problem: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Then":
        """The day in a query string."""
        written = query.get("then", "").strip()[:40]
        if not written:
            return cls()
        try:
            return cls(parse_date(written))
        except ValueError:
            return cls(problem=f"The chart cannot go back to “{written}”; write a day as 2021, 2021-02 or 2021-02-18.")


def as_known(look: Look, chart: ChartPage, then: Then) -> Look:
    """The look without what was not known: later figures, the drawing, its summary and the switch of its scale."""
    if then.day is None:
        return look
    day = then.day.end
    kept = {receipt["slug"] for receipt in chart.receipts.values() if known(receipt, day)}
    table = [row for row in look.table if row["slug"] in kept]
    return replace(look, told={}, record={}, table=table, other_scale="", panel=None, summary={})
