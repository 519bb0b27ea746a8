"""A chart's page leads to the events that the chart marks."""

import re

import pytest
from django.test import Client

from datastory.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

CHART = "/charts/market-value/"


def section(client: Client, query: str = "") -> str:
    """What stands under the heading of the events, or nothing."""
    html = client.get(CHART + query).content.decode()
    found = re.search(r'<section aria-labelledby="events">.*?</section>', html, re.S)
    return found[0] if found else ""


def slugs(html: str, then: str = "") -> list[str]:
    return re.findall(rf'href="/timeline/{re.escape(then)}#event-([a-z0-9-]+)"', html)


def test_each_event_is_linked_to_its_place_on_the_timeline_by_date(client: Client) -> None:
    html = section(client)
    assert slugs(html) == [
        *("voice-api-launched", "sms-api-launched", "sendgrid-bought"),
        *("segment-bought", "first-layoff", "founder-steps-down"),
    ]
    places = client.get("/timeline/").content.decode()
    assert all(f'id="event-{slug}"' in places for slug in slugs(html))


def test_it_is_said_that_they_coincide_and_no_more(client: Client) -> None:
    assert "coincides" in section(client) and "cause" not in section(client)


def test_of_an_earlier_day_only_those_that_had_begun_are_named_with_that_day(client: Client) -> None:
    found = slugs(section(client, "?then=2019"), "?then=2019")
    assert "sendgrid-bought" in found and "segment-bought" not in found


def test_a_withdrawn_event_is_not_named(client: Client) -> None:
    Event.objects.get(slug="first-layoff").unpublish()
    assert "first-layoff" not in slugs(section(client))


def test_a_chart_that_marks_none_has_no_such_part(client: Client) -> None:
    assert 'id="events"' not in client.get("/charts/head-count/").content.decode()
