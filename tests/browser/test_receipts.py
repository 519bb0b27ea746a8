"""A number opens its receipt: by pointer, by keyboard, and without script as a page of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

CHAPTER = "/the-fall/"
OPEN = ".receipt:popover-open"


def first_number(page: Page) -> Locator:
    return page.locator("main a.num").first


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def test_a_click_opens_the_receipt_and_escape_closes_it_where_it_was(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    number = first_number(page)
    number.click()
    receipt = page.locator(OPEN)
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("As told")
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)
    expect(number).to_have_attribute("aria-expanded", "false")
    expect(number).to_be_focused()


def test_a_second_click_closes_it(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).click()
    expect(page.locator(OPEN)).to_be_visible()
    first_number(page).click()
    expect(page.locator(OPEN)).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_alone_is_enough(page: Page, served: str, key: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).focus()
    page.keyboard.press(key)
    expect(page.locator(OPEN)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"{OPEN} .receipt__close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(first_number(page)).to_be_focused()


def test_resting_the_pointer_opens_it_without_taking_the_focus(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).hover()
    expect(page.locator(OPEN)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")


def test_what_was_opened_by_resting_can_be_reached_and_is_gone_when_the_pointer_leaves(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).hover()
    expect(page.locator(OPEN)).to_be_visible()
    page.locator(f"{OPEN} .stamp").hover()
    expect(page.locator(OPEN)).to_be_visible()
    page.mouse.move(5, 5)
    expect(page.locator(OPEN)).to_have_count(0)


def test_escape_sends_away_what_was_opened_by_resting(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).hover()
    expect(page.locator(OPEN)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_pointer_that_passes_opens_nothing(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    page.clock.install()
    first_number(page).hover()
    page.clock.run_for(200)
    page.mouse.move(5, 5)
    page.clock.run_for(2000)
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_click_pins_what_was_opened_by_resting(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).hover()
    expect(page.locator(OPEN)).to_be_visible()
    first_number(page).click()
    expect(page.locator(OPEN)).to_be_focused()
    page.clock.install()
    page.mouse.move(5, 5)
    page.clock.run_for(5000)
    expect(page.locator(OPEN)).to_be_visible()


def test_on_a_phone_the_receipt_is_a_sheet_inside_the_screen(phone: Page, served: str) -> None:
    phone.goto(served + CHAPTER)
    first_number(phone).tap()
    expect(phone.locator(OPEN)).to_be_visible()
    box = phone.locator(OPEN).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844


@pytest.mark.parametrize("address", ["/numbers/", "/checks/", "/charts/market-value/"])
def test_a_receipt_that_the_page_does_not_carry_is_fetched(page: Page, served: str, address: str) -> None:
    page.goto(served + address)
    number = page.locator("main a[data-receipt]:visible").first
    number.click()
    expect(page.locator(OPEN)).to_contain_text("On record")
    page.keyboard.press("Escape")
    expect(number).to_be_focused()


def test_a_number_in_a_receipt_opens_its_own(page: Page, served: str) -> None:
    page.goto(served + "/checks/first-day-rise/")
    page.locator("main a.num", has_text="$28.53").click()
    page.locator(OPEN).locator("a.num").first.click()
    expect(page.locator(OPEN).last).to_contain_text("Offer price")
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(1)


def test_an_opened_receipt_says_where_the_figure_is_used(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    first_number(page).click()
    expect(page.locator(f"{OPEN} .receipt__used")).to_contain_text("Used in")


def test_where_the_receipt_cannot_be_fetched_the_number_leads_to_its_page(page: Page, served: str) -> None:
    page.route("**/slip/", lambda route: route.abort())
    page.goto(served + "/numbers/")
    page.locator("main a.num").first.click()
    page.wait_for_url("**/numbers/*/")
    expect(page.locator("h1")).to_have_count(1)


def test_a_number_still_opens_in_a_new_tab(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    with page.context.expect_page() as opened:
        first_number(page).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_load_state()
    assert "/numbers/" in opened.value.url
    expect(page.locator(OPEN)).to_have_count(0)


def test_without_script_a_number_leads_to_its_receipt(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CHAPTER)
    value = first_number(page).locator("data:visible").inner_text()
    first_number(page).click()
    expect(page.locator("h1")).to_have_count(1)
    assert "/numbers/" in page.url
    expect(page.locator("main")).to_contain_text(value.split()[-1])
    expect(page.get_by_role("button", name="Copy", exact=False)).to_have_count(0)
    context.close()


def test_the_citation_is_copied(chromium: Browser, served: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + "/numbers/ipo-first-day-close/")
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{ipo-first-day-close,")
    context.close()


def test_on_paper_receipts_are_endnotes_with_the_numbers_that_stand_in_the_text(page: Page, served: str) -> None:
    page.goto(served + CHAPTER)
    page.emulate_media(media="print")
    number = first_number(page).get_attribute("data-no")
    mark = first_number(page).evaluate("e => getComputedStyle(e, '::after').content")
    assert mark.strip('"') == number
    note = page.locator(".slips .receipt", has_text=f"Receipt {number}")
    expect(note).to_be_visible()
    expect(note.locator(".receipt__address")).to_contain_text("/numbers/")


def test_on_paper_nothing_stands_that_only_a_screen_can_do(page: Page, served: str) -> None:
    page.goto(served + "/the-fall/")
    page.emulate_media(media="print")
    only_on_screen = page.locator(".masthead__find, .masthead__menu, .contents, .figure__table > summary")
    assert only_on_screen.count() >= 4
    assert only_on_screen.evaluate_all("parts => parts.filter(part => part.checkVisibility()).length") == 0


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
