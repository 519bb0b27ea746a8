"""The offline copy: what was read stays readable without a connection, and nothing else is touched."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Deployed, deployed, end

__all__ = ["deployed"]

pytestmark = pytest.mark.browser

KEPT = """async path => {
  await navigator.serviceWorker.ready;
  for (const name of await caches.keys())
    if (await (await caches.open(name)).match(path, { ignoreVary: true })) return true;
  return false;
}"""
KEPT_AS = """async title => {
  const pages = (await caches.keys()).filter(name => name.startsWith("pages "));
  const kept = await (await caches.open(pages[0])).match("/the-fall/", { ignoreVary: true });
  return pages.length === 1 && kept && (await kept.text()).includes(title);
}"""
RENAME = """
from datastory.stories.models import ChapterPage
page = ChapterPage.objects.get(slug="the-fall")
page.title = "A title of the next generation"
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def reader(chromium: Browser, deployed: Deployed) -> Any:
    """A browser that read two pages, each of which is kept."""
    context = chromium.new_context(base_url=deployed.address)
    page = context.new_page()
    for path in ("/the-fall/", "/numbers/"):
        page.goto(path)
        wait_until_kept(page, path)
    yield page
    context.close()


def wait_until_kept(page: Page, path: str) -> None:
    page.wait_for_function(KEPT, arg=path, timeout=20_000)


def test_a_page_comes_from_the_network_while_there_is_one(reader: Page, deployed: Deployed) -> None:
    deployed.run(RENAME)
    reader.goto("/the-fall/")
    expect(reader.locator("h1")).to_have_text("A title of the next generation")


def test_a_new_generation_brings_its_own_worker_and_renews_what_is_kept(reader: Page, deployed: Deployed) -> None:
    deployed.run(RENAME.replace("next generation", "one after"))
    reader.goto("/numbers/")
    reader.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
    reader.wait_for_function(KEPT_AS, arg="A title of the one after", timeout=20_000)


@pytest.mark.parametrize("path", ["/admin/login/", "/cards/00000000000000000000/the-fall.png"])
def test_the_worker_leaves_alone_what_is_not_for_reading(reader: Page, path: str) -> None:
    response = reader.goto(path)
    assert response and not response.from_service_worker
    assert not reader.evaluate(KEPT.replace("await navigator.serviceWorker.ready;", ""), path)


def test_a_page_of_somebody_with_a_session_is_not_kept(reader: Page, deployed: Deployed) -> None:
    reader.context.add_cookies([{"name": "sessionid", "value": "abc", "url": deployed.address}])
    reader.goto("/checks/", wait_until="networkidle")
    reader.context.clear_cookies()
    assert not reader.evaluate(KEPT, "/checks/")


def test_a_page_in_a_frame_registers_nothing(chromium: Browser, deployed: Deployed) -> None:
    context = chromium.new_context(base_url=deployed.address)
    page = context.new_page()
    page.goto("/robots.txt")
    page.evaluate(
        """() => new Promise(done => {
          const frame = document.createElement("iframe");
          frame.src = "/the-fall/";
          frame.onload = done;
          document.body.append(frame);
        })"""
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    context.close()


def test_without_a_connection_what_was_read_opens_and_the_rest_says_what_does(reader: Page, deployed: Deployed) -> None:
    reader.goto("/the-fall/")
    title = reader.locator("h1").inner_text()
    reader.wait_for_function(KEPT_AS, arg=title, timeout=20_000)
    end(deployed.server)
    reader.goto("/the-fall/")
    expect(reader.locator("h1")).to_have_text(title)
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Newsreader")
    reader.locator(".prose a.num").first.click()
    expect(reader.locator(".receipt:popover-open")).to_be_visible()
    reader.goto("/numbers/?sort=date")
    expect(reader.locator("h1")).to_have_text("The bill")
    reader.goto("/numbers/?reading=record")
    expect(reader.locator("html[data-reading=record]")).to_have_count(1)
    reader.goto("/glossary/")
    expect(reader.locator("h1")).to_have_text("The line is down")
    expect(reader.get_by_role("link", name="The bill", exact=True).last).to_have_attribute("href", "/numbers/")
