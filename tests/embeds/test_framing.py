"""Nothing but embeds can be framed: a walk over all addresses that the site knows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.embeds.addresses import EMBEDS
from tests.pages.addresses import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

BESIDE = [
    *("/robots.txt", "/sitemap.xml", "/feed.xml", "/llms.txt", "/site.webmanifest", "/sw.js", "/offline/"),
    *("/oembed/", "/oembed/?url=http://testserver/timeline/", "/oembed/?format=x", "/speculation-rules.json"),
    *("/share/timeline/", "/share/numbers/ipo-first-day-close/", "/share/nothing/", "/embedded/"),
    *("/numbers/bill.csv", "/numbers/bill.json", "/numbers/ipo-first-day-close.json", "/timeline/axis/"),
    *("/numbers/ipo-first-day-close/slip/", "/charts/market-value/data.csv", "/charts/market-value/chart.svg"),
    *("/no-such-page/", "/media/none.png", "/documents/1/none/", "/admin/", "/admin/login/", "/admin/password_reset/"),
]


def fixed(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address without a variable part."""
    for pattern in resolver.url_patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from fixed(pattern, written)
        elif isinstance(pattern, URLPattern) and isinstance(pattern.pattern, RoutePattern) and "<" not in written:
            yield f"/{written}"


def refuses(response: Any) -> bool:
    framing = response.get("X-Frame-Options", "")
    policy = response.get("Content-Security-Policy", "")
    return (framing == "DENY" and "frame-ancestors 'none'" in policy) or (
        # previews in the administration stand in frames of the administration
        framing == "SAMEORIGIN"
        and "frame-ancestors 'self'" in policy
        and response.wsgi_request.path.startswith("/admin/")
    )


def test_every_page_and_file_refuses_to_be_framed(client: Client) -> None:
    for address in [*PAGES.values(), *BESIDE]:
        assert refuses(client.get(address)), address


def test_every_route_without_a_variable_refuses_to_be_framed_for_visitors_and_for_editors(client: Client) -> None:
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "password"))
    addresses = sorted(set(fixed(get_resolver())) - {"/embed/"})
    assert len(addresses) > 60 and "/robots.txt" in addresses
    for address in addresses:
        assert refuses(client.get(address)), address
        if not any(word in address for word in ("logout", "sprite", "failwhale")):  # the last one fails on purpose
            assert refuses(editor.get(address)), address


def test_only_embeds_let_themselves_be_framed(client: Client) -> None:
    for address in EMBEDS.values():
        response = client.get(address)
        assert "X-Frame-Options" not in response
        assert "frame-ancestors" not in response["Content-Security-Policy"]


def test_nothing_but_the_views_of_embeds_says_that_it_may_be_framed() -> None:
    site = Path(__file__).resolve().parents[2] / "site"
    saying = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.py")
        if re.search(r"xframe_options_exempt|csp_exempt|csp_replace|@framed|framed\(", path.read_text())
    }
    assert saying == {f"datastory/sharing/embeds/{name}.py" for name in ("headers", "views")}


def test_the_root_of_embeds_says_in_a_frame_that_nothing_stands_there(client: Client) -> None:
    response = client.get("/embed/")
    assert response.status_code == 404
    assert "X-Frame-Options" not in response and "frame-ancestors" not in response["Content-Security-Policy"]
    assert "The address says nothing of this site that can be embedded." in response.content.decode()
