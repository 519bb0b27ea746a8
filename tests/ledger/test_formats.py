"""Values as people write them: the digits are those that the source states."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.formats import Form, apart, exactness, measured, result, span, text
from datastory.ledger.intervals import INFINITY, Interval, Qualifier, Stated
from datastory.ledger.units import unit


def stated(value: str, code: str, qualifier: str = "exact", low: str = "", high: str = "") -> Stated:
    return Stated(value, code, Qualifier(qualifier), low, high, signed=True)


@pytest.mark.parametrize(
    ("value", "code", "words", "compact"),
    [
        # money
        ("4.46E+9", "USD", "$4.46 billion", "$4.46B"),
        ("3.2E+6", "USD", "$3.2 million", "$3.2M"),
        ("1.1E+12", "USD", "$1.1 trillion", "$1.1T"),
        ("1.5E+5", "USD", "$150,000", "$150,000"),
        ("-8.29E+8", "USD", "−$829 million", "−$829M"),
        ("15", "USD/share", "$15", "$15"),
        ("0.0075", "USD/month", "$0.0075", "$0.0075"),
        # shares and their differences
        ("92", "percent", "92%", "92%"),
        ("-3.5", "percent", "−3.5%", "−3.5%"),
        ("17.1", "percentage point", "17.1 points", "17.1 pp"),
        ("-2", "percentage point", "−2 points", "−2 pp"),
        # ratios
        ("4.2", "times", "4.2 times", "4.2 ×"),
        ("3", "one-in", "one in three", "one in three"),
        ("12", "one-in", "one in twelve", "one in twelve"),
        ("13", "one-in", "one in 13", "one in 13"),
        ("2.5", "one-in", "one in 2.5", "one in 2.5"),
        # times and things counted
        ("8", "years", "8", "8"),
        ("150000", "people", "150,000", "150,000"),
        ("3.8E+8", "accounts", "380 million", "380M"),
        ("-7", "people", "−7", "−7"),
        # dates
        ("2016", "date", "2016", "2016"),
        ("2008-11", "date", "November 2008", "November 2008"),
        ("2022-Q2", "date", "Q2 2022", "Q2 2022"),
    ],
)
def test_a_value_in_prose_and_on_a_bill(value: str, code: str, words: str, compact: str) -> None:
    assert (text(stated(value, code)), text(stated(value, code), Form.COMPACT)) == (words, compact)


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("2E+9", "USD", "$2 billion"),
        ("2.0E+9", "USD", "$2.0 billion"),
        ("2.00E+9", "USD", "$2.00 billion"),
        ("28.5", "USD/share", "$28.5"),
        ("28.50", "USD/share", "$28.50"),
        ("17.0", "percent", "17.0%"),
        ("4.0", "times", "4.0 times"),
        ("718000000", "USD", "$718 million"),
        ("718000001", "USD", "$718.000001 million"),
        ("1234567", "people", "1.234567 million"),
        ("999999", "people", "999,999"),
    ],
)
def test_stated_digits_are_kept_and_none_is_added(value: str, code: str, words: str) -> None:
    assert text(stated(value, code)) == words


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [
        ("exact", "$70 billion"),
        ("about", "about $70 billion"),
        ("over", "over $70 billion"),
        ("under", "under $70 billion"),
    ],
)
def test_words_carry_the_qualifier(qualifier: str, words: str) -> None:
    assert text(stated("7.0E+10", "USD", qualifier)).replace(".0", "") == words


@pytest.mark.parametrize("qualifier", ["exact", "about", "over", "under"])
def test_bare_leaves_the_qualifier_out(qualifier: str) -> None:
    assert text(stated("7E+10", "USD", qualifier), Form.BARE) == "$70 billion"


def test_compact_carries_the_qualifier_too() -> None:
    assert text(stated("7E+10", "USD", "over"), Form.COMPACT) == "over $70B"


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [("about", "about 2008"), ("over", "after 2008"), ("under", "by 2008"), ("exact", "2008")],
)
def test_a_date_is_by_or_after_where_a_number_is_under_or_over(qualifier: str, words: str) -> None:
    assert text(stated("2008", "date", qualifier)) == words


@pytest.mark.parametrize(
    ("value", "word"), [("0", "zero"), ("3", "three"), ("12", "twelve"), ("13", "13"), ("2.5", "2.5"), ("-3", "−3")]
)
def test_word_spells_a_small_whole_number_out(value: str, word: str) -> None:
    assert text(stated(value, "people"), Form.WORD) == word


def test_word_leaves_the_qualifier_out() -> None:
    assert text(stated("3", "people", "over"), Form.WORD) == "three"


@pytest.mark.parametrize(
    ("low", "high", "code", "words", "compact"),
    [
        ("48", "52", "percent", "48% to 52%", "48 to 52%"),
        ("1E+7", "1E+8", "USD", "$10 million to $100 million", "$10M to $100M"),
        ("13", "19", "years", "13 to 19", "13 to 19"),
        ("-5", "3", "percentage point", "−5 points to 3 points", "−5 pp to 3 pp"),
        ("2008", "2009-06", "date", "2008 to June 2009", "2008 to June 2009"),
    ],
)
def test_a_range_is_written_with_both_ends(low: str, high: str, code: str, words: str, compact: str) -> None:
    whole = stated("", code, "range", low, high)
    assert (text(whole), text(whole, Form.COMPACT)) == (words, compact)


@pytest.mark.parametrize("form", [Form.BARE, Form.WORD])
def test_a_range_reads_the_same_bare_and_as_a_word(form: Form) -> None:
    whole = stated("", "years", "range", "3", "5")
    assert text(whole, form) == text(whole, Form.WORDS)


@pytest.mark.parametrize("form", list(Form))
def test_a_negative_value_has_the_minus_sign_and_no_hyphen(form: Form) -> None:
    assert text(stated("-4.2E+9", "USD"), form).startswith("−$4.2")


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("4.46E+9", "USD", "to the nearest $10M"),
        ("15", "USD", "to the last digit"),
        ("28.53", "USD/share", "to the cent"),
        ("15", "USD/share", "to the cent"),
        ("92", "percent", "to the point"),
        ("17.1", "percentage point", "to a tenth of a point"),
        ("17.12", "percent", "to 0.01%"),
        ("150000", "people", "counted"),
        ("1.5E+5", "people", "to the nearest 10,000"),
        ("4.2", "times", "to the nearest 0.1 ×"),
        ("2008", "date", "to the year"),
        ("2008-11", "date", "to the month"),
        ("2022-Q2", "date", "to the quarter"),
        ("2016-21", "date", "to the season"),
        ("2024-01-08", "date", "to the day"),
    ],
)
def test_an_exact_value_says_how_exact_it_is(value: str, code: str, words: str) -> None:
    assert exactness(stated(value, code)) == words


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [("about", "about, within the ends given"), ("over", "a floor"), ("under", "a ceiling"), ("range", "a range")],
)
def test_a_qualified_value_says_what_it_is_instead(qualifier: str, words: str) -> None:
    assert exactness(stated("5", "percent", qualifier, "4", "6")) == words


def test_about_says_how_far_it_is_taken() -> None:
    assert exactness(stated("5", "percent", "about")) == "about, taken as ± 5%"


@pytest.mark.parametrize(
    ("low", "high", "code", "words"),
    [
        ("4.455E+9", "4.465E+9", "USD", "$4.455B to $4.465B"),
        ("28.525", "28.535", "USD/share", "$28.525 to $28.535"),
        ("91.5", "92.5", "percent", "91.5% to 92.5%"),
        ("-4.55E+6", "-4.45E+6", "USD", "−$4.55M to −$4.45M"),
        ("150000", "150000", "people", "150,000"),
        ("2008", "2008.9999", "date", "1 January to 31 December 2008"),
        ("2021.0849", "2021.1615", "date", "1 to 28 February 2021"),
        ("2020.9153", "2021.1615", "date", "1 December 2020 to 28 February 2021"),
        ("2021.1315", "2021.1341", "date", "18 February 2021"),
        ("2016.4973", "Infinity", "date", "1 July 2016 or later"),
        ("-Infinity", "2021.1615", "date", "up to 28 February 2021"),
        ("-Infinity", "Infinity", "date", "any day"),
        ("7E+10", "Infinity", "USD", "$70B or more"),
        ("-Infinity", "40", "USD", "up to $40"),
        ("0", "40", "USD", "$0 to $40"),
        ("-Infinity", "Infinity", "USD", "any value"),
    ],
)  # fmt: skip
def test_an_interval_in_words(low: str, high: str, code: str, words: str) -> None:
    assert span(Interval(Decimal(low), Decimal(high)), unit(code)) == words


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("90.2", "percent", "90.2%"),
        ("90.19999", "percent", "90.2%"),
        ("1.23456789", "times", "1.235 ×"),
        ("28.8", "USD/share", "$28.80"),
        ("999.999", "USD", "$1,000"),
        ("40.5", "USD", "$40.50"),
        ("4463219876.5", "USD", "$4.463B"),
        ("-4463219876.5", "USD", "−$4.463B"),
        ("123456.4", "people", "123,456"),
        ("0", "USD", "$0"),
        ("2016.4973", "date", "1 July 2016"),
        ("0.0006", "months", "0"),
        ("3.917", "years", "3.92"),
        ("Infinity", "USD", "no limit"),
    ],
)  # fmt: skip
def test_a_computed_value_is_rounded_to_what_can_be_read(value: str, code: str, words: str) -> None:
    assert result(Decimal(value), unit(code), short=True) == words


numbers = st.builds(
    lambda digits, exponent: str(Decimal(digits).scaleb(exponent)), st.integers(1, 99999), st.integers(-4, 12)
)


def read_back(words: str) -> Decimal:
    """The number that a reader takes from the words."""
    scales = {"million": 6, "billion": 9, "trillion": 12}
    number, *scale = words.replace("$", "").replace(",", "").replace("−", "-").split()
    return Decimal(number).scaleb(scales[scale[0]] if scale else 0)


@given(numbers, st.booleans())
def test_what_is_written_reads_back_as_the_value(value: str, below_zero: bool) -> None:
    value = f"-{value}" if below_zero else value
    assert read_back(text(stated(value, "USD"))) == Decimal(value)


@given(
    numbers, st.sampled_from(["USD", "USD/share", "percent", "times", "people", "years"]), st.sampled_from(list(Form))
)
def test_no_value_is_written_with_an_exponent_or_a_stray_sign(value: str, code: str, form: Form) -> None:
    written: Any = text(stated(value, code), form)
    assert not {"E", "e+", "-", "nan"} & set(written.split()) and "E+" not in written


@given(numbers, st.sampled_from(["USD", "percent", "people"]))
def test_an_open_interval_says_which_side_is_open(value: str, code: str) -> None:
    floor = Interval(Decimal(value), INFINITY)
    assert span(floor, unit(code)).endswith(" or more")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("3 to 5", "months", "3 to 5 months"),
        ("1", "years", "1 year"),
        ("−122.5", "days", "−122.5 days"),
        ("9", "people", "9"),
    ],
)
def test_a_time_is_said_with_its_unit(words: str, code: str, said: str) -> None:
    assert measured(words, unit(code)) == said


@pytest.mark.parametrize(
    ("years", "words"), [("0.0096", "4 days"), ("0.0027", "1 day"), ("0.4", "5 months"), ("2.5", "2.5 years")]
)
def test_dates_lie_apart_in_days_months_or_years(years: str, words: str) -> None:
    assert apart(Decimal(years)) == words
