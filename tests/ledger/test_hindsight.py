"""What was known then: a figure is known once its period is over."""

from datetime import date
from typing import Any

import pytest

from datastory.ledger.hindsight import known, withheld


def receipt(start: str = "", end: str = "", unit: str = "USD", value: str | None = "1") -> dict[str, Any]:
    view = {"value": value}
    return {
        "label": "Revenue",
        "start": start,
        "end": end,
        "unit_code": unit,
        "shown": view,
        "told": view,
        "record": None,
    }


@pytest.mark.parametrize(("day", "is_known"), [("2021-12-30", False), ("2021-12-31", True), ("2030-01-01", True)])
def test_a_year_is_known_when_it_is_over(day: str, is_known: bool) -> None:
    assert known(receipt("2021-01-01", "2021-12-31"), date.fromisoformat(day)) is is_known


def test_a_figure_of_a_day_is_known_on_that_day() -> None:
    assert known(receipt("2016-06-23"), date(2016, 6, 23))


def test_a_figure_without_a_date_is_not_known_to_have_been_known() -> None:
    assert not known(receipt(), date(2030, 1, 1))


@pytest.mark.parametrize(("day", "is_known"), [("2015-12-31", False), ("2016-07-01", True)])
def test_a_date_is_known_from_that_date_on(day: str, is_known: bool) -> None:
    assert known(receipt(unit="date", value="2016.25"), date.fromisoformat(day)) is is_known


def test_a_date_without_a_value_is_not_known() -> None:
    assert not known(receipt(unit="date", value=None), date(2030, 1, 1))


def test_a_withheld_receipt_keeps_what_was_counted_and_no_value() -> None:
    kept = withheld(receipt("2021-01-01"))
    assert kept["label"] == "Revenue" and kept["withheld"]
    assert [kept[side] for side in ("told", "record", "shown")] == [None, None, None]


def test_a_price_a_month_is_known_from_the_first_day_on_which_it_holds() -> None:
    price = receipt("2008-11-01", "2025-06-30", unit="USD/month")
    assert known(price, date(2008, 11, 1)) and not known(price, date(2008, 10, 31))
