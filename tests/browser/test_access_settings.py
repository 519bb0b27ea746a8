"""What readers set for themselves: spacing of text, colours of the system, a zoom of 400 %, the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.pages.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

# WCAG 2.2, success criterion 1.4.12
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
# text whose box is shorter or narrower than what it holds, and hides the rest
CUT = """() => [...document.querySelectorAll("main *")].filter((e) => {
  const style = getComputedStyle(e);
  if (!e.textContent.trim() || e.closest("svg, .vh, [hidden], select")) return false;
  if (Math.min(e.clientWidth, e.clientHeight) < 2) return false;
  if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") return false; // a beginning that opens
  const hides = (way) => ["hidden", "clip"].includes(style[way]);
  const cut = (hides("overflowY") && e.scrollHeight > e.clientHeight + 2)
    || (hides("overflowX") && e.scrollWidth > e.clientWidth + 2);
  return cut && e.getClientRects().length;
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", PAGES)
def test_wider_spacing_of_text_cuts_nothing_off(chromium: Browser, served: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(served + PAGES[name])
    page.add_style_tag(content=SPACING)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    cut = page.evaluate(CUT)
    context.close()
    assert over <= 0 and cut == []


@pytest.mark.parametrize("name", PAGES)
def test_at_a_zoom_of_400_per_cent_it_reads_in_one_column(chromium: Browser, served: str, name: str) -> None:
    """1280 by 1024 px at 400 % are 320 by 256 (1.4.10). Tables and the panel may scroll inside themselves."""
    context = chromium.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    page.goto(served + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heading = page.locator("main h1").bounding_box()
    assert heading and heading["x"] >= 0 and heading["x"] + heading["width"] <= 320
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_in_the_colours_of_the_system_nothing_is_lost(chromium: Browser, served: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(served + PAGES[name])
    results = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast", "link-name"]}})
    found = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results.response["violations"]]
    context.close()
    assert found == []


def test_the_first_tab_leads_past_the_menu_to_the_text(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    assert (skip.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_of_the_keyboard_can_be_seen(page: Page, served: str) -> None:
    page.goto(f"{served}/numbers/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
              const ring = parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== "none";
              return [ring && r.width > 0 && r.bottom > 0 && r.top < innerHeight, e.outerHTML.slice(0, 100)]; }"""
        )
        if not seen[0]:
            unseen.append(seen[1])
    assert unseen == []


def test_a_number_is_opened_read_and_left_by_keyboard_alone(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    number = page.locator(".prose a.num").first
    number.focus()
    page.keyboard.press("Enter")
    receipt = page.locator(".receipt:popover-open")
    expect(receipt).to_be_visible()
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)
    expect(number).to_be_focused()


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/the-fall/", ["banner", "navigation", "main", "contentinfo"]),
        ("/companies/", ["banner", "main", "form", "contentinfo"]),
        ("/numbers/", ["banner", "main", "search", "contentinfo"]),
    ],
)
def test_a_screen_reader_finds_the_landmarks_and_their_names(
    page: Page, served: str, address: str, names: list[str]
) -> None:
    page.goto(served + address)
    tree = page.locator("body").aria_snapshot()
    for name in names:
        assert f"- {name}" in tree, tree[:2000]
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select")]
          .filter((e) => e.checkVisibility() && !e.closest("[aria-hidden=true]"))
          .filter((e) => !(e.innerText || e.ariaLabel || e.labels?.[0]?.innerText || e.value || "").trim())
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


def test_a_number_says_its_value_and_that_sources_disagree(page: Page, served: str) -> None:
    page.goto(f"{served}/the-fall/")
    number = page.locator(".prose a.num", has=page.locator(".sign--ne")).first
    assert "sources disagree" in number.aria_snapshot() or "does not add up" in number.aria_snapshot()
