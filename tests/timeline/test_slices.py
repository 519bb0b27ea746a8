"""Slices of the timeline: by period and by category, in the order of the middle of what a date may mean."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from datastory.timeline.blocks import DateBlock, TimelineBlock, events_of
from datastory.timeline.lines import all_events, slice_events
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def events() -> None:
    """Four events over three years, and a draft."""
    factories.event("founded", "2008-11")
    factories.event("fall", "2021-02", "2022-06", category="market")
    factories.event("merger", "2022-01-08", category="deal")
    factories.event("year", "2022", category="market")
    factories.event("secret", "2022", live=False)


def slugs(found: list[Any]) -> list[str]:
    return [event.slug for event in found]


def test_all_events_are_those_published_in_order() -> None:
    assert slugs(all_events()) == ["founded", "fall", "year", "merger"]


def test_events_come_with_their_sources_in_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert {event.source.slug for event in all_events()} == {"essay"}


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, ["founded", "fall", "merger", "year"]),
        (date(2022, 6, 30), None, ["fall", "year"]),
        (date(2022, 7, 1), None, ["year"]),
        (date(2023, 1, 1), None, []),
        (None, date(2008, 11, 1), ["founded"]),
        (None, date(2008, 10, 31), []),
        (None, date(2021, 2, 1), ["founded", "fall"]),
        (date(2021, 6, 1), date(2021, 6, 1), ["fall"]),
        (date(2022, 1, 8), date(2022, 1, 8), ["fall", "merger", "year"]),
    ],
)
def test_an_event_is_in_a_period_that_it_falls_into_at_least_partly(
    start: date | None, end: date | None, found: list[str]
) -> None:
    assert slugs(slice_events(start, end)) == found


@pytest.mark.parametrize(
    ("categories", "found"),
    [
        (["market"], ["fall", "year"]),
        (["market", "deal"], ["fall", "merger", "year"]),
        ([], ["founded", "fall", "merger", "year"]),
        ([""], ["founded", "fall", "merger", "year"]),
        (["sport"], []),
    ],
)
def test_categories_are_those_named_or_all(categories: list[str], found: list[str]) -> None:
    assert slugs(slice_events(None, None, categories)) == found


def test_period_and_category_are_asked_for_together() -> None:
    assert slugs(slice_events(date(2022, 1, 1), date(2022, 12, 31), ["deal"])) == ["merger"]


def block(start: str = "", end: str = "", categories: tuple[str, ...] = ()) -> Any:
    value = {"title": "A slice", "start": start, "end": end, "categories": list(categories)}
    return TimelineBlock().to_python(value)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [("2022-06", "2023", ["fall", "year"]), ("", "2021", ["founded", "fall"]), ("2022-07", "", ["year"])],
)
def test_a_block_means_all_days_of_its_dates(start: str, end: str, found: list[str]) -> None:
    assert slugs(events_of(block(start, end))) == found


def test_the_events_of_a_block_are_fetched_once(django_assert_num_queries: Any) -> None:
    value = block("2022")
    events_of(value)
    with django_assert_num_queries(0):
        events_of(value)


@pytest.mark.parametrize("text", ["2021", "2021-02", "2021-02-18", "2022-Q2", ""])
def test_a_block_takes_dates_as_precise_as_wanted(text: str) -> None:
    assert DateBlock(required=False).clean(text) == text


def test_a_block_refuses_another_form_of_date() -> None:
    with pytest.raises(ValidationError, match="'soon' is not a date"):
        DateBlock(required=False).clean("soon")
