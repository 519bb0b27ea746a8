"""A value keeps the digits that its source states."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.dates import PartialDate
from datastory.ledger.units import Family, last_digit, parse_decimal, parse_value, unit


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("USD", Family.MONEY),
        ("USD/share", Family.MONEY),
        ("USD/month", Family.MONEY),
        ("percent", Family.PERCENT),
        ("percentage point", Family.PERCENT),
        ("times", Family.RATIO),
        ("one-in", Family.RATIO),
        ("date", Family.DATE),
        ("months", Family.TIME),
        ("people", Family.COUNT),
    ],
)
def test_a_unit_belongs_to_a_family(code: str, family: Family) -> None:
    assert unit(code).family is family


def test_an_unnamed_unit_is_of_things_counted_and_called_by_its_name() -> None:
    assert unit("phone numbers").name == "phone numbers"


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("28.53", "0.01"),
        ("28.50", "0.01"),
        ("15", "1"),
        ("150000", "1"),
        ("1.5E+5", "1E+4"),
        ("4.46E+9", "1E+7"),
        ("2E+9", "1E+9"),
        ("2.0E+9", "1E+8"),
    ],
)
def test_the_last_digit_is_the_last_one_stated(text: str, digit: str) -> None:
    assert last_digit(parse_decimal(text)) == Decimal(digit)


def test_a_typographic_minus_is_a_minus() -> None:
    assert parse_decimal("−4.5") == Decimal("-4.5")


def test_zero_has_no_sign() -> None:
    assert str(parse_decimal("-0.0")) == "0.0"


def test_dates_are_read_as_dates() -> None:
    assert isinstance(parse_value("2008", "date"), PartialDate)


def test_elsewhere_a_year_is_a_number() -> None:
    assert parse_value("2008", "people") == 2008


@pytest.mark.parametrize(
    "text", ["", "abc", "1,000", "$15", "15%", "4.46 billion", "1_000", "１５", "1.2.3", "--1", "1E"]
)
def test_what_is_not_a_number_is_refused_by_a_sentence_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write 28\.53 or, for \$4\.46 billion, 4\.46E\+9"):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["inf", "-Infinity", "NaN"])
def test_an_open_end_is_left_to_the_qualifier(text: str) -> None:
    with pytest.raises(ValueError, match="leave the end of an open interval to its qualifier"):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["1E+25", "9E+999999", "1E-25", "0E+99", "1234567890123456789012345"])
def test_more_digits_than_any_measure_has_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is beyond any measure; a value has at most 24 digits"):
        parse_decimal(text)


@given(st.integers(-(10**20), 10**20), st.integers(-3, 4))
def test_a_value_is_what_was_written(digits: int, exponent: int) -> None:
    written = Decimal(digits).scaleb(exponent)
    assert parse_decimal(str(written)) == written
