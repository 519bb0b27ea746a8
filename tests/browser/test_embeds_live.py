"""Charts and fonts inside frames of another origin, shut in a sandbox, on the site as it is deployed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import bare, frame_of, host, shut
from tests.serving import Deployed, deployed

__all__ = ["deployed", "host"]

pytestmark = pytest.mark.browser

SLICE = "/embed/timeline/?from=2016&to=2017"
CHECK = "/embed/checks/first-day-close/"
# the fonts that came, once all did that the page asks for
FONTS = "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').map(f => f.family))"


@pytest.mark.parametrize("address", [SLICE, CHECK, "/embed/charts/market-value/", "/embed/the-fall/"])
def test_it_is_whole_in_a_sandbox(page: Page, deployed: Deployed, host: Any, address: str) -> None:
    page.goto(host(shut(deployed.address + address, 600)))
    frame = frame_of(page)
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    assert any("Newsreader" in family for family in page.frames[-1].evaluate(FONTS))


@pytest.mark.parametrize("pinned", [False, True], ids=["today", "pinned"])
def test_a_model_moves_in_a_sandbox(page: Page, deployed: Deployed, host: Any, pinned: bool) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host(shut(f"{deployed.address}/embed/charts/model-recovery/{'?v=1' if pinned else ''}", 900)))
    frame = frame_of(page)
    said = frame.locator(".model__sentence:visible")
    before = said.inner_text()
    fall = frame.get_by_role("spinbutton", name="Fall from the peak")
    fall.fill("50")
    expect(said).not_to_have_text(before)
    expect(said).to_contain_text("100%")
    expect(frame.locator(".figure__plot .chart--live:visible")).to_have_count(1)
    [spec] = [url for url in asked if "spec-" in url]
    assert ("/embed/charts/model-recovery/edition-1/" in spec) is pinned
    frame.get_by_role("button", name="Reset").click()
    expect(said).to_have_text(before)


def test_a_model_comes_as_the_address_sets_it(page: Page, deployed: Deployed, host: Any) -> None:
    page.goto(host(bare(f"{deployed.address}/embed/charts/model-recovery/?fall=50&theme=dark&v=1&childId=x", 900)))
    frame = frame_of(page)
    expect(frame.get_by_role("spinbutton", name="Fall from the peak")).to_have_value("50")
    expect(frame.locator(".model__sentence:visible")).to_contain_text("100%")
    expect(frame.locator("[data-vain]")).to_have_count(0)
    frame.get_by_role("button", name="Copy link").click()
    link = frame.get_by_label("Link to this chart as it is set")
    expect(link).to_have_value(f"{deployed.address}/charts/model-recovery/?fall=50")


def test_a_chart_is_walked_by_keys_and_left_by_tab(page: Page, deployed: Deployed, host: Any) -> None:
    page.goto(host(f"{shut(deployed.address + '/embed/charts/market-value/', 900)}<button>after</button>"))
    plot = frame_of(page).locator(".figure__plot")
    plot.focus()
    output = plot.locator("output")
    expect(output).to_be_attached()  # what answers is fetched when the chart is touched
    page.keyboard.press("ArrowRight")
    expect(output).to_contain_text("$")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "after":
            return
    pytest.fail("the focus did not leave the frame")


def test_the_other_scale_comes_into_a_frame(page: Page, deployed: Deployed, host: Any) -> None:
    page.goto(host(shut(f"{deployed.address}/embed/charts/market-value/?v=1&scale=log", 900)))
    frame = frame_of(page)
    expect(frame.get_by_role("radio", name="Logarithmic")).to_be_checked()
    frame.get_by_role("radio", name="Linear").check()
    expect(frame.get_by_role("radio", name="Linear")).to_be_checked()
