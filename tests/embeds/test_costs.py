"""What an embed costs: nothing once it was made, little to those who fetch it, and never without bound."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from datastory.core.page_cache.layer import PageCache, rules
from datastory.core.page_cache.store import Store
from datastory.core.static import joined
from datastory.sharing.models import Body, Edition
from tests.embeds.addresses import EMBEDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MOST_OF_OUR_CODE = 15_000  # bytes, gzip


class Mark:
    def now(self) -> str:
        return "one"

    def advance(self) -> None:
        pass


@pytest.fixture
def cache() -> Iterator[PageCache]:
    """The cache before the whole site, which leaves the test's connection open, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield PageCache(get_wsgi_application(), Mark(), rules(), Store(settings.PAGE_CACHE_BYTES))
    for signal in signals:
        signal.connect(close_old_connections)


def ask(cache: PageCache, address: str) -> tuple[str, dict[str, str], int]:
    """Status, headers and queries of an answer."""
    said: list[Any] = []
    path, _, query = address.partition("?")
    environ = (
        RequestFactory()
        .get(path, query_string=query, headers={"Accept-Encoding": "gzip", "Host": "testserver"})
        .environ
    )
    environ["QUERY_STRING"] = query
    with CaptureQueriesContext(connection) as queries:
        b"".join(cache(environ, lambda *args: said.append(args)))
    status, headers = said[-1][:2]
    return status, dict(headers), len(queries)


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_an_embed_that_was_made_costs_no_query(cache: PageCache, address: str) -> None:
    first, again = ask(cache, address), ask(cache, f"{address}{'&' if '?' in address else '?'}childId=f1&parentUrl=x")
    assert first[0] == again[0] == "200 OK"
    assert first[2] > 0 and again[2] == 0
    for _, headers, _ in (first, again):
        assert headers["Vary"] == "Accept-Encoding" and "Set-Cookie" not in headers
        assert "X-Frame-Options" not in headers and headers["Cache-Control"] == "public, max-age=300"


def test_the_timeline_embed_brings_little_of_our_code() -> None:
    def read(name: str) -> str:
        return Path(str(finders.find(name))).read_text()

    sizes = {name: len(gzip.compress(joined(name, read).encode())) for name in ("css/embed.css", "js/embed/frame.js")}
    assert sum(sizes.values()) <= MOST_OF_OUR_CODE, sizes


def test_thousands_of_pinned_requests_keep_nothing_and_each_does_little(client: Client) -> None:
    before = Edition.objects.count(), Body.objects.count()
    for number in range(2, 3002):
        response = client.get(f"/embed/checks/first-day-close/?v={number * 7919}")
        assert response.status_code == 400
    with CaptureQueriesContext(connection) as queries:
        client.get("/embed/checks/first-day-close/?v=999999999")
    assert len(queries) <= 10
    assert (Edition.objects.count(), Body.objects.count()) == before


def test_pinned_requests_fill_the_memory_of_pages_no_further_than_its_limit(cache: PageCache) -> None:
    small = PageCache(cache.application, Mark(), rules(), Store(60_000))
    for number in range(40):
        assert ask(small, f"/embed/checks/first-day-close/?v=1&figures={number}")[0].startswith("400")
        assert ask(small, f"/embed/timeline/?v=1&q={number}")[0] == "200 OK"
    assert small.store.size <= 60_000
