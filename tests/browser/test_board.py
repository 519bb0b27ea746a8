"""The switchboard in a browser: by keyboard, in the address, and back."""

import pytest
from playwright.sync_api import Browser, Page, expect

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
    expect(page.locator(".exchange__name")).to_have_count(0)


def test_arrow_keys_go_along_a_floor_and_between_floors(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/")
    first = page.locator(".floor").nth(0).locator(".jack")
    first.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(first.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".floor").nth(1).locator(".jack:focus")).to_have_count(1)
    expect(page.locator(".jack:focus .jack__name")).to_have_css("opacity", "1")


def test_a_form_narrows_without_a_new_page_and_comparing_shows_both(page: Page, served: str) -> None:
    page.goto(f"{served}/companies/?firm=vonage")
    page.evaluate("window.same = true")
    page.locator(".tools--board").get_by_label("Layer").select_option("messaging")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".floor")).to_have_count(1)
    page.get_by_label("Compare with").select_option("bandwidth")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#compared")).to_have_text("Vonage and Bandwidth")
    assert page.evaluate("window.same")


def test_every_jack_is_a_link_without_script(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/companies/")
    page.locator(".floor .jack[data-firm='vonage']").first.click()
    expect(page.locator(".floor--met")).to_have_count(4)
    context.close()
