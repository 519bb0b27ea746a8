"""Every kind of embed: what it answers, with which headers, at which price."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from datastory.sharing.embeds.kinds import KINDS
from datastory.timeline.models import Event
from tests.embeds.addresses import EMBEDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MOST_QUERIES = 10
every_embed = pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)


class Tags(HTMLParser):
    """All elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


def test_every_kind_has_an_address_here() -> None:
    assert {"timeline", "chart", "chapter", "bill", "receipt", "check", "companies"} == set(KINDS)


@every_embed
def test_any_page_may_frame_it_and_nobody_is_known_by_it(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response and "frame-ancestors" not in policy
    assert "script-src 'self'" in policy and "default-src 'none'" in policy and "unsafe" not in policy
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


NOBODY = [  # what answers everybody alike, beside the embeds
    "/embed/charts/model-recovery/edition-1/spec-told-wide.json",
    "/embed/charts/model-recovery/edition-7/spec-told-wide.json",
    "/embed/nothing/",
    "/embed/timeline/?theme=drak",
    "/oembed/?url=http://testserver/timeline/",
    "/oembed/?url=http://testserver/nothing/",
]


@pytest.mark.parametrize("address", [*EMBEDS.values(), *NOBODY])
@pytest.mark.parametrize("cookies", [{"sessionid": "abc", "csrftoken": "x"}, {"csrftoken": "malformed!"}])
def test_whatever_cookies_are_sent_none_is_read_or_set(client: Client, address: str, cookies: dict[str, str]) -> None:
    plain = client.get(address)
    known = Client()
    known.cookies.load(cookies)
    response = known.get(address)
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert response.content == plain.content and response.get("Cache-Control") == plain.get("Cache-Control")


def test_an_editor_sees_in_an_embed_what_everybody_sees(client: Client, admin_client: Client) -> None:
    address = EMBEDS["slice"]
    known, plain = admin_client.get(address), client.get(address)
    assert known.content == plain.content and "Cookie" not in known.get("Vary", "")


@every_embed
def test_it_names_its_page_as_the_one_to_find(client: Client, address: str) -> None:
    [canonical] = [link for link in Tags(read(client, address)).all("link") if link["rel"] == "canonical"]
    page = urlsplit(canonical["href"])
    assert page.scheme and page.path == urlsplit(address).path.removeprefix("/embed")
    assert client.get(page.path).status_code == 200


@every_embed
def test_every_link_works_in_a_frame(client: Client, address: str) -> None:
    """It leads to another embed, or to a window of its own; ids that it names are there."""
    for link in Tags(read(client, address)).all("a"):
        href = link["href"]
        if href.startswith("/embed/"):
            assert "target" not in link and "data-receipt" not in link
        else:
            assert link["target"] == "_blank" and "noopener" in link["rel"], link
            assert not href.startswith("#")


@every_embed
def test_numbers_open_receipts_that_can_be_framed_too(client: Client, address: str) -> None:
    inside = {link["href"] for link in Tags(read(client, address)).all("a") if link["href"].startswith("/embed/")}
    for href in sorted(inside)[:5]:
        assert client.get(href).status_code == 200, href


@every_embed
def test_it_takes_along_nothing_that_needs_a_whole_page(client: Client, address: str) -> None:
    tags = Tags(read(client, address))
    scripts = [script["src"] for script in tags.all("script")]
    charts = ["/static/js/wake.js"] if tags.all("figure") else []
    assert scripts == [*charts, "/static/js/embed/frame.js"]
    assert "manifest" not in {link["rel"] for link in tags.all("link")}  # so no service worker
    assert not [a for _, a in tags.found if "style" in a or any(name.startswith("on") for name in a)]
    assert len(tags.all("h1")) == 1
    ids = Counter(a["id"] for _, a in tags.found if "id" in a)
    assert [name for name, count in ids.items() if count > 1] == []


@every_embed
def test_it_takes_at_most_ten_queries_none_of_them_twice(client: Client, address: str) -> None:
    ContentType.objects.get_for_models(*apps.get_models(), for_concrete_models=False)
    client.get("/glossary/")
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    statements = [query["sql"] for query in queries.captured_queries]
    assert [sql for sql, count in Counter(statements).items() if count > 1] == []
    assert len(statements) <= MOST_QUERIES, "\n".join(sql[:160] for sql in statements)


def test_a_slice_has_the_events_of_its_period_and_kinds(client: Client) -> None:
    html = read(client, "/embed/timeline/?from=2015&to=2016&category=market")
    shown = set(re.findall(r'id="event-([a-z0-9-]+)"', html))
    asked = Event.objects.filter(live=True, category="market", first_day__lte="2016-12-31", last_day__gte="2015-01-01")
    assert shown == set(asked.values_list("slug", flat=True)) and shown
    assert f"{len(shown)} of {Event.objects.filter(live=True).count()} events" in html


def test_chosen_figures_stand_in_the_order_in_which_they_are_named(client: Client) -> None:
    html = read(client, "/embed/numbers/?figures=revenue-fy2024,ipo-first-day-close")
    assert re.findall(r'<tr role="row" id="([a-z0-9-]+)"', html) == ["revenue-fy2024", "ipo-first-day-close"]


def test_a_chart_begins_with_the_side_that_was_asked_for(client: Client) -> None:
    told, record = (read(client, f"/embed/charts/market-value/?reading={side}") for side in ("told", "record"))
    assert re.search(r'value="told" checked>', told) and not re.search(r'value="record" checked>', told)
    assert re.search(r'value="record" checked>', record) and not re.search(r'value="told" checked>', record)
    assert 'data-reading="record"' in record


def test_theme_side_and_edition_go_along_to_the_receipts(client: Client) -> None:
    html = read(client, "/embed/the-fall/?theme=dark&reading=record&v=1")
    assert 'data-theme="dark"' in html
    receipts = [a["href"] for a in Tags(html).all("a") if a["href"].startswith("/embed/numbers/")]
    assert receipts and all(href.endswith("/?reading=record&theme=dark&v=1#within") for href in receipts)


def test_the_doctor_comes_only_when_called(client: Client) -> None:
    address = "/embed/checks/first-day-close/"
    assert "js/embed/doctor.js" not in read(client, address)
    html = read(client, f"{address}?doctor=1")
    assert "js/embed/doctor.js" in html and "<noscript>" in html
