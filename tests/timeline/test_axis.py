"""The proportional axis: where events stand and what is written beside it."""

from datetime import date
from itertools import pairwise

import pytest

from datastory.timeline.axis import Period, between, middle, spot, ticks, whole
from tests.timeline.made import event

TWO_YEARS = Period(date(2020, 1, 1), date(2021, 12, 31))


def test_years_take_the_same_length_whether_or_not_they_leap() -> None:
    assert [TWO_YEARS.at(date(year, 1, 1)) for year in (2020, 2021, 2022)] == [0, 1, 2]
    assert TWO_YEARS.years == 2


@pytest.mark.parametrize(
    ("when", "until", "at", "start", "end"),
    [
        ("2020", "", 0.5, 0, 1),  # a year is not 1 January
        ("2020-Q2", "", 0.375, 0.25, 0.5),
        ("2020-07-01", "", 0.5, 0.5, 0.5),
        ("2020", "2021", 0.5, 0, 2),  # it begins in 2020, at the latest
        ("2019", "2020", 0, 0, 1),  # begun before: drawn at the edge
        ("2021", "2030", 1.5, 1, 2),
    ],
)
def test_a_mark_covers_all_that_the_date_may_mean(when: str, until: str, at: float, start: float, end: float) -> None:
    found = spot(event(when, until), TWO_YEARS)
    assert (found.at, found.start, found.end) == pytest.approx((at, start, end), abs=0.01)


@pytest.mark.parametrize(("when", "precise"), [("2020", False), ("2020-Q2", False), ("2020-02", True)])
def test_only_a_known_month_or_day_is_precise(when: str, precise: bool) -> None:
    assert spot(event(when), TWO_YEARS).precise is precise


def test_an_end_in_the_same_year_as_the_beginning_is_no_duration() -> None:
    assert not spot(event("2020", "2020-06"), TWO_YEARS).lasting


def test_the_middle_of_a_year_orders_its_event() -> None:
    assert middle(event("2021")) == date(2021, 7, 2)


def test_the_whole_is_full_years_round_all_events() -> None:
    assert whole([event("2008-11"), event("2010", "2012-02")]) == Period(date(2008, 1, 1), date(2012, 12, 31))


def test_the_whole_ends_with_the_year_that_one_goes_back_to() -> None:
    assert whole([event("2008", "2025")], date(2010, 5, 1)) == Period(date(2008, 1, 1), date(2010, 12, 31))


def test_there_is_no_whole_of_nothing() -> None:
    assert whole([]) is None


def test_an_axis_is_a_month_long_at_least() -> None:
    found = between(TWO_YEARS, date(2020, 3, 5), date(2020, 3, 5))
    assert (found.last - found.first).days == 30


@pytest.mark.parametrize("year", [4, 20, 50, 120, 499])
def test_ticks_of_years_are_never_closer_than_their_names_are_high(year: float) -> None:
    found = ticks(Period(date(1900, 1, 1), date(2000, 12, 31)), year)
    assert min((b.at - a.at) * year for a, b in pairwise(found)) >= 32


def test_where_there_is_room_months_are_named() -> None:
    names = [tick.name for tick in ticks(Period(date(2020, 11, 1), date(2021, 2, 28)), 2000)]
    assert names == ["Nov 2020", "Dec", "2021", "Feb"]
