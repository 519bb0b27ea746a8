"""A number opens its receipt: by pointer, by keyboard, and without script as a page of its own."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

CHAPTER = "/the-fall/"


def test_a_click_opens_the_receipt_and_escape_closes_it_where_it_was(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    number = page.locator("main button.num").first
    number.click()
    receipt = page.locator(".receipt:popover-open")
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("As told")
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)
    expect(number).to_be_focused()


def test_the_keyboard_alone_is_enough(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    page.locator("main button.num").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".receipt:popover-open")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".receipt:popover-open .receipt__close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".receipt:popover-open")).to_have_count(0)


def test_on_a_phone_the_receipt_is_a_sheet_inside_the_screen(chromium: Browser, served: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(served + CHAPTER)
    page.locator("main button.num").first.tap()
    box = page.locator(".receipt:popover-open").bounding_box()
    context.close()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844


def test_without_script_a_number_leads_to_its_receipt(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CHAPTER)
    number = page.locator("main a.num").first
    value = number.locator("data").inner_text()
    number.click()
    expect(page.locator("h1")).to_have_count(1)
    assert "/numbers/" in page.url
    expect(page.locator("main")).to_contain_text(value.split()[-1])
    context.close()


def test_the_theme_is_kept_from_page_to_page(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    page.locator("[data-theme-toggle]").click()
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.goto(served + "/numbers/")
    assert page.evaluate("document.documentElement.dataset.theme") == chosen


def test_a_chart_changes_sides_without_script(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served + CHAPTER)
    figure = page.locator("figure", has=page.locator(".sides")).first
    expect(figure.locator(".sides__told .chart--wide")).to_be_visible()
    figure.get_by_label("On record").check()
    expect(figure.locator(".sides__record .chart--wide")).to_be_visible()
    expect(figure.locator(".sides__told .chart--wide")).to_be_hidden()
    context.close()
