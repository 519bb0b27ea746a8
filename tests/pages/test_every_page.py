"""What holds for every page type."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.pages.addresses import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MOST_QUERIES = 10


class Links(HTMLParser):
    """Ids, and the addresses that a page fetches or links to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag in ("script", "img", "source", "iframe", "video") and values.get("src"):
            self.fetched.append(values["src"])
        if tag == "link" and values.get("rel") != "canonical" and "oembed" not in values.get("type", ""):
            self.fetched.append(values["href"])
        if tag == "a" and values.get("href"):
            self.linked.append(values["href"])
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/ld+json"):
            self.inline.append(tag)


def read(html: str) -> Links:
    links = Links()
    links.feed(html)
    return links


@pytest.fixture(params=PAGES.values(), ids=PAGES.keys())
def address(request: Any) -> str:
    return str(request.param)


def test_it_renders_in_at_most_ten_queries_none_of_them_twice(client: Client, address: str) -> None:
    ContentType.objects.get_for_models(*apps.get_models(), for_concrete_models=False)  # asked once in a process's life
    client.get("/glossary/")
    client.get("/search/?q=warm")  # the search backend looks once whether its index is there
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    statements = [query["sql"] for query in queries.captured_queries]
    twice = [sql for sql, count in Counter(statements).items() if count > 1]
    assert not twice, twice
    assert len(statements) <= MOST_QUERIES, "\n".join(sql[:160] for sql in statements)


def test_nothing_is_fetched_from_another_host(client: Client, address: str) -> None:
    links = read(client.get(address).content.decode())
    assert [a for a in links.fetched if urlsplit(a).netloc] == []


def test_nothing_is_inline_that_the_policy_forbids(client: Client, address: str) -> None:
    response = client.get(address)
    assert read(response.content.decode()).inline == []
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_ids_are_unique(client: Client, address: str) -> None:
    counted = Counter(read(client.get(address).content.decode()).ids)
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_link_inside_the_site_leads_somewhere(client: Client, address: str) -> None:
    links = read(client.get(address).content.decode())
    inside = {urlsplit(urljoin(address, a)).path for a in links.linked if not urlsplit(a).netloc and urlsplit(a).path}
    broken = [path for path in sorted(inside) if client.get(path).status_code != 200]
    assert broken == []


def test_every_link_to_a_part_of_the_page_has_its_part(client: Client, address: str) -> None:
    links = read(client.get(address).content.decode())
    wanted = {urlsplit(a).fragment for a in links.linked if a.startswith("#")}
    assert wanted - set(links.ids) == set()


def test_it_has_one_first_heading_a_title_and_a_description(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert len(re.findall(r"<h1\b", html)) == 1
    assert re.search(r"<title>[^<]{10,}</title>", html)
    description = re.search(r'<meta name="description" content="([^"]{40,})"', html)
    assert description, "no description of 40 characters or more"


def test_it_is_not_tied_to_a_cookie(client: Client, address: str) -> None:
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
