"""A thousand events on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.timeline.crowd import make_crowd

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story", "crowd")]


@pytest.fixture(scope="module")
def crowd(story: None, django_db_blocker: Any) -> None:
    """A thousand events beside those of the story."""
    with django_db_blocker.unblock():
        make_crowd()


@pytest.fixture
def phone(chromium: Browser, served: str) -> Iterator[Page]:
    """The timeline on a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}/timeline/")
    yield page
    context.close()


def test_the_page_holds_all_of_them_and_is_no_longer_than_ten_screens(phone: Page) -> None:
    expect(phone.locator(".event")).to_have_count(1084)
    assert phone.evaluate("document.documentElement.scrollHeight") < 10 * 844
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_scrolls_and_an_event_opens_by_touch(phone: Page) -> None:
    named = phone.locator(".event:not(.event--fold-narrow)").nth(40)
    named.scroll_into_view_if_needed()
    assert phone.evaluate("scrollY") > 2000
    named.locator(".event__title a").tap()
    expect(named.locator(".event__source")).to_be_visible()


def test_a_year_and_a_search_bring_it_down_to_what_can_be_read(phone: Page) -> None:
    phone.locator(".density__year", has_text="’10").tap()
    phone.wait_for_url("**from=2010&to=2010**")
    in_a_year = phone.locator(".event").count()
    assert 30 < in_a_year < 100
    phone.get_by_label("Find").fill("oven rival")
    phone.get_by_label("Find").press("Enter")
    phone.wait_for_url("**q=oven**")
    expect(phone.locator(".event").first).to_contain_text("2010")
    assert 0 < phone.locator(".event").count() < in_a_year


def test_the_keyboard_reaches_the_last_of_them(phone: Page) -> None:
    titles = phone.locator(".event__title a")
    titles.first.focus()
    phone.keyboard.press("End")
    expect(titles.last).to_be_focused()
    expect(titles.last).to_be_in_viewport()
