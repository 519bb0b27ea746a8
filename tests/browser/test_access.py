"""Every page type, in both themes, on a phone and on a desk."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.pages.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(chromium: Browser, served: str, name: str, scheme: Any) -> None:
    found = []
    for width, height in ((320, 256), (390, 900), (1280, 900)):  # the first is a desk at 400 %
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        page.goto(served + PAGES[name])
        page.evaluate("document.fonts.ready")
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        for violation in results.response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:4])
            found.append(f"{width} px: {violation['id']} ({len(violation['nodes'])}): {nodes}")
        context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_sideways(chromium: Browser, served: str, name: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(served + PAGES[name])
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    widest = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.panel')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
    )
    context.close()
    assert overflow <= 0, widest


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_no_other_host_and_breaks_no_policy(chromium: Browser, served: str, name: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(served + PAGES[name], wait_until="networkidle")
    context.close()
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    assert complaints == []
