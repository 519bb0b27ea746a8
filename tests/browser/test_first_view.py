"""What a first visit on a phone costs, on the site as it is deployed: requests, bytes, scripts, fonts (BUDGETS)."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.pages.addresses import PAGES
from tests.serving import Deployed, deployed

__all__ = ["deployed"]

pytestmark = pytest.mark.browser

KIB = 1024
MOST_REQUESTS = 10
MOST_REQUESTS_OF_AN_EMBED = 6
MOST_BYTES = 180 * KIB
MOST_OF_SCRIPTS = 12 * KIB
MOST_OF_FONTS = 110 * 1000


@dataclass(frozen=True)
class Fetched:
    """One answer: its path, and its bytes as they came over the wire, heads included."""

    path: str
    kind: str
    size: int


@pytest.fixture(params=["cover", "chapter", "bill", "checks", "timeline", "companies", "model"])
def fetched(request: pytest.FixtureRequest, chromium: Browser, deployed: Deployed) -> Iterator[list[Fetched]]:
    """All that a cold browser fetches for a page, until it is at rest."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    asked: dict[str, tuple[str, str]] = {}
    found: list[Fetched] = []

    def answered(event: dict) -> None:  # type: ignore[type-arg]
        asked[event["requestId"]] = urlsplit(event["response"]["url"]).path, event["type"]

    def ended(event: dict) -> None:  # type: ignore[type-arg]
        if event["requestId"] in asked:
            found.append(Fetched(*asked[event["requestId"]], int(event["encodedDataLength"])))

    session.send("Network.enable")
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", ended)
    page.goto(deployed.address + PAGES[request.param], wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    yield found
    context.close()


def test_the_first_view_is_small(fetched: list[Fetched]) -> None:
    listed = "\n".join(f"{each.size:7} {each.kind:12} {each.path}" for each in fetched)
    assert any(each.kind == "Document" and each.size > 3000 for each in fetched), listed
    assert len(fetched) <= MOST_REQUESTS, listed
    assert sum(each.size for each in fetched) <= MOST_BYTES, listed
    assert sum(each.size for each in fetched if each.kind == "Script") <= MOST_OF_SCRIPTS, listed
    assert sum(each.size for each in fetched if each.kind == "Font") <= MOST_OF_FONTS, listed


def test_an_embed_of_the_timeline_takes_few_requests(chromium: Browser, deployed: Deployed) -> None:
    context = chromium.new_context(viewport={"width": 600, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{deployed.address}/embed/timeline/?from=2016", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    context.close()
    assert all(url.startswith(deployed.address) for url in asked)
    assert len([url for url in asked if "favicon" not in url]) <= MOST_REQUESTS_OF_AN_EMBED, asked
