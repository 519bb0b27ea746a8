"""The oEmbed provider, asked by hand and by consumers that nobody here wrote."""

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.embeds.finders import oembed as wagtail_finder
from wagtail.models import PageViewRestriction

from datastory.stories.models import ChapterPage
from tests.embeds.addresses import EMBEDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

SITE = "http://testserver"


def ask(client: Client, url: str, status: int = 200, **more: Any) -> dict[str, Any]:
    response = client.get("/oembed/", {"url": url, **more})
    assert response.status_code == status, response.content.decode()
    return dict(response.json()) if status == 200 else {}


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_a_page_and_its_embed_answer_with_one_frame_and_a_link_before_it(client: Client, address: str) -> None:
    page = address.removeprefix("/embed")
    for url in (f"{SITE}{page}", f"{SITE}{address}"):
        answer = ask(client, url)
        assert answer["version"] == "1.0" and answer["type"] == "rich" and answer["title"]
        html = answer["html"]
        assert len(re.findall("<iframe", html)) == 1 and "<script" not in html and "class=" not in html
        assert re.match(r'<blockquote><a href="http[^"]+">[^<]+</a></blockquote><iframe ', html)
        src = re.search(r'<iframe src="([^"]+)"', html)
        assert src and client.get(unescape(src[1])).status_code == 200
        assert f'width="{answer["width"]}" height="{answer["height"]}"' in html


def test_width_height_and_thumbnail_keep_within_what_the_consumer_has_room_for(client: Client) -> None:
    for maxwidth, maxheight in [(400, 300), (1, 1), (700, 10_000), (299, 900), (3000, 200)]:
        answer = ask(client, f"{SITE}/timeline/", maxwidth=maxwidth, maxheight=maxheight)
        assert 0 < answer["width"] <= maxwidth and 0 < answer["height"] <= maxheight
        keys = [key for key in answer if key.startswith("thumbnail")]
        assert len(keys) in (0, 3)
        if keys:
            assert answer["thumbnail_width"] <= maxwidth and answer["thumbnail_height"] <= maxheight


@pytest.mark.parametrize("room", [300, 600, 1200])
def test_a_thumbnail_is_as_large_as_is_said(client: Client, room: int) -> None:
    import io

    from PIL import Image

    answer = ask(client, f"{SITE}/numbers/ipo-first-day-close/", maxwidth=room)
    response = client.get(urlsplit(answer["thumbnail_url"]).path)
    assert Image.open(io.BytesIO(response.content)).size == (answer["thumbnail_width"], answer["thumbnail_height"])
    assert answer["thumbnail_width"] == room


def test_xml_says_the_same_as_json(client: Client) -> None:
    url = f"{SITE}/charts/market-value/?reading=record"
    told = ask(client, url)
    root = ET.fromstring(client.get("/oembed/", {"url": url, "format": "xml"}).content)
    assert {child.tag: child.text for child in root} == {key: str(value) for key, value in told.items()}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": f"{SITE}/timeline/", "format": "yaml"}, 501),
        ({"url": f"{SITE}/timeline/", "maxwidth": "wide"}, 400),
        ({"url": f"{SITE}/nothing-here/"}, 404),
        ({"url": f"{SITE}/glossary/"}, 404),
        ({"url": f"{SITE}/admin/"}, 404),
        ({"url": "/timeline/"}, 404),
        ({"url": "http://testserver.example.org/timeline/"}, 404),
        ({"url": "http://testserver@example.org/timeline/"}, 404),
        ({"url": "http://example.org/?http://testserver/timeline/"}, 404),
        ({"url": "http://user@testserver/timeline/"}, 404),
        ({"url": "http://testserver:81/timeline/"}, 404),
        ({"url": "http://testserver\\@example.org/timeline/"}, 404),
        ({"url": "http://[::1/timeline/"}, 404),
        ({"url": "ftp://testserver/timeline/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": f"{SITE}/" + "x" * 3000}, 404),
    ],
)
def test_what_cannot_be_answered_has_its_status(client: Client, query: dict[str, str], status: int) -> None:
    response = client.get("/oembed/", query)
    assert response.status_code == status
    assert "<" not in response.content.decode() and response["Content-Type"].startswith("text/plain")


def test_private_is_401_and_unpublished_is_404(client: Client) -> None:
    page = ChapterPage.objects.get(slug="the-fall")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    ask(client, f"{SITE}/the-fall/", 401)
    restriction.delete()
    page.unpublish()
    ask(client, f"{SITE}/the-fall/", 404)


def test_parameters_that_an_embed_does_not_know_are_left_out(client: Client) -> None:
    html = ask(client, f"{SITE}/timeline/?from=2015&figures=x&theme=drak&utm_source=x&q=%22%3E%3Cscript%3E")["html"]
    src = re.search(r'<iframe src="([^"]+)"', html)
    assert src and parse_qs(urlsplit(unescape(src[1])).query) == {
        "from": ["2015"],
        "theme": ["dark"],
        "q": ['"><script>'],
    }
    assert "<script" not in html


@pytest.mark.parametrize(
    ("asked", "framed"),
    [
        ("/timeline/?from=2015&to=2010", "/embed/timeline/?from=2015"),
        ("/timeline/?category=bogus&from=2015", "/embed/timeline/?from=2015"),
        ("/timeline/?category=markets", "/embed/timeline/?category=market"),
        ("/timeline/?then=2015", "/embed/timeline/?then=2015"),
        ("/charts/model-recovery/?fall=800&years=3", "/embed/charts/model-recovery/?fall=97&years=3"),
        ("/numbers/?figures=revenue-fy2024,nonsense", "/embed/numbers/?figures=revenue-fy2024"),
        ("/charts/market-value/?side=record", "/embed/charts/market-value/?reading=record"),  # as old addresses have it
        ("/companies/?relation=rivals", "/embed/companies/?relation=rival"),
    ],
)
def test_no_frame_is_handed_out_that_would_show_a_problem(client: Client, asked: str, framed: str) -> None:
    html = ask(client, SITE + asked)["html"]
    src = re.search(r'<iframe src="([^"]+)"', html)
    assert src and unescape(src[1]) == SITE + framed
    assert client.get(unescape(src[1])).status_code == 200


def test_an_edition_that_is_not_kept_is_not_found_and_told(client: Client) -> None:
    response = client.get("/oembed/", {"url": f"{SITE}/timeline/?v=999"})
    assert response.status_code == 404
    assert response.content.decode() == "There is no edition 999 yet; the newest is 1.\n"


def test_the_link_leads_to_the_same_slice_of_the_page(client: Client) -> None:
    answer = ask(client, f"{SITE}/timeline/?from=2020&to=2021&category=deal&theme=dark&v=1")
    quote = re.match(r'<blockquote><a href="([^"]+)">([^<]+)</a>', answer["html"])
    assert quote and urlsplit(unescape(quote[1])).query == "from=2020&to=2021&category=deal"
    assert answer["title"] == quote[2] == "Timeline: 2020–2021, purchases"


def test_an_answer_takes_a_bounded_number_of_queries(client: Client) -> None:
    for url in ("/timeline/?from=2015", "/numbers/?verdict=disagree&v=1", "/charts/market-value/", "/the-fall/"):
        ask(client, SITE + url)
        with CaptureQueriesContext(connection) as queries:
            ask(client, SITE + url)
        statements = [query["sql"] for query in queries.captured_queries]
        assert len(statements) <= 14, "\n".join(sql[:200] for sql in statements)


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_every_page_with_an_embed_can_be_discovered_early_in_its_head(client: Client, address: str) -> None:
    page = address.removeprefix("/embed").split("?")[0]
    html = client.get(page).content.decode()
    found = re.findall(r'<link rel="alternate" type="((?:application/json|text/xml)\+oembed)" href="([^"]+)"', html)
    assert [kind for kind, _ in found] == ["application/json+oembed", "text/xml+oembed"]
    assert html.index("+oembed") < 4000
    for _, href in found:
        answer = client.get("/oembed/", parse_qs(urlsplit(unescape(href)).query))
        assert answer.status_code in (200, 404)  # the site's own host may be another than the test's


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_an_embed_is_discovered_by_its_own_address_with_what_it_shows(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    found = re.findall(r'<link rel="alternate" type="((?:application/json|text/xml)\+oembed)" href="([^"]+)"', html)
    assert [kind for kind, _ in found] == ["application/json+oembed", "text/xml+oembed"]
    for _, href in found:
        asked = parse_qs(urlsplit(unescape(href)).query)
        written = urlsplit(asked["url"][0])
        assert f"{written.path}?{written.query}".rstrip("?") == address
        answer = client.get("/oembed/", {**asked, "format": "json"}).json()
        src = re.search(r'<iframe src="([^"]+)"', answer["html"])
        assert src and parse_qs(urlsplit(unescape(src[1])).query) == parse_qs(written.query)


@pytest.mark.parametrize("address", ["/", "/glossary/", "/checks/", "/search/", "/share/timeline/", "/embed/nothing/"])
def test_pages_without_an_embed_announce_none(client: Client, address: str) -> None:
    assert "+oembed" not in client.get(address).content.decode()


def test_the_finder_of_wagtail_takes_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer:
        def __init__(self, text: bytes) -> None:
            self.text = text

        def raise_for_status(self) -> None:
            pass

        def json(self) -> Any:
            return json.loads(self.text)

    def get(endpoint: str, params: dict[str, Any], **kwargs: Any) -> Answer:
        return Answer(client.get(f"{urlsplit(endpoint).path}?{urlencode(params)}").content)

    monkeypatch.setattr(wagtail_finder.requests, "get", get)
    provider = {"endpoint": f"{SITE}/oembed/", "urls": [r"^http://testserver/.+$"]}
    found = wagtail_finder.OEmbedFinder(providers=[provider]).find_embed(f"{SITE}/timeline/?from=2020", max_width=500)
    assert found["type"] == "rich" and found["width"] == 500 and "/embed/timeline/?from=2020" in found["html"]
    assert found["thumbnail_url"] and found["title"] == "Timeline: from 2020"
