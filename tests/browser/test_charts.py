"""Charts answer to pointer, touch and keys under the site's policy, and fetch nothing before."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

LINE = "/charts/market-value/"
BARS = "/charts/head-count/"
MODEL = "/charts/model-build-or-buy/"
RUNTIME = "vendor/vega-runtime.js"


@pytest.fixture
def policed(page: Page) -> Iterator[Page]:
    """The page, failing the test on any violation of the policy."""
    page.add_init_script(
        "window.violations = [];"
        "document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + e.blockedURI))"
    )
    yield page
    assert page.evaluate("window.violations") == []


@pytest.fixture
def asked(policed: Page) -> list[str]:
    """The addresses that the page has asked for."""
    found: list[str] = []
    policed.on("request", lambda request: found.append(request.url))
    return found


def awake(page: Page) -> None:
    page.wait_for_selector("figure[data-live='yes']")


def voice(page: Page) -> str:
    return page.locator(".figure__plot output").inner_text()


def test_nothing_is_fetched_before_a_chart_is_touched(policed: Page, asked: list[str], served: str) -> None:
    policed.goto(served + MODEL, wait_until="networkidle")
    assert not [url for url in asked if RUNTIME in url or "chart" in url.rsplit("/", 1)[-1]]
    policed.locator(".dial__range").first.focus()
    awake(policed)
    assert [url for url in asked if RUNTIME in url]


def test_a_pointer_brings_a_model_to_life_in_its_place(policed: Page, asked: list[str], served: str) -> None:
    policed.goto(served + MODEL)
    policed.evaluate("document.fonts.ready")
    plot = policed.locator(".figure__plot")
    plot.scroll_into_view_if_needed()
    before = plot.bounding_box()
    plot.hover()
    awake(policed)
    assert policed.locator(".chart--live svg").count() == 1
    assert plot.bounding_box() == before


def test_only_a_model_brings_vega(policed: Page, asked: list[str], served: str) -> None:
    policed.goto(served + LINE)
    policed.locator(".figure__plot").hover()
    awake(policed)
    assert not [url for url in asked if RUNTIME in url]


def test_the_pointer_shows_the_figure_that_it_means(policed: Page, served: str) -> None:
    policed.goto(served + BARS)
    svg = policed.locator(".figure__plot svg.chart:visible")
    svg.scroll_into_view_if_needed()
    svg.hover()
    awake(policed)
    box = svg.bounding_box()
    assert box
    policed.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 25, steps=3)
    tip = policed.locator(".chart-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("about 5,000")
    expect(policed.locator(".chart__ring")).to_have_count(1)
    policed.mouse.move(2, 2)
    expect(tip).to_be_hidden()


def test_arrow_keys_walk_the_points_and_each_is_announced(policed: Page, served: str) -> None:
    policed.goto(served + LINE)
    policed.locator(".figure__plot").focus()
    awake(policed)
    policed.keyboard.press("ArrowRight")
    assert "Market value at the IPO" in voice(policed) and "1 of 4" in voice(policed)
    policed.keyboard.press("ArrowRight")
    assert voice(policed) == "Peak market value, early 2021: over $70B. A floor. On record: $72.8B. 2 of 4."
    policed.keyboard.press("End")
    assert "$19.4B" in voice(policed)
    policed.keyboard.press("ArrowRight")
    assert "4 of 4" in voice(policed)
    policed.keyboard.press("Home")
    assert "1 of 4" in voice(policed)
    policed.keyboard.press("Escape")
    expect(policed.locator(".chart-tip")).to_be_hidden()
    policed.keyboard.press("Tab")
    expect(policed.locator(".figure__plot")).not_to_be_focused()


def test_up_and_down_change_the_series(policed: Page, served: str) -> None:
    policed.goto(served + "/charts/developer-accounts/")
    policed.locator(".figure__plot").focus()
    awake(policed)
    policed.keyboard.press("ArrowRight")
    assert voice(policed).startswith("Developer accounts opened")
    policed.keyboard.press("ArrowDown")
    assert voice(policed).startswith("Active customer accounts")


def test_a_tap_shows_the_figure(chromium: Browser, served: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(served + BARS)
    svg = page.locator(".figure__plot svg.chart:visible")
    svg.scroll_into_view_if_needed()
    svg.tap(position={"x": 60, "y": 36})
    awake(page)
    svg.tap(position={"x": 60, "y": 36})
    expect(page.locator(".chart-tip")).to_contain_text("about 5,000")
    box = page.locator(".chart-tip").bounding_box()
    context.close()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_the_other_reading_is_walked_with_its_own_words(policed: Page, served: str) -> None:
    policed.goto(served + LINE)
    policed.get_by_label("On record").check()
    policed.locator(".figure__plot").focus()
    policed.wait_for_selector("figure[data-live='yes']")
    policed.keyboard.press("ArrowRight")
    policed.keyboard.press("ArrowRight")
    assert "$72.8B. To the nearest $100M. As told: over $70B." in voice(policed)


def test_the_scale_switches_and_the_points_move_with_it(policed: Page, served: str) -> None:
    policed.goto(served + LINE)
    policed.get_by_label("Logarithmic").check()
    drawing = policed.locator(".figure__plot svg.chart:visible")
    expect(drawing).to_contain_text("$100B")
    policed.get_by_label("On record").check()
    expect(policed.locator(".figure__plot svg.chart:visible")).to_contain_text("$72.8B")
    expect(policed.locator(".figure__plot svg.chart:visible")).to_contain_text("$100B")
    policed.locator(".figure__plot").focus()
    policed.keyboard.press("ArrowRight")
    assert "Market value at the IPO" in voice(policed)
    policed.get_by_label("Linear").check()
    expect(policed.locator(".figure__plot svg.chart:visible")).not_to_contain_text("$100B")


def test_the_address_keeps_and_restores_how_a_chart_is_set(policed: Page, served: str) -> None:
    policed.goto(served + LINE)
    policed.get_by_label("Logarithmic").check()
    policed.get_by_label("On record").check()
    policed.wait_for_url("**/?reading=record&scale=log")
    policed.goto(policed.url)
    expect(policed.get_by_label("Logarithmic")).to_be_checked()
    drawing = policed.locator(".figure__plot svg.chart:visible")
    expect(drawing).to_contain_text("$100B")
    expect(drawing).to_contain_text("$72.8B")
    policed.get_by_label("Linear").check()
    policed.get_by_label("As told").check()
    policed.wait_for_url(f"**{LINE}?reading=told")  # the page round it is on record


def test_an_old_address_is_followed_and_renewed(policed: Page, served: str) -> None:
    policed.goto(served + LINE + "?reading=record&side=told")
    expect(policed.get_by_label("As told")).to_be_checked()
    policed.wait_for_url("**/?reading=told")
    policed.goto(served + LINE + "?side=record")
    expect(policed.get_by_label("On record")).to_be_checked()
    policed.wait_for_url("**/?reading=record")


@pytest.mark.parametrize("name", ["reading", "side"])  # as old addresses have it
def test_in_a_chapter_the_address_names_the_chart(policed: Page, served: str, name: str) -> None:
    policed.goto(served + f"/the-question/?market-value.{name}=record")
    figure = policed.locator("#fig-market-value")
    expect(figure.get_by_label("On record")).to_be_checked()
    expect(policed.locator("figure[data-chart] input[value='told']:checked").first).to_be_attached()


def link_copied(context: BrowserContext, page: Page, served: str) -> Any:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.locator("[data-status]").first).to_have_text("Link copied")
    return page.evaluate("navigator.clipboard.readText()")


def test_a_link_leads_to_the_chart_as_it_is_set(chromium: Browser, served: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served + "/the-question/")
    page.locator("#fig-market-value").get_by_label("On record").check()
    page.wait_for_url("**market-value.reading=record")
    link = link_copied(context, page, served)
    context.close()
    assert link == f"{served}{LINE}?reading=record"


def test_without_a_clipboard_the_link_is_shown(policed: Page, served: str) -> None:
    policed.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    policed.goto(served + LINE)
    policed.get_by_role("button", name="Copy link").click()
    expect(policed.locator(".figure__link")).to_have_value(f"{served}{LINE}")


@pytest.mark.parametrize("granted", [True, False])
def test_full_screen_with_and_without_the_browser_s_own(policed: Page, served: str, granted: bool) -> None:
    if not granted:
        policed.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('no'))")
    policed.goto(served + LINE)
    policed.get_by_role("button", name="Full screen").click()
    leave = policed.get_by_role("button", name="Leave full screen")
    expect(leave).to_be_visible()
    box = policed.locator("figure[data-chart]").bounding_box()
    assert box and box["width"] >= 1260 and box["height"] >= 880
    leave.click()
    expect(policed.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", [LINE, BARS, MODEL])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_chart_that_answers(chromium: Browser, served: str, path: str, scheme: Any) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(served + path)
    page.locator(".dial__range, .figure__plot[tabindex]").first.focus()
    awake(page)
    page.keyboard.press("ArrowRight")
    results = Axe().run(page)
    context.close()
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results.response["violations"]] == []


def test_without_script_the_chart_the_table_and_the_files_are_there(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served + LINE)
    expect(page.locator(".figure__plot svg.chart:visible")).to_be_visible()
    expect(page.get_by_role("button", name="Full screen")).to_be_hidden()
    page.locator(".figure__table summary").click()
    expect(page.locator(".figure__table table")).to_contain_text("over $70B")
    context.close()


def test_a_drawing_that_does_not_come_leaves_the_one_that_is_there(page: Page, served: str) -> None:
    page.route("**/drawing-*", lambda route: route.fulfill(status=500, body="no"))
    page.goto(served + LINE)
    page.get_by_label("Logarithmic").check()
    expect(page.locator(".figure__plot svg.chart:visible")).to_contain_text("over $70B")
