"""The timeline's page: what it answers to an address, with the story and with a thousand events more."""

import re
from html import unescape
from typing import Any

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from datastory.timeline.models import Event
from tests.timeline.crowd import make_crowd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MOST_BYTES = 110_000  # brotli, of a page with a thousand events: all of them in full


def read(client: Client, query: str = "") -> str:
    response = client.get(f"/timeline/{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def events(html: str) -> list[str]:
    return re.findall(r'<li class="event [^"]*" id="event-([a-z0-9-]+)"', html)


def stylesheet(html: str) -> str:
    found = re.search(r'href="(/timeline/axis/[^"]*)" media="screen"', html)
    assert found
    return unescape(found[1])


def test_every_event_stands_whole_in_the_page(client: Client) -> None:
    html = read(client)
    assert sorted(events(html)) == sorted(Event.objects.filter(live=True).values_list("slug", flat=True))
    assert html.count("<article") == len(events(html)) == html.count('class="event__source"')


def test_the_stylesheet_places_exactly_the_events_of_its_page(client: Client) -> None:
    html = read(client, "?from=2021&to=2022&category=market")
    css = client.get(stylesheet(html))
    assert css["Content-Type"] == "text/css"
    assert re.findall(r"#event-([a-z0-9-]+)\{", css.content.decode()) == events(html)


def test_a_stylesheet_of_this_version_may_be_kept_for_ever_and_of_another_not(client: Client) -> None:
    address = stylesheet(read(client))
    assert "immutable" in client.get(address)["Cache-Control"]
    assert "immutable" not in client.get(address.replace("v=", "v=x"))["Cache-Control"]


def test_the_stylesheet_takes_at_most_ten_queries(client: Client) -> None:
    address = stylesheet(read(client))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 10


@pytest.mark.parametrize(
    ("query", "said", "kept"),
    [
        ("?from=soon&q=authy", "The first date cannot be “soon”", 'name="from" value="soon"'),
        ("?to=2024-13&q=authy", "The last date cannot be “2024-13”", 'name="to" value="2024-13"'),
        ("?then=%3Cb%3E&q=authy", "The day to go back to cannot be “&lt;b&gt;”", 'name="then" value="&lt;b&gt;"'),
        ("?from=2020&to=2010&q=authy", "before it begins", 'name="to" value="2010"'),
        ("?category=colour&q=authy", "There is no kind “colour”", 'name="q" value="authy"'),
    ],
)
def test_what_cannot_be_followed_is_said_and_nothing_written_is_lost(
    client: Client, query: str, said: str, kept: str
) -> None:
    html = read(client, query)
    assert said in html and kept in html and 'value="authy"' in html
    assert 'role="alert"' in html


@pytest.mark.parametrize("query", ["?q=zebra", "?from=1900&to=1901", "?from=9998", "?then=1900"])
def test_where_nothing_is_found_the_page_says_so_and_leads_back(client: Client, query: str) -> None:
    html = read(client, query)
    assert events(html) == [] and "axis/" not in html
    assert re.search(r'class="board-measure nothing">.*href="/timeline/"', html)


def test_a_number_in_the_text_of_an_event_can_be_searched_for(client: Client) -> None:
    assert "segment-bought" in events(read(client, "?q=segment+3.2"))


def test_going_back_leaves_out_later_events_notes_figures_and_points(client: Client) -> None:
    html = read(client, "?then=2021-06-30")
    found = events(html)
    assert "market-value-peak" in found and "first-layoff" not in found
    assert "engage-launched" not in found  # it is dated 2021, which was not over
    assert "event__note" not in html
    assert "under $10B" not in html and "over $70B" in html
    assert "As known on 30 June 2021." in html


def test_a_figure_of_a_time_that_was_not_over_is_not_told(client: Client) -> None:
    event = Event.objects.get(slug="net-expansion-falls")
    assert "embed" in event.text
    html = read(client, "?then=2021&q=customers+add")
    assert "Customers of a year before had come to spend" in html
    assert "The rate falls to" not in html and "not known then" not in html
    assert "The rate falls to" in read(client, "?q=customers+add")


def test_a_price_is_known_from_the_day_on_which_it_holds(client: Client) -> None:
    html = read(client, "?then=2012&q=sold+singly")
    assert "num--missing" not in html and ">$1<" in html


def test_event_and_chart_lead_to_each_other(client: Client) -> None:
    html = read(client)
    assert re.search(r'<a class="ride__point[^"]*" href="#event-market-value-peak" data-point="market-cap-peak"', html)
    assert re.search(r'id="event-market-value-peak" data-meets="market-cap-peak ', html)
    assert "caused" not in html


def test_a_page_without_a_chart_has_none(client: Client) -> None:
    from datastory.timeline.models import TimelinePage

    TimelinePage.objects.update(chart=None)
    html = read(client)
    assert "line-board--alone" in html and "ride--" not in html


def test_a_thousand_events_more_cost_no_query_more(client: Client, django_assert_max_num_queries: Any) -> None:
    make_crowd()
    read(client)
    with django_assert_max_num_queries(10):
        html = read(client)
    assert len(events(html)) == 1000 + Event.objects.filter(live=True).exclude(slug__startswith="made-up").count()
    assert len(brotli.compress(html.encode(), quality=5)) <= MOST_BYTES


def test_in_a_crowd_a_year_can_be_read_whole(client: Client) -> None:
    make_crowd()
    html = read(client, "?from=2010&to=2010")
    assert 30 < len(events(html)) < 100
    assert html.count("event--fold-wide") < 5
