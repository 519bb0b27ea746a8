"""The switchboard in a browser: by keyboard, in the address, and back."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import TAGS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]


def test_choosing_a_jack_lights_the_floors_and_stands_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/")
    expect(page.locator(".floor--met")).to_have_count(0)
    page.locator(".floor .jack[data-firm='vonage']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".floor--met")).to_have_count(4)
    expect(page.locator(".exchange__name")).to_have_text("Vonage")
    assert page.url.endswith("/companies/?firm=vonage")
    expect(page.locator(".jack[data-firm='vonage']").first).to_be_focused()


def test_back_takes_the_choice_back(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/")
    page.locator(".directory a[data-firm='vonage']").click()
    expect(page.locator(".exchange__name")).to_have_text("Vonage")
    page.locator(".directory a[data-firm='bandwidth']").click()
    expect(page.locator(".exchange__name")).to_have_text("Bandwidth")
    page.go_back()
    expect(page.locator(".exchange__name")).to_have_text("Vonage")
    page.go_back()
    expect(page.locator(".exchange__name")).to_have_text("Nobody on the line")


def test_the_panel_is_one_stop_for_tab_and_arrow_keys_go_along_its_lines(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/")
    expect(page.locator(".floor .jack[tabindex='0']")).to_have_count(1)
    first = page.locator(".floor").nth(0).locator(".jack")
    first.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(first.nth(1)).to_be_focused()
    expect(page.locator(".jack:focus .jack__name")).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    expect(page.locator(".jack:focus .jack__name")).to_have_css("opacity", "0")
    page.keyboard.press("End")
    expect(first.last).to_be_focused()
    page.keyboard.press("Home")
    expect(first.nth(0)).to_be_focused()
    for _ in range(2):  # a floor has two lines of jacks
        page.keyboard.press("ArrowDown")
    expect(page.locator(".floor").nth(1).locator(".jack:focus")).to_have_count(1)
    expect(page.locator(".floor .jack[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".floor a:focus.jack")).to_have_count(0)


def test_a_cord_runs_on_each_floor_where_they_meet_and_is_drawn_anew_with_the_window(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/?firm=vonage")
    expect(page.locator(".cords path")).to_have_count(4)
    before = page.locator(".cords path").first.get_attribute("d")
    page.set_viewport_size({"width": 1500, "height": 900})
    expect(page.locator(".cords path").first).not_to_have_attribute("d", before or "")
    page.goto(f"{served}/companies/?firm=vonage&with=salesforce")
    expect(page.locator(".cords .cord--other")).to_have_count(4)
    page.set_viewport_size({"width": 600, "height": 900})
    expect(page.locator(".cords")).to_have_count(0)


def test_the_side_of_the_ledger_stays_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/?reading=record")
    page.locator(".directory a[data-firm='vonage']").click()
    expect(page.locator(".exchange__name")).to_have_text("Vonage")
    assert page.url.endswith("/companies/?firm=vonage&reading=record")


def test_the_last_of_quick_choices_wins(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/")
    page.evaluate(
        "for (const slug of ['vonage', 'sinch', 'bandwidth'])"
        " document.querySelector(`.directory a[data-firm='${slug}']`).click()"
    )
    expect(page.locator(".exchange__name")).to_have_text("Bandwidth")
    assert page.url.endswith("?firm=bandwidth")


def test_what_is_chosen_is_said_and_read_at_the_head_of_the_board(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/companies/")
    page.locator(".directory a[data-firm='vonage']").click()
    expect(page.locator("#exchange")).to_be_focused()
    expect(page.locator("#exchange")).to_be_in_viewport()
    expect(page.get_by_role("status").filter(has_text="Vonage meets the company in 4 of its 8 layers")).to_have_count(1)
    expect(page.locator(".floor--dark .jack").first).to_be_hidden()
    expect(page.locator(".floor--met .jack__name").first).to_be_visible()
    expect(page.locator(".floor .jack[tabindex='-1']")).to_have_count(0)


def test_a_link_to_a_layer_goes_to_its_explanation(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/?firm=vonage")
    page.locator(".floor__name").first.click()
    expect(page.locator("#layer-ai-agent")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".exchange__name")).to_have_text("Vonage")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("path", ["/companies/?firm=vonage&with=bandwidth", "/companies/twilio-verify/"])
def test_axe_finds_nothing_at_320_pixels(chromium: Browser, served: str, path: str, scheme: Any, forced: Any) -> None:
    context = chromium.new_context(
        viewport={"width": 320, "height": 800}, color_scheme=scheme, forced_colors=forced, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(served + path)
    page.evaluate("document.fonts.ready")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in results.response["violations"]] == []
    assert overflow <= 0


def test_a_form_narrows_without_a_new_page_and_comparing_shows_both(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/?firm=vonage")
    page.evaluate("window.same = true")
    page.locator(".tools--board").get_by_label("Layer").select_option("messaging")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".floor")).to_have_count(1)
    page.get_by_label("Compare with").select_option("bandwidth")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#compared")).to_have_text("Vonage and Bandwidth")
    page.locator(".compared .num").first.click()
    expect(page.locator(".receipt:popover-open")).to_have_count(1)
    assert page.evaluate("window.same")


def test_every_jack_is_a_link_without_script(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/companies/")
    page.locator(".floor .jack[data-firm='vonage']").first.click()
    expect(page.locator(".floor--met")).to_have_count(4)
    context.close()
