"""As told or on record: one switch for prose, bill and charts, kept in the address and remembered."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

BILL = "/numbers/"
CHART = "/charts/market-value/"
CLOSE = "#ipo-first-day-close a.num"


def switch(page: Page, side: str) -> None:
    page.get_by_role("navigation", name="Which reading of the numbers").get_by_role("link", name=side).click()


def test_the_switch_changes_bill_and_address_at_once(page: Page, served: str) -> None:
    page.goto(served + BILL + "?q=closing")
    expect(page.locator(CLOSE)).to_have_text("$28.53", use_inner_text=True)
    switch(page, "on record")
    expect(page.locator(CLOSE)).to_have_text("$28.79", use_inner_text=True)
    assert page.url.endswith("?q=closing&reading=record")
    switch(page, "as told")
    expect(page.locator(CLOSE)).to_have_text("$28.53", use_inner_text=True)
    assert page.url.endswith("?q=closing")


def test_the_switch_changes_the_side_that_charts_show(page: Page, served: str) -> None:
    page.goto(served + "/the-fall/")
    figure = page.locator("figure", has=page.locator(".sides")).first
    switch(page, "on record")
    expect(figure.locator(".sides__record .chart--wide")).to_be_visible()
    expect(figure.locator(".sides__told .chart--wide")).to_be_hidden()


def test_a_model_at_work_follows_the_switch(page: Page, served: str) -> None:
    page.goto(served + "/charts/model-recovery/")
    page.locator(".dial__range").first.focus()
    figure = page.locator("figure[data-live=yes]")
    expect(figure.locator(".sides__told .chart--live")).to_be_visible()
    switch(page, "on record")
    expect(figure.get_by_label("On record")).to_be_checked()
    expect(figure.locator(".sides__record .chart--live")).to_be_visible()
    assert page.url.endswith("/model-recovery/?reading=record")


def test_a_chart_may_differ_from_its_page_until_the_page_changes_sides(page: Page, served: str) -> None:
    page.goto(served + CHART + "?reading=record")
    figure = page.locator("figure[data-chart]")
    expect(figure.get_by_label("On record")).to_be_checked()
    figure.get_by_label("As told").check()
    page.wait_for_url("**/?reading=told")
    page.reload()
    expect(figure.get_by_label("As told")).to_be_checked()
    switch(page, "as told")
    switch(page, "on record")
    expect(figure.get_by_label("On record")).to_be_checked()
    page.wait_for_url("**/?reading=record")


def test_a_copied_link_to_a_chart_has_the_side_of_its_page(page: Page, served: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(served + "/the-question/?reading=record")
    page.locator("#fig-market-value").get_by_role("button", name="Copy link").click()
    expect(page.locator("#fig-market-value [data-status]")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == served + CHART + "?reading=record"


def test_the_choice_is_remembered_and_stays_in_the_address(page: Page, served: str) -> None:
    page.goto(served + BILL)
    switch(page, "on record")
    page.goto(served + "/the-fall/")
    expect(page.locator("html[data-reading=record]")).to_have_count(1)
    assert page.url.endswith("/the-fall/?reading=record")


def test_a_link_to_a_side_is_not_remembered_as_a_choice(page: Page, served: str) -> None:
    page.goto(served + BILL + "?reading=record")
    page.goto(served + BILL)
    expect(page.locator(CLOSE)).to_have_text("$28.53", use_inner_text=True)


def test_links_carry_the_side_along(page: Page, served: str) -> None:
    page.goto(served + BILL + "?reading=record")
    page.get_by_role("link", name="Do the sums hold?").first.click()
    page.wait_for_url("**/checks/?reading=record")


def test_inside_another_page_nothing_is_remembered(page: Page, served: str) -> None:
    page.goto(served + BILL)
    page.evaluate("localStorage.setItem('reading', 'record')")
    page.evaluate(
        "document.body.innerHTML = '<iframe src=\"/embed/numbers/?q=closing\" width=900 height=600></iframe>'"
    )
    frame = page.frame_locator("iframe")
    number = frame.locator("[data-receipt=r-ipo-first-day-close], a[href*=ipo-first-day-close]").first
    expect(number).to_have_text("$28.53", use_inner_text=True)


def test_without_script_the_switch_is_a_link(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + BILL)
    switch(page, "on record")
    expect(page.locator(CLOSE)).to_have_text("$28.79", use_inner_text=True)
    expect(page.locator("#ipo-first-day-close")).to_contain_text("told $28.53", use_inner_text=True)
    context.close()


def test_a_number_of_the_cover_follows_the_switch_and_opens_its_receipt(page: Page, served: str) -> None:
    page.goto(served)
    number = page.locator(".hero__numbers a.num").nth(1)
    expect(number).to_have_text("over $70B", use_inner_text=True)
    switch(page, "on record")
    expect(number.locator("data:visible")).to_have_text("$72.8B")
    number.click()
    expect(page.locator("#r-market-cap-peak")).to_be_visible()
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
