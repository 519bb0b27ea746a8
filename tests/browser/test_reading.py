"""Reading a chapter: terms on demand, keys, suggestions while searching."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]


def test_a_term_says_what_it_means_on_focus_and_closes_with_escape(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    term = page.locator("main a.term").first
    term.scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # from here on focus is shown
    term.focus()
    gloss = page.locator(".gloss:popover-open")
    expect(gloss).to_have_count(1)
    expect(gloss.locator(".gloss__text")).not_to_be_empty()
    assert term.get_attribute("aria-describedby") == gloss.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.locator(".gloss:popover-open")).to_have_count(0)
    expect(term).to_be_focused()


def test_what_a_term_means_goes_away_when_the_page_is_scrolled_and_not_before(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    page.locator("main a.term").first.scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    page.locator("main a.term").first.focus()
    gloss = page.locator(".gloss:popover-open")
    expect(gloss).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('scroll'))")  # which comes late when the focus moved the page
    expect(gloss).to_have_count(1)
    page.evaluate("scrollBy({ top: 300, behavior: 'instant' })")
    expect(gloss).to_have_count(0)


def test_a_term_says_what_it_means_on_hover(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    page.locator("main a.term").first.hover()
    expect(page.locator(".gloss:popover-open")).to_have_count(1)


def test_the_first_tap_explains_and_the_second_follows(chromium: Browser, served: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{served}/the-fall/")
    term = page.locator("main a.term").first
    term.tap()
    expect(page.locator(".gloss:popover-open")).to_have_count(1)
    assert page.url.endswith("/the-fall/")
    page.locator(".gloss:popover-open a").last.tap()
    page.wait_for_url("**/glossary/#*")
    context.close()


def test_a_term_is_a_link_without_script(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/the-fall/")
    page.locator("main a.term").first.click()
    page.wait_for_url("**/glossary/#*")
    context.close()


def test_keys_turn_pages_and_can_be_turned_off(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("n")
    page.wait_for_url("**/change-of-operator/")
    page.keyboard.press("p")
    page.wait_for_url("**/the-fall/")
    page.keyboard.press("?")
    page.get_by_label("Single keys do something").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    page.keyboard.press("r")
    expect(page.locator("html")).not_to_have_attribute("data-reading", "record")
    assert page.url.endswith("/the-fall/")
    page.keyboard.press("?")  # the sheet itself always opens
    expect(sheet).to_be_visible()


def test_no_key_does_anything_while_somebody_types(page: Page, served: str) -> None:
    page.goto(f"{served}/search/")
    page.locator("input[type=search]").fill("")
    page.locator("input[type=search]").press_sequentially("pr?tn")
    expect(page.locator("input[type=search]")).to_have_value("pr?tn")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_suggestions_are_walked_by_arrow_keys(page: Page, served: str) -> None:
    page.goto(f"{served}/search/")
    field = page.get_by_role("combobox", name="Find")
    field.press_sequentially("vona")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    field.press("Escape")
    expect(option).to_be_hidden()
    field.press_sequentially("g")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    with page.expect_navigation():
        field.press("Enter")
    assert "/search/" not in page.url
