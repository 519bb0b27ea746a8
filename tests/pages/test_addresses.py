"""Addresses beside the pages: errors, feed, sitemap, robots, search, bad queries."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_an_unknown_address_is_answered_with_a_way_on(client: Client) -> None:
    response = client.get("/no-such-page/<script>/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "<script>/" not in html.replace("<script src", "")
    assert 'href="/numbers/"' in html


def test_an_unknown_receipt_is_not_found(client: Client) -> None:
    assert client.get("/numbers/no-such-figure/").status_code == 404


def test_the_error_page_asks_the_database_nothing(client: Client, django_assert_num_queries: object) -> None:
    from django.test import RequestFactory

    from datastory.sharing.views import server_error

    with django_assert_num_queries(0):  # type: ignore[operator]
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500 and b"The line dropped" in response.content


def test_the_sitemap_lists_pages_and_receipts_and_no_draft(client: Client) -> None:
    response = client.get("/sitemap.xml")
    places = [e.text or "" for e in ET.fromstring(response.content).iter() if e.tag.endswith("loc")]
    assert any(p.endswith("/the-fall/") for p in places)
    assert any(p.endswith("/numbers/ipo-first-day-close/") for p in places)
    assert len(places) == len(set(places))


def test_robots_name_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /admin/" in text


def test_the_feed_has_every_chapter(client: Client) -> None:
    entries = [e for e in ET.fromstring(client.get("/feed.xml").content).iter() if e.tag.endswith("}entry")]
    assert len(entries) == 14


@pytest.mark.parametrize(
    "word", ["Uber", "dividend-free", "revenue", "CPaaS", "%", "' OR 1=1", "\x00", "x" * 5000, '"']
)
def test_search_takes_any_query(client: Client, word: str) -> None:
    assert client.get("/search/", {"q": word}).status_code == 200


def test_search_finds_pages_figures_events_firms_and_terms(client: Client) -> None:
    html = client.get("/search/", {"q": "Segment"}).content.decode()
    for heading in ("Chapters", "Figures", "Events", "Firms and products", "Charts"):
        assert f"<h2>{heading}" in html, heading
    assert 'the first 20; <a href="/numbers/?q=Segment">all on the bill</a>' in html
    assert "<h2>Terms</h2>" in client.get("/search/", {"q": "CPaaS"}).content.decode()


@pytest.mark.parametrize(
    "query", ["sort=cheapest", "sort=&q=%3Cscript%3E", "subject=nobody&metric=nothing", "q=" + "y" * 3000]
)
def test_the_bill_takes_any_query(client: Client, query: str) -> None:
    response = client.get(f"/numbers/?{query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_the_bill_says_what_it_could_not_follow(client: Client) -> None:
    assert "cannot be sorted by" in client.get("/numbers/?sort=cheapest").content.decode()


def test_the_bill_shows_only_what_was_asked_for(client: Client) -> None:
    html = client.get("/numbers/?q=first-day&disputed=1").content.decode()
    assert 'id="ipo-first-day-close"' in html and 'id="revenue-fy2024"' not in html


def test_checks_can_be_filtered_by_verdict(client: Client) -> None:
    html = client.get("/checks/?verdict=does-not").content.decode()
    assert 'id="check-first-day-rise"' in html and 'id="check-segments-make-the-total"' not in html
    assert "There is no verdict" in client.get("/checks/?verdict=maybe").content.decode()


def test_nothing_may_frame_a_page(client: Client) -> None:
    assert "frame-ancestors 'none'" in client.get("/")["Content-Security-Policy"]


def test_a_draft_page_is_not_found(client: Client) -> None:
    from datastory.stories.models import ChapterPage

    page = ChapterPage.objects.get(slug="the-fall")
    page.unpublish()
    assert client.get("/the-fall/").status_code == 404
    assert "/the-fall/" not in client.get("/").content.decode()
