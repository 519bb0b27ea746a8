"""An event is dated as precisely as it is known, and stands at the days that its date may mean."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from datastory.timeline.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("date", "until", "first", "last"),
    [
        ("2008", "", "2008-01-01", "2008-12-31"),
        ("2008-11", "", "2008-11-01", "2008-11-30"),
        ("2016-06-23", "", "2016-06-23", "2016-06-23"),
        ("2022-Q2", "", "2022-04-01", "2022-06-30"),
        ("2016-24", "", "2016-12-21", "2017-03-19"),
        ("2022", "2023-02", "2022-01-01", "2023-02-28"),
        ("2016-06-23", "2016", "2016-06-23", "2016-12-31"),
    ],
)
def test_an_event_lasts_from_the_first_to_the_last_day_that_it_may_mean(
    date: str, until: str, first: str, last: str
) -> None:
    saved = factories.event("event", date, until)
    assert (saved.first_day.isoformat(), saved.last_day.isoformat()) == (first, last)


def test_a_published_revision_moves_the_days_with_the_date() -> None:
    saved = factories.event("event", "2008")
    saved.date = "2010-05"
    saved.save_revision().publish()
    moved = Event.objects.get()
    assert (moved.first_day.isoformat(), moved.last_day.isoformat()) == ("2010-05-01", "2010-05-31")


def test_a_draft_has_the_days_of_its_own_date() -> None:
    saved = factories.event("event", "2008")
    saved.date = "2010-05"
    saved.save_revision()
    draft = Event.objects.get().get_latest_revision_as_object()
    assert draft.first_day.isoformat() == "2010-05-01"


def test_a_draft_leaves_the_published_days_alone() -> None:
    saved = factories.event("event", "2008")
    changed = Event.objects.get(pk=saved.pk)
    changed.date = "2010-05"
    changed.save_revision()
    assert Event.objects.get().first_day.isoformat() == "2008-01-01"


@pytest.mark.parametrize(
    ("date", "until", "words"),
    [
        ("2008", "", "2008"),
        ("2008-11", "", "November 2008"),
        ("2022", "2023-02", "2022 to February 2023"),
        ("2016-21", "", "spring of 2016"),
    ],
)
def test_an_event_says_when_it_was_no_more_precisely_than_its_date(date: str, until: str, words: str) -> None:
    assert factories.event("event", date, until).when == words


def test_an_event_is_named_with_its_date() -> None:
    assert str(factories.event("ipo", "2016-06", title="The first day")) == "The first day (June 2016)"


@pytest.mark.parametrize(("date", "precision"), [("2008", "year"), ("2022-Q2", "quarter"), ("2016-06-23", "day")])
def test_an_event_is_as_precise_as_its_beginning(date: str, precision: str) -> None:
    assert factories.event("event", date, "2024").precision == precision


def test_events_stand_in_the_order_of_their_days() -> None:
    for slug, date in [("c", "2016-06-23"), ("a", "2008"), ("d", "2016-06"), ("b", "2008-01-01")]:
        factories.event(slug, date)
    assert list(Event.objects.values_list("slug", flat=True)) == ["b", "a", "d", "c"]


def test_events_of_the_same_days_stand_in_the_order_of_their_list() -> None:
    for slug in ("zebra", "apple"):
        factories.event(slug, "2008")
    assert list(Event.objects.values_list("slug", flat=True)) == ["zebra", "apple"]


def complaint(**fields: str) -> dict[str, list[str]]:
    """What is said of an event with these fields, by field."""
    made = {"slug": "event", "title": "Event", "category": "firm", "locator": "section 1", "date": "2008"}
    entry = Event(source=factories.source(), **(made | fields))
    try:
        entry.full_clean(exclude=["first_day", "last_day"])
    except ValidationError as error:
        found: dict[str, list[str]] = error.message_dict
        return found
    return {}


@pytest.mark.parametrize(("date", "until"), [("2008", ""), ("2008", "2008"), ("2016-06-23", "2016"), ("2008", "2009")])
def test_an_event_may_end_when_it_begins_or_later(date: str, until: str) -> None:
    assert complaint(date=date, until=until) == {}


def test_an_event_that_ends_before_it_begins_is_refused() -> None:
    assert complaint(date="2016-06-23", until="2015") == {"until": ["It ends (2015) before it begins (23 June 2016)."]}


@pytest.mark.parametrize("field", ["date", "until"])
def test_another_form_of_date_is_refused_at_its_field(field: str) -> None:
    (said,) = complaint(**{field: "in May"}).items()
    assert said[0] == field and said[1][0].startswith("'in May' is not a date; write it as 2008")


def test_an_unknown_category_is_refused() -> None:
    assert list(complaint(category="sport")) == ["category"]


@pytest.mark.parametrize("date", ["", "in May"])
def test_an_event_without_a_readable_date_is_not_saved_even_as_a_draft(admin_client: Client, date: str) -> None:
    form: dict[str, Any] = {
        "title": "Event",
        "slug": "event",
        "date": date,
        "until": "",
        "category": "firm",
        "text": "null",
        "source": factories.source().pk,
        "locator": "section 1",
        "note": "",
    }
    response = admin_client.post(reverse("wagtailsnippets_timeline_event:add"), form)
    assert list(response.context["form"].errors) == ["date"]
