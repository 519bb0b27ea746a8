"""Entries are refused by sentences that say what to mend, and used ones are kept."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.utils import IntegrityError

from datastory.ledger.models import Check, Figure, Reading, Source
from tests import factories

pytestmark = pytest.mark.django_db


def complaint(entry: Any, field: str) -> str:
    """The one sentence about a field; empty if the entry is accepted."""
    try:
        entry.clean()
    except ValidationError as error:
        assert list(error.message_dict) == [field]
        return " ".join(error.message_dict[field])
    return ""


def reading(unit: str = "USD", **fields: Any) -> Reading:
    entry = factories.figure("measured", unit=unit)
    return Reading(figure=entry, source=factories.source(), locator="section 1", **fields)


@pytest.mark.parametrize(
    ("unit", "fields"),
    [
        ("USD", {"value": "4.46E+9"}),
        ("percent", {"qualifier": "range", "low": "48", "high": "52"}),
        ("date", {"value": "2016-21", "qualifier": "about"}),
        ("years", {"value": "20", "qualifier": "under", "low": "15"}),
    ],
)
def test_a_reading_that_can_be_reckoned_with_is_accepted(unit: str, fields: dict[str, str]) -> None:
    assert complaint(reading(unit, **fields), "value") == ""


@pytest.mark.parametrize(
    ("unit", "fields", "sentence"),
    [
        ("USD", {"value": ""}, "a value is missing; only a range may do without one, not 'exact'"),
        (
            "USD",
            {"value": "", "qualifier": "about"},
            "a value is missing; only a range may do without one, not 'about'",
        ),
        ("USD", {"value": "4.46 billion"}, "'4.46 billion' is not a number; write 28.53 or"),
        ("USD", {"value": "1E+99"}, "'1E+99' is beyond any measure"),
        ("date", {"value": "May 2008"}, "'May 2008' is not a date; write it as 2008"),
        ("date", {"value": "9999"}, "'9999' is not a date"),
        ("percent", {"qualifier": "range", "low": "48"}, "a range needs both its low and its high end"),
        ("percent", {"value": "50", "qualifier": "range"}, "a range needs both its low and its high end"),
        ("percent", {"qualifier": "range", "low": "52", "high": "48"}, "the low end 52 is above the high end 48"),
        ("percent", {"value": "50", "low": "x"}, "'x' is not a number"),
        ("percent", {"value": "60", "low": "48", "high": "52"}, "the value 60 lies outside its own ends, 48 to 52"),
        ("percent", {"value": "60", "qualifier": "under", "low": "70"}, "the low end 70 is above the high end 60"),
        ("percent", {"value": "60", "qualifier": "circa"}, "'circa' is not a valid Qualifier"),
    ],
)
def test_a_reading_says_what_to_mend(unit: str, fields: dict[str, str], sentence: str) -> None:
    assert complaint(reading(unit, **fields), "value").startswith(sentence)


def test_a_reading_that_cannot_be_read_shows_a_dash() -> None:
    assert reading(value="x").text() == "–"


def test_a_reading_that_can_be_read_shows_its_value_and_its_source() -> None:
    assert str(reading(value="7E+10", qualifier="over")) == "over $70B, Essay"


def test_a_figure_has_one_reading_a_place() -> None:
    entry = factories.figure("measured", "1")
    with pytest.raises(IntegrityError, match="ledger_reading"):
        factories.reading(entry, "2", factories.source())


@pytest.mark.parametrize("end", ["2024-12-31", "2024-01-01"])
def test_a_period_ends_on_or_after_its_first_day(end: str) -> None:
    entry = factories.figure("measured", "1", start="2024-01-01", end=end)
    assert complaint(Figure.objects.get(pk=entry.pk), "end") == ""


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    entry = factories.figure("measured", "1", start="2024-01-01", end="2023-12-31")
    entry.refresh_from_db()
    assert complaint(entry, "end") == "The period ends on 2023-12-31, before it starts on 2024-01-01."


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"period": "FY2024"}, "Revenue: $4.46B (FY2024)"), ({}, "Revenue: $4.46B")],
)
def test_a_figure_is_named_with_its_value_and_period(fields: dict[str, str], name: str) -> None:
    assert str(factories.figure("revenue", "4.46E+9", **fields)) == name


@pytest.mark.parametrize("date", ["2016", "2016-06", "2016-06-24", ""])
def test_a_source_is_dated_as_precisely_as_it_is_known(date: str) -> None:
    Source(slug="press", kind="press", title="The press", published=date).full_clean()


def test_a_source_with_another_date_is_refused() -> None:
    with pytest.raises(ValidationError, match="'24 June' is not a date; write it as 2008"):
        Source(slug="press", kind="press", title="The press", published="24 June").full_clean()


def check(expression: str = "measured * 2", **fields: Any) -> Check:
    made = {"slug": "sum", "statement": "It holds.", "expression": expression, "explanation": "Because."}
    return Check(**(made | {"expected_value": "2", "unit": "USD"} | fields))


@pytest.fixture
def measured() -> Figure:
    return factories.figure("measured", "1")


def test_a_check_against_a_number_is_accepted(measured: Figure) -> None:
    assert complaint(check(), "expression") == ""


def test_a_check_against_a_figure_is_accepted(measured: Figure) -> None:
    assert complaint(check(expected_value="", expected_figure=measured), "expression") == ""


def test_a_check_expects_not_both_a_figure_and_a_number(measured: Figure) -> None:
    both = check(expected_figure=measured)
    assert complaint(both, "expected_value") == "Expect either a figure or a number, one of the two."


def test_a_check_expects_something(measured: Figure) -> None:
    assert (
        complaint(check(expected_value=""), "expected_value") == "Expect either a figure or a number, one of the two."
    )


@pytest.mark.parametrize("value", ["two", "1E+99", "2,000"])
def test_an_expected_number_is_a_number(measured: Figure, value: str) -> None:
    assert complaint(check(expected_value=value), "expected_value").startswith(f"'{value}' is ")


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("measured + unknown", "There is no figure unknown."),
        ("lost_one + lost_two", "There is no figure lost-one, lost-two."),
        ("1 + 1", "Name at least one figure; a sum of constants checks nothing."),
        ("measured +", "'measured +' is not an arithmetic expression."),
        ("measured.real", "Attribute is not arithmetic; use + - * / ** and min, max, abs, sqrt."),
        ("open(measured)", "only the functions min, max, abs, sqrt may be called."),
        ("min(measured)", "min takes two values or more."),
    ],
)
def test_an_expression_says_what_to_mend(measured: Figure, expression: str, sentence: str) -> None:
    assert complaint(check(expression), "expression") == sentence


def test_the_result_of_a_check_is_in_the_unit_of_the_expected_figure() -> None:
    share = factories.figure("share", "50", unit="percent")
    assert check(expected_value="", expected_figure=share).unit_code == "percent"


def test_the_result_of_a_check_against_a_number_is_in_its_unit(measured: Figure) -> None:
    assert check(unit="times").unit_code == "times"


def test_a_metric_keeps_a_unit_in_which_its_readings_can_be_read() -> None:
    factories.figure("measured", "15")
    metric = factories.metric()
    metric.unit = "date"
    assert complaint(metric, "unit").startswith("Measured: '15' is not a date")


def test_a_metric_may_get_another_unit_that_its_readings_fit() -> None:
    factories.figure("measured", "15")
    metric = factories.metric()
    metric.unit = "percent"
    assert complaint(metric, "unit") == ""
