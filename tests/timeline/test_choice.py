"""What a reader asks of the timeline: read from the address, kept as written, said where it cannot be followed."""

from datetime import date

import pytest
from django.http import QueryDict

from datastory.timeline.choice import Choice, happened
from tests.timeline.made import event


def read(query: str) -> Choice:
    return Choice.read(QueryDict(query))


def test_nothing_asked_for_is_the_whole_line() -> None:
    choice = read("")
    assert (choice.first, choice.last, choice.categories, choice.problems, choice.query()) == (None, None, (), {}, "")


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2016&to=2017", date(2016, 1, 1), date(2017, 12, 31)),
        ("from=2016-06", date(2016, 6, 1), None),
        ("to=2016-Q2", None, date(2016, 6, 30)),
        ("to=2020&then=2018", None, date(2018, 12, 31)),
        ("then=2018-03-04", None, date(2018, 3, 4)),
    ],
)
def test_a_period_is_all_days_of_its_dates_and_ends_with_what_was_known(
    query: str, first: date | None, last: date | None
) -> None:
    choice = read(query)
    assert (choice.first, choice.last) == (first, last)


@pytest.mark.parametrize("name", ["from", "to", "then"])
def test_a_date_that_is_none_is_named_kept_and_not_followed(name: str) -> None:
    choice = read(f"{name}=last+week&q=oven")
    assert choice.written[name] == "last week"
    assert "“last week”" in choice.problems[name]
    assert (choice.first, choice.last, choice.then, choice.q) == (None, None, None, "oven")


def test_a_period_that_ends_before_it_begins_is_followed_from_its_beginning() -> None:
    choice = read("from=2020&to=2010")
    assert (choice.first, choice.last) == (date(2020, 1, 1), None)
    assert choice.written["to"] == "2010" and "before it begins" in choice.problems["to"]


def test_an_unknown_kind_is_named_and_the_known_ones_are_followed() -> None:
    choice = read("category=colour&category=deal")
    assert choice.categories == ("deal",)
    assert choice.problems["category"].startswith("There is no kind “colour”; there are firm, product,")


def test_all_kinds_are_the_same_as_none() -> None:
    assert read("category=firm&category=product&category=deal&category=market").query() == ""


def test_the_address_of_a_choice_reads_back_as_the_same_choice() -> None:
    choice = read("q=a+%26+b&from=2016-06&category=market&category=firm&then=2020&to=2018")
    assert read(choice.query().removeprefix("?")).query() == choice.query()


def test_a_change_of_period_keeps_the_rest() -> None:
    query = read("q=oven&from=2016&category=deal").query(begin="2020", end="2020")
    assert query == "?from=2020&to=2020&category=deal&q=oven"


@pytest.mark.parametrize("query", ["q=" + "x" * 5000, "from=" + "9" * 5000, "q=%00", "category=" + "y" * 5000])
def test_no_query_is_too_much(query: str) -> None:
    assert all(len(text) <= 300 for text in (*read(query).written.values(), *read(query).problems.values()))


def test_every_word_has_to_be_found() -> None:
    assert read("q=Oven+LIT").keeps(event("2016"), "the oven is lit")
    assert not read("q=oven+cold").keeps(event("2016"), "the oven is lit")


@pytest.mark.parametrize(
    ("when", "day", "had"),
    [
        ("2016", date(2016, 12, 30), False),
        ("2016", date(2016, 12, 31), True),
        ("2016-06", date(2016, 6, 29), False),
        ("2016-06-23", date(2016, 6, 23), True),
    ],
)
def test_an_event_had_happened_once_it_certainly_had(when: str, day: date, had: bool) -> None:
    assert happened(event(when), day) is had


def test_an_event_that_lasted_had_begun_before_it_was_over() -> None:
    assert read("then=2021").keeps(event("2021", "2023"), "")


@pytest.mark.parametrize(("query", "inside"), [("from=2022", True), ("to=2020", False), ("from=2023", False)])
def test_an_event_falls_in_a_period_if_any_of_it_does(query: str, inside: bool) -> None:
    assert read(query).falls_in(event("2021", "2022")) is inside


@pytest.mark.parametrize(
    ("query", "words"),
    [("then=2021-06-30", "on 30 June 2021"), ("then=2021-06", "by the end of June 2021"), ("", "")],
)
def test_the_day_to_go_back_to_is_said_as_exactly_as_it_was_asked(query: str, words: str) -> None:
    assert read(query).when_known == words
