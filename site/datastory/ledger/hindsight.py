"""What was known then: figures as somebody of an earlier day could have had them.

A figure is known once the period that it measures is over: the revenue of a year not before the year has ended.
What a later source says of that period is kept, since it is the same figure; what has no date is left out, since
nothing says that it was known.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from .dates import decimal_year


def known(receipt: Mapping[str, Any], day: date) -> bool:
    """Whether the period of a receipt's figure was over on that day.

    A figure that is itself a date is known from that date on, whether or not it has a period; what something costs
    a month, from the first day on which it does.
    """
    if receipt["unit_code"] == "USD/month" and receipt["start"]:
        return date.fromisoformat(receipt["start"]) <= day
    if last := receipt["end"] or receipt["start"]:
        return date.fromisoformat(last) <= day
    if receipt["unit_code"] == "date" and receipt["shown"] and receipt["shown"]["value"]:
        return Decimal(receipt["shown"]["value"]) <= decimal_year(day)
    return False


def withheld(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt of a figure that was not known: its name without its values, so that a page says so."""
    return {**receipt, "told": None, "record": None, "shown": None, "withheld": True}
