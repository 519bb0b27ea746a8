"""What a statement allows: the closed interval of values, and the one value that stands for it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.intervals import INFINITY, Interval, Qualifier, Stated, interval, point, quantity


def ends(value: str, unit: str = "USD", qualifier: str = "exact", low: str = "", high: str = "", **rest: Any) -> Any:
    whole = interval(Stated(value, unit, Qualifier(qualifier), low, high, **rest))
    return whole.low, whole.high


def between(low: str, high: str) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


@pytest.mark.parametrize(
    ("value", "unit", "low", "high"),
    [
        ("4.46E+9", "USD", "4.455E+9", "4.465E+9"),
        ("2E+9", "USD", "1.5E+9", "2.5E+9"),
        ("2.0E+9", "USD", "1.95E+9", "2.05E+9"),
        ("92", "percent", "91.5", "92.5"),
        ("17.1", "percentage point", "17.05", "17.15"),
        ("4.2", "times", "4.15", "4.25"),
        ("-4.5E+6", "USD", "-4.55E+6", "-4.45E+6"),
        ("8", "years", "7.5", "8.5"),
        ("1.5E+5", "people", "145000", "155000"),
        ("0", "percent", "-0.5", "0.5"),
    ],
)
def test_exact_allows_half_a_unit_of_the_last_stated_digit(value: str, unit: str, low: str, high: str) -> None:
    assert ends(value, unit) == between(low, high)


@pytest.mark.parametrize(
    ("value", "unit", "low", "high"),
    [
        ("15", "USD/share", "14.995", "15.005"),
        ("28.53", "USD/share", "28.525", "28.535"),
        ("0.5", "USD/month", "0.495", "0.505"),
        ("0.0075", "USD/share", "0.00745", "0.00755"),
    ],
)
def test_a_price_is_stated_to_the_cent_at_least(value: str, unit: str, low: str, high: str) -> None:
    assert ends(value, unit) == between(low, high)


@pytest.mark.parametrize("value", ["150000", "7", "0"])
def test_what_is_counted_to_the_last_one_is_that_number(value: str) -> None:
    assert ends(value, "people") == between(value, value)


def test_an_exact_date_allows_every_day_that_it_may_mean() -> None:
    assert ends("2008", "date") == between("2008", "2008.9999")


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("320000", "304000", "336000"), ("7E+10", "6.65E+10", "7.35E+10"), ("-100", "-105", "-95"), ("0", "0", "0")],
)
def test_about_allows_five_per_cent_to_either_side(value: str, low: str, high: str) -> None:
    assert ends(value, "USD", "about") == between(low, high)


def test_about_a_date_allows_half_a_year_to_either_side() -> None:
    assert ends("2008", "date", "about") == between("2007.5", "2009.4999")


@pytest.mark.parametrize(("value", "unit"), [("7E+10", "USD"), ("-5", "USD"), ("3", "people")])
def test_over_is_open_towards_infinity(value: str, unit: str) -> None:
    assert ends(value, unit, "over") == (Decimal(value), INFINITY)


def test_under_stops_at_zero_where_less_has_no_meaning() -> None:
    assert ends("40", "USD", "under") == between("0", "40")


def test_under_is_open_where_less_than_zero_has_a_meaning() -> None:
    assert ends("40", "USD", "under", signed=True) == (-INFINITY, Decimal(40))


def test_a_negative_ceiling_is_its_own_floor_where_less_has_no_meaning() -> None:
    assert ends("-40", "USD", "under") == between("-40", "-40")


def test_under_a_date_is_open_towards_the_past() -> None:
    assert ends("2008-11", "date", "under") == (-INFINITY, Decimal("2008.9152"))


def test_over_a_date_begins_on_its_first_day() -> None:
    assert ends("2008", "date", "over") == (Decimal(2008), INFINITY)


def test_a_range_is_from_its_low_to_its_high_end() -> None:
    assert ends("", "percent", "range", "48", "52") == between("48", "52")


def test_a_range_of_dates_is_from_the_first_day_of_one_to_the_last_of_the_other() -> None:
    assert ends("", "date", "range", "2008", "2009") == between("2008", "2009.9999")


@pytest.mark.parametrize(("low", "high"), [("48", ""), ("", "52"), ("", "")])
def test_a_range_without_both_ends_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="a range needs both its low and its high end"):
        ends("50", "percent", "range", low, high)


@pytest.mark.parametrize("qualifier", ["exact", "about", "over", "under"])
def test_only_a_range_may_do_without_a_value(qualifier: str) -> None:
    with pytest.raises(ValueError, match=f"only a range may do without one, not '{qualifier}'"):
        ends("", "percent", qualifier, "48", "52")


def test_a_low_end_takes_the_place_of_the_qualifiers() -> None:
    assert ends("20", "years", "under", low="15") == between("15", "20")


def test_a_high_end_takes_the_place_of_the_qualifiers() -> None:
    assert ends("3", "times", "over", high="3.5") == between("3", "3.5")


def test_ends_may_widen_what_the_qualifier_allows() -> None:
    assert ends("1", "percent", "about", "0.5", "1.5") == between("0.5", "1.5")


@pytest.mark.parametrize(("qualifier", "value"), [("range", ""), ("exact", "5")])
def test_a_low_end_above_the_high_end_is_refused(qualifier: str, value: str) -> None:
    with pytest.raises(ValueError, match="the low end 52 is above the high end 48"):
        ends(value, "percent", qualifier, "52", "48")


@pytest.mark.parametrize(("value", "low", "high"), [("10", "11", "12"), ("13", "11", "12")])
def test_a_value_outside_its_own_ends_is_refused(value: str, low: str, high: str) -> None:
    with pytest.raises(ValueError, match=f"the value {value} lies outside its own ends, 11 to 12"):
        ends(value, "percent", "exact", low, high)


def test_an_interval_holds_both_its_ends() -> None:
    assert all(Decimal(n) in Interval(Decimal(1), Decimal(2)) for n in (1, 2))


def test_intervals_that_share_an_end_meet() -> None:
    assert Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))


def test_intervals_that_are_apart_do_not_meet() -> None:
    assert not Interval(Decimal(1), Decimal("1.9")).meets(Interval(Decimal(2), Decimal(3)))


@pytest.mark.parametrize(("low", "high", "bounded"), [("1", "2", True), ("1", "Infinity", False)])
def test_an_interval_is_bounded_if_both_ends_are_finite(low: str, high: str, bounded: bool) -> None:
    assert Interval(*between(low, high)).bounded is bounded


@pytest.mark.parametrize("qualifier", ["exact", "about", "over", "under"])
def test_the_stated_value_stands_for_the_statement(qualifier: str) -> None:
    assert point(Stated("40", "USD", Qualifier(qualifier))) == 40


def test_the_middle_stands_for_a_range() -> None:
    assert point(Stated("", "percent", Qualifier.RANGE, "44", "53")) == Decimal("48.5")


def test_the_middle_of_its_days_stands_for_a_date() -> None:
    assert point(Stated("2008", "date")) == Decimal("2008.49995")


def test_the_middle_of_what_is_left_stands_for_a_narrowed_date() -> None:
    assert point(Stated("2008", "date", low="2008-07")) == (Decimal("2008.4973") + Decimal("2008.9999")) / 2


UNITS = ["USD", "USD/share", "percent", "times", "people", "years"]
numbers = st.builds(
    lambda digits, exponent: str(Decimal(digits).scaleb(exponent)), st.integers(-9999, 9999), st.integers(-3, 9)
)
dates = (
    st.dates()
    .filter(lambda day: 1000 < day.year < 9999)
    .flatmap(lambda day: st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)]))
)
free = [Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER]
statements = st.builds(
    Stated, numbers, st.sampled_from(UNITS), st.sampled_from(free), signed=st.booleans()
) | st.builds(Stated, dates, st.just("date"), st.sampled_from(free))  # fmt: skip


@given(statements)
def test_the_point_is_always_in_the_interval(stated: Stated) -> None:
    whole = quantity(stated)
    assert whole.point in whole.interval


@given(st.lists(numbers, min_size=2, max_size=2), st.sampled_from(UNITS))
def test_the_point_of_a_range_is_in_it(two: list[str], unit: str) -> None:
    low, high = sorted(two, key=Decimal)
    whole = quantity(Stated("", unit, Qualifier.RANGE, low, high))
    assert whole.point in whole.interval


@given(st.integers(1001, 9998), st.lists(st.integers(1, 12), min_size=2, max_size=2).map(sorted))
def test_the_point_of_a_narrowed_year_is_in_what_is_left(year: int, months: list[int]) -> None:
    low, high = (f"{year}-{month:02}" for month in months)
    whole = quantity(Stated(str(year), "date", Qualifier.EXACT, low, high))
    assert whole.point in whole.interval


@given(statements, st.sampled_from(free))
def test_a_wider_qualifier_never_loses_the_point(stated: Stated, wider: Qualifier) -> None:
    assert point(stated) in interval(replace(stated, qualifier=wider))


@given(statements, statements)
def test_meeting_is_mutual(one: Stated, other: Stated) -> None:
    assert interval(one).meets(interval(other)) == interval(other).meets(interval(one))


@given(st.integers(-9999, 9999), st.integers(0, 6), st.integers(1, 6), st.sampled_from(free))
def test_a_scaled_statement_allows_the_scaled_interval(
    digits: int, power: int, more: int, qualifier: Qualifier
) -> None:
    small, large = (
        interval(Stated(str(Decimal(digits).scaleb(n)), "USD", qualifier, signed=True)) for n in (power, power + more)
    )
    assert (large.low, large.high) == (small.low.scaleb(more), small.high.scaleb(more))


@given(st.integers(1, 9999), st.integers(0, 6))
def test_digits_that_are_stated_narrow_the_interval(digits: int, power: int) -> None:
    rough = Decimal(digits).scaleb(power)
    fine = rough.quantize(Decimal(1).scaleb(power - 1))
    assert interval(Stated(str(rough), "USD")).high > interval(Stated(str(fine), "USD")).high
