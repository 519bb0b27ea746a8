"""The bill and the checks follow their form while it is filled in, and work as plain forms without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

LINES = "#bill tr[id]"
CHECKS = "#checks article"


def test_the_bill_follows_what_is_typed_and_says_how_many_are_left(page: Page, served: str) -> None:
    page.goto(served + "/numbers/")
    every = page.locator(LINES).count()
    page.get_by_label("Find").fill("closing price")
    expect(page.get_by_role("status")).to_contain_text(f"of {every} numbers")
    expect(page.locator(LINES)).to_have_count(1)
    assert page.url.endswith("?q=closing+price")
    expect(page.get_by_label("Find")).to_be_focused()


def test_files_follow_the_form(page: Page, served: str) -> None:
    page.goto(served + "/numbers/")
    page.get_by_label("Sort by").select_option("verdict")
    expect(page.get_by_role("link", name="CSV", exact=True)).to_have_attribute("href", "/numbers/bill.csv?sort=verdict")
    with page.expect_download() as file:
        page.get_by_role("link", name="XLSX").click()
    assert file.value.suggested_filename == "bill.xlsx"


def test_a_number_that_came_with_a_change_opens_its_receipt_too(page: Page, served: str) -> None:
    page.goto(served + "/numbers/")
    page.get_by_label("Find").fill("closing price")
    expect(page.locator(LINES)).to_have_count(1)
    page.locator(f"{LINES} a.num").press("Space")
    expect(page.locator(".receipt:popover-open")).to_contain_text("First-day closing price")


def test_what_was_asked_is_in_the_address_and_comes_back_on_reload(page: Page, served: str) -> None:
    page.goto(served + "/numbers/")
    page.get_by_label("Only those in dispute").check()
    page.wait_for_url("**/numbers/?disputed=1")
    page.reload()
    expect(page.get_by_label("Only those in dispute")).to_be_checked()


def test_checks_follow_their_form(page: Page, served: str) -> None:
    page.goto(served + "/checks/")
    every = page.locator(CHECKS).count()
    page.get_by_label("Chapter").select_option("the-fall")
    expect(page.get_by_role("status")).to_contain_text(f"of {every} checks")
    assert 0 < page.locator(CHECKS).count() < every


def test_a_field_for_a_day_looks_like_the_fields_beside_it(page: Page, served: str) -> None:
    page.goto(served + "/numbers/?then=2019")
    line = "getComputedStyle(document.querySelector('[name={}]')).borderBottom"
    assert page.evaluate(line.format("then")) == page.evaluate(line.format("q"))


def test_the_bill_goes_back_to_a_day_while_it_is_typed(page: Page, served: str) -> None:
    page.goto(served + "/numbers/")
    page.get_by_text("what was known then").click()
    page.get_by_label("As known on").press_sequentially("2019")
    expect(page.locator(".then")).to_contain_text("As known by the end of 2019.")
    page.get_by_role("link", name="Back to all that is known").click()
    expect(page.locator(".then")).to_have_count(0)
    assert page.url.rstrip("?") == served + "/numbers/"


def test_without_script_the_form_has_a_button(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "/numbers/")
    page.get_by_label("Find").fill("closing price")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(LINES)).to_have_count(1)
    context.close()
