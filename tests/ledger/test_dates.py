"""A date is a span of days: as precise as it is written, never more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.dates import day_of, decimal_year, parse_date

FORMS = [
    ("2008", "year", "2008-01-01", "2008-12-31", "2008"),
    ("2008-11", "month", "2008-11-01", "2008-11-30", "November 2008"),
    ("2024-02", "month", "2024-02-01", "2024-02-29", "February 2024"),
    ("2024-01-08", "day", "2024-01-08", "2024-01-08", "8 January 2024"),
    ("2022-Q1", "quarter", "2022-01-01", "2022-03-31", "Q1 2022"),
    ("2022-Q2", "quarter", "2022-04-01", "2022-06-30", "Q2 2022"),
    ("2022-Q4", "quarter", "2022-10-01", "2022-12-31", "Q4 2022"),
    ("2016-21", "season", "2016-03-20", "2016-06-20", "spring of 2016"),
    ("2016-22", "season", "2016-06-21", "2016-09-21", "summer of 2016"),
    ("2016-23", "season", "2016-09-22", "2016-12-20", "autumn of 2016"),
    ("2016-24", "season", "2016-12-21", "2017-03-19", "winter of 2016"),
]


@pytest.mark.parametrize(("text", "start", "end"), [(f[0], f[2], f[3]) for f in FORMS], ids=[f[0] for f in FORMS])
def test_a_written_form_means_all_days_of_its_span(text: str, start: str, end: str) -> None:
    parsed = parse_date(text)
    assert (parsed.start.isoformat(), parsed.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("text", "precision"), [f[:2] for f in FORMS])
def test_a_written_form_says_how_precise_it_is(text: str, precision: str) -> None:
    assert parse_date(text).precision == precision


@pytest.mark.parametrize(("text", "words"), [(f[0], f[4]) for f in FORMS])
def test_words_are_no_more_precise_than_the_date(text: str, words: str) -> None:
    assert parse_date(text).words() == words


def test_space_around_a_date_does_not_count() -> None:
    assert parse_date(" 2008-11\n") == parse_date("2008-11")


@pytest.mark.parametrize(
    "text",
    [
        "", "08", "200", "20080", "2008-13", "2008-00", "2008-1", "2008-11-31", "2023-02-29", "2008-11-1", "2008/11",
        "November 2008", "2022-Q0", "2022-Q5", "2022-q2", "2022-Q2-01", "2016-20", "2016-25", "2016-21-03", "0000",
        "9999", "-2008", "2008-11-30T12:00", "２００８", "2008-11-30-01", "2008~", "2016-06-24\n2016",
    ],
)  # fmt: skip
def test_another_form_is_refused_by_a_sentence_that_names_the_right_ones(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write it as 2008, 2008-11, 2024-01-08, 2022-Q2 or 2016-21"):
        parse_date(text)


def test_the_sentence_repeats_what_was_written() -> None:
    with pytest.raises(ValueError, match=r"^'Mai 2008' is not a date"):
        parse_date("Mai 2008")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2008", "2009"),
        ("2008-11", "2008-12"),
        ("2008-12", "2009-01"),
        ("2022-Q4", "2023-Q1"),
        ("2016-24", "2017-21"),
        ("2023-12-31", "2024-01-01"),
        ("2024-02-28", "2024-02-29"),
    ],
)
def test_neighbours_do_not_meet(earlier: str, later: str) -> None:
    assert parse_date(earlier).years[1] < parse_date(later).years[0]


def test_a_year_is_from_its_first_day_to_short_of_the_next_year() -> None:
    assert [str(end) for end in parse_date("2008").years] == ["2008.0000", "2008.9999"]


days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))


@given(days, days)
def test_a_later_day_is_a_larger_decimal_year(one: date, other: date) -> None:
    assert (decimal_year(one) < decimal_year(other)) == (one < other)


@given(days)
def test_a_decimal_year_lies_within_its_year(day: date) -> None:
    assert day.year <= decimal_year(day) < day.year + 1


@given(days)
def test_a_day_lies_within_its_month_and_the_month_within_its_year(day: date) -> None:
    spans = [parse_date(day.strftime("%Y-%m-%d")[:length]).years for length in (10, 7, 4)]
    assert spans[2][0] <= spans[1][0] <= spans[0][0] < spans[0][1] <= spans[1][1] <= spans[2][1]


@given(days)
def test_a_day_never_meets_the_next_day(day: date) -> None:
    today, tomorrow = (parse_date(d.isoformat()).years for d in (day, day + timedelta(days=1)))
    assert today[1] < tomorrow[0]


@given(st.dates(date(1000, 1, 1), date(9997, 12, 31)))
def test_the_days_of_a_span_are_found_again(day: date) -> None:
    first, last = parse_date(day.isoformat()).years
    assert (day_of(first), day_of(last, last=True)) == (day, day)


def test_a_sum_may_leave_the_calendar() -> None:
    assert day_of(Decimal("-3")).year == 1 and day_of(Decimal("20000")).year == 9998
