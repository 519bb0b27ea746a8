"""Embeds inside pages of another origin, in a browser: with parents that others wrote, shut in, narrow, enlarged."""

import re
from html import escape
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from datastory.charts.models import ChartPage
from tests.browser.hosts import bare, frame_of, host, noting, shut
from tests.embeds.addresses import EMBEDS

__all__ = ["host"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = "/embed/checks/first-day-close/"
SLICE = "/embed/timeline/?from=2016&to=2017"
HEIGHT = "f => f.getBoundingClientRect().height"
INNER = "document.documentElement.getBoundingClientRect().height"


def fits(page: Page) -> None:
    """The frame is as high as what stands in it, and has no bar to scroll."""
    page.wait_for_function(
        "() => { const f = document.querySelector('iframe'); return f && window.said && "
        "Math.abs(f.getBoundingClientRect().height - window.said) <= 6; }"
    )
    inner = page.frames[-1]
    assert inner.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")


# what a host notes for the test: the height that was said last
LISTEN = noting("said", "e.data?.type === 'datastory:resize'", "e.data.height")


def test_our_parent_gives_the_frame_its_height(page: Page, served: str, host: Any) -> None:
    page.goto(host(f'{LISTEN}<script src="parent.js"></script>{bare(served + SLICE, 200)}'))
    expect(frame_of(page).get_by_role("heading", level=1)).to_have_text("Timeline")
    fits(page)


def test_our_parent_follows_what_opens_in_the_frame(page: Page, served: str, host: Any) -> None:
    page.goto(host(f'{LISTEN}<script src="parent.js"></script>{bare(served + "/embed/charts/market-value/", 200)}'))
    fits(page)
    before = page.locator("iframe").evaluate(HEIGHT)
    frame_of(page).get_by_text("Table", exact=True).click()
    page.wait_for_function(f"h => ({HEIGHT})(document.querySelector('iframe')) > h + 50", arg=before)
    fits(page)


def test_our_parent_listens_to_its_frames_alone(page: Page, served: str, host: Any) -> None:
    page.goto(host(f'<script src="parent.js"></script><iframe src="{served}{CHECK}" height="333" sandbox></iframe>'))
    page.evaluate("postMessage({ type: 'datastory:resize', version: 1, height: 999 }, '*')")
    page.evaluate("new Promise(done => setTimeout(done))")
    assert page.locator("iframe").get_attribute("height") == "333"


def test_pym_gives_the_frame_its_height(page: Page, served: str, host: Any) -> None:
    page.goto(
        host(
            f'{LISTEN}<div id="here"></div><script src="pym.v1.min.js"></script>'
            f'<script>new pym.Parent("here", "{served}{SLICE}", {{}});</script>'
        )
    )
    expect(frame_of(page).get_by_role("heading", level=1)).to_have_text("Timeline")
    fits(page)


def test_newswire_frames_gives_the_frame_its_height(page: Page, served: str, host: Any) -> None:
    page.goto(
        host(
            f'{LISTEN}<div data-frame-src="{served}{SLICE}"></div><script src="frames.umd.js"></script>'
            "<script>newswireFrames.autoInitFrames();</script>"
        )
    )
    expect(frame_of(page).get_by_role("heading", level=1)).to_have_text("Timeline")
    fits(page)


def test_canvas_is_told_the_height_as_a_string_of_json(page: Page, served: str, host: Any) -> None:
    listen = noting("lti", "typeof e.data === 'string' && e.data.includes('lti.frameResize')", "JSON.parse(e.data)")
    page.goto(host(f"{listen}{bare(served + CHECK, 150)}"))
    page.wait_for_function("window.lti?.height > 100")
    assert set(page.evaluate("window.lti")) == {"subject", "height"}


def test_wordpress_is_told_the_height_with_its_secret_from_a_sandbox(page: Page, served: str, host: Any) -> None:
    """As WordPress leaves the snippet: a sandbox, a secret in the hash, and no other attribute."""
    listen = noting("wp", "e.data?.message === 'height'", "[e.data, e.origin]")
    page.goto(host(f"{listen}{shut(served + SLICE + '#?secret=s3cr3tABC', 338)}"))
    page.wait_for_function("window.wp?.[0].value > 100")
    message, origin = page.evaluate("window.wp")
    assert message["secret"] == "s3cr3tABC" and set(message) == {"message", "value", "secret"} and origin == "null"


def test_what_is_said_to_the_parent_is_the_height_alone(page: Page, served: str, host: Any) -> None:
    page.goto(
        host(
            noting("all", "true", "[...(window.all ?? []), JSON.stringify(e.data)]")
            + bare(f"{served}{CHECK}?childId=x", 150)
        )
    )
    page.wait_for_function("window.all?.length >= 4")
    forms = (
        r'"\{\\"subject\\":\\"lti\.frameResize\\",\\"height\\":\d+\}"',
        r'\{"sentinel":"amp","type":"embed-size","height":\d+\}',
        r'\{"type":"datastory:resize","version":1,"height":\d+\}',
        r'"pymxPYMxxxPYMxheightxPYMx\d+"',
    )
    said = page.evaluate("window.all")
    assert [text for text in said if not any(re.fullmatch(form, text) for form in forms)] == []
    assert all(any(re.fullmatch(form, text) for text in said) for form in forms)


def test_a_link_that_may_open_no_window_says_its_address(page: Page, served: str, host: Any) -> None:
    page.goto(host(shut(served + CHECK, 900)))
    frame = frame_of(page)
    frame.get_by_role("link", name="Open on").click()
    expect(frame.locator("[data-blocked]")).to_contain_text("/checks/first-day-close/")


def test_a_number_opens_its_receipt_under_its_line(page: Page, served: str, host: Any) -> None:
    page.goto(host(shut(served + "/embed/the-question/?theme=dark", 900)))
    number = frame_of(page).locator("p a.num").first
    number.click()
    slip = frame_of(page).locator("p:has(a.num) + .embed__slip")
    expect(slip.locator(".receipt--page")).to_be_visible()
    expect(slip).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "true")
    assert "/embed/the-question/" in page.frames[-1].url
    page.keyboard.press("Escape")
    expect(frame_of(page).locator(".embed__slip")).to_have_count(0)
    expect(number).to_be_focused()


def test_an_impatient_reader_gets_one_receipt(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/embed/numbers/**", lambda route: held.append(route))
    page.goto(f"{served}/embed/the-question/")
    with page.expect_request("**/embed/numbers/**"):
        page.locator("p a.num").first.click()
    page.locator("p a.num").first.click(click_count=2)
    page.wait_for_timeout(300)  # in which it would be asked for again
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".embed__slip")).to_have_count(1)


def test_a_receipt_leads_on_to_others_below_it(page: Page, served: str) -> None:
    page.goto(f"{served}/embed/numbers/market-cap-peak/")
    page.locator(".leaders--sum a.num").first.click()
    expect(page.locator(".embed__slip")).to_have_count(1)
    page.locator(".embed__slip a.num").first.click()
    expect(page.locator(".embed__slip + .embed__slip .receipt--page")).to_be_visible()


def test_a_line_of_the_bill_opens_under_its_row(page: Page, served: str) -> None:
    page.goto(f"{served}/embed/numbers/?figures=market-cap-peak,ipo-first-day-close")
    link = page.locator("tbody a[href*='market-cap-peak']").first
    link.click()
    row = page.locator("tr:has(a[href*='market-cap-peak']) + .embed__sliprow")
    expect(row.locator(".receipt--page")).to_be_visible()
    link.click()
    expect(page.locator(".embed__sliprow")).to_have_count(0)


def test_a_frame_that_follows_its_height_grows_by_what_opens(page: Page, served: str, host: Any) -> None:
    page.goto(host(f'<script src="parent.js"></script>{bare(served + SLICE, 300)}'))
    page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height > 600")
    before = page.evaluate(f"({HEIGHT})(document.querySelector('iframe'))")
    frame_of(page).locator("a.num").last.click()
    expect(frame_of(page).locator(".embed__slip .receipt--page")).to_be_visible()
    page.wait_for_function(f"({HEIGHT})(document.querySelector('iframe')) > {before} + 300")


def test_where_a_receipt_cannot_open_in_place_the_frame_goes_there_and_back(page: Page, served: str, host: Any) -> None:
    page.route("**/embed/slip*.js", lambda route: route.abort())
    page.goto(host(shut(served + "/embed/the-question/?theme=dark", 900)))
    frame_of(page).locator("a.num").first.click()
    expect(frame_of(page).locator(".embed__body--receipt")).to_be_visible()
    assert "theme=dark" in page.frames[-1].url
    page.frames[-1].wait_for_load_state("load")  # going back from a page on its way is another thing
    frame_of(page).get_by_role("button", name="Back").click()
    expect(frame_of(page).locator(".embed__body--chapter")).to_be_visible(timeout=20_000)
    page.goto(host(shut(served + "/embed/numbers/ipo-first-day-close/", 900)))
    expect(frame_of(page).locator(".receipt--page")).to_be_visible()
    expect(frame_of(page).get_by_role("button", name="Back")).to_have_count(0)  # it came from nowhere


def test_what_was_hidden_says_its_height_when_it_is_shown(page: Page, served: str, host: Any) -> None:
    page.goto(
        host(
            f'{LISTEN}<script src="parent.js"></script><details><summary>Show</summary>'
            f"{bare(served + SLICE, 200)}</details>"
        )
    )
    page.wait_for_load_state("networkidle")
    page.get_by_text("Show").click()
    fits(page)


@pytest.mark.parametrize("name", EMBEDS)
def test_it_fits_a_narrow_frame_and_one_at_400_per_cent(chromium: Browser, served: str, name: str) -> None:
    """320 px is also what 1280 px are at 400 %."""
    context = chromium.new_context(viewport={"width": 320, "height": 500})
    page = context.new_page()
    page.goto(served + EMBEDS[name])
    widest = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert overflow <= 0, widest


def test_the_wheel_over_the_frame_scrolls_the_host(page: Page, served: str, host: Any) -> None:
    tall = '<div style="height:3000px"></div>'
    page.goto(host(f'{LISTEN}<script src="parent.js"></script>{bare(served + CHECK, 200)}{tall}'))
    fits(page)
    box = page.locator("iframe").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 200")


def test_tab_enters_the_frame_and_leaves_it(page: Page, served: str, host: Any) -> None:
    page.goto(host(f'<button id="a">before</button>{bare(served + CHECK, 700)}<button id="b">after</button>'))
    expect(frame_of(page).get_by_role("link", name="Open on")).to_be_visible()
    page.locator("#a").focus()
    stops = page.frames[-1].evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "b":
            return
    pytest.fail("the focus did not leave the frame")


def test_it_is_read_without_scripts(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 600, "height": 500})
    page = context.new_page()
    page.goto(served + "/embed/charts/market-value/?reading=record&doctor=1")
    expect(page.locator(".sides__record .chart:visible").first).to_be_visible()
    said = page.locator(".doctor noscript p")  # whose text no locator by text looks at
    expect(said).to_be_visible()
    expect(said).to_contain_text("Scripts are blocked.")
    context.close()


def test_it_keeps_nothing_and_asks_nobody_else(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in EMBEDS.values():
        page.goto(served + address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(served)] == []
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []
    assert context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*EMBEDS, "wrong", "doctor", "panel"])
def test_axe_finds_nothing_in_it(chromium: Browser, served: str, name: str, scheme: Any) -> None:
    more = {"wrong": "/embed/timeline/?theme=drak", "doctor": f"{CHECK}?doctor=1", "panel": "/share/timeline/?v=1"}
    context = chromium.new_context(viewport={"width": 600, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(served + {**EMBEDS, **more}[name])
    page.evaluate("document.fonts.ready")
    found = Axe().run(
        page,
        options={"runOnly": {"type": "tag", "values": TAGS}},
    )
    context.close()
    assert not found.response["violations"], [
        (v["id"], [escape(n["html"][:140]) for n in v["nodes"][:3]]) for v in found.response["violations"]
    ]


def test_the_doctor_tells_a_host_that_does_not_follow_the_height(page: Page, served: str, host: Any) -> None:
    page.goto(host(shut(served + CHECK + "?doctor=1", 300)))
    frame = frame_of(page)
    expect(frame.locator("[data-finding=height]")).to_contain_text("The host does not follow the height")
    assert frame.locator("body > *").first.get_attribute("data-doctor") is not None
    expect(frame.locator("[data-finding=sandbox]")).to_contain_text("sandbox")
    frame.get_by_role("button", name="Try to open a window").click()
    expect(frame.locator("[data-finding=windows]")).to_contain_text("open no windows here")
    advice = re.search(r'Put height="(\d+)"', frame.locator("[data-finding=height]").inner_text())
    page.set_viewport_size({"width": 600, "height": 400})
    assert advice and int(advice[1]) == measured(page, served + CHECK)


def test_the_panel_shows_every_choice_at_once(page: Page, served: str) -> None:
    page.goto(f"{served}/share/timeline/")
    page.get_by_label("From").fill("2016")
    page.get_by_label("Theme").select_option("dark")
    expect(page.locator("code").first).to_contain_text("/embed/timeline/?from=2016&theme=dark")
    expect(page.frame_locator(".share__frame").locator("html[data-theme=dark]")).to_have_count(1)


def test_the_panel_carries_the_side_that_is_chosen_in_it(page: Page, served: str) -> None:
    page.goto(f"{served}/share/charts/market-value/")
    page.get_by_label("Numbers").select_option("record")
    expect(page.locator("code").first).to_contain_text("/embed/charts/market-value/?reading=record")
    page.get_by_label("Numbers").select_option("")
    expect(page.locator("code").first).not_to_contain_text("reading")


def test_the_panel_keeps_several_kinds_and_what_it_has_no_field_for(page: Page, served: str) -> None:
    page.goto(f"{served}/share/timeline/?category=deal")
    page.get_by_label("Market").check()
    expect(page.locator("code").first).to_contain_text("/embed/timeline/?category=deal&category=market")
    page.goto(f"{served}/share/numbers/?metric=revenue&verdict=disagree")
    page.get_by_label("Theme").select_option("dark")
    expect(page.locator("code").first).to_contain_text("theme=dark")
    assert "metric=revenue" in page.url and "verdict=disagree" in page.url


def test_the_panel_says_the_height_of_the_part_unless_one_was_chosen(page: Page, served: str) -> None:
    page.goto(f"{served}/share/charts/told-against-record/")
    frame, snippet = page.locator(".share__frame"), page.locator("code").nth(1)
    page.locator("[data-fits]").wait_for()
    taken = page.locator("[data-takes]").inner_text().removesuffix(" px")
    expect(frame).to_have_attribute("height", taken)
    expect(snippet).to_contain_text(f'height="{taken}"')
    assert f'height="{taken}"' in (page.get_by_role("button", name="Copy the snippet").get_attribute("data-copy") or "")
    page.get_by_label("Height").select_option("640")
    expect(snippet).to_contain_text('height="640"')
    expect(frame).to_have_attribute("height", "640")


def test_the_panel_takes_the_height_that_the_part_has(page: Page, served: str) -> None:
    page.goto(f"{served}/share/checks/first-day-close/")
    page.get_by_label("Height").select_option("320")
    frame = page.locator(".share__frame")
    expect(frame).to_have_attribute("height", "320")
    page.get_by_role("button", name="Take that height").click()
    expect(frame).not_to_have_attribute("height", "320")
    taken = int(frame.get_attribute("height") or 0)
    expect(page.locator("code").nth(1)).to_contain_text(f'height="{taken}"')
    assert page.frames[-1].evaluate(INNER) <= taken
    expect(page.get_by_role("button", name="Take that height")).to_be_hidden()


def measured(page: Page, address: str) -> int:
    """How high an embed is in a column of 600 px."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return int(page.evaluate(f"Math.ceil({INNER})"))


def told(page: Page, served: str, path: str) -> int:
    """The height that oEmbed says, as the snippet does."""
    return int(page.request.get(f"{served}/oembed/", params={"url": f"{served}/{path}"}).json()["height"])


def test_the_height_of_every_chart_is_told_within_a_tenth_and_cuts_nothing_off(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    paths = [f"charts/{slug}/" for slug in ChartPage.objects.live().values_list("slug", flat=True)]
    heights = {path: (told(page, served, path), measured(page, f"{served}/embed/{path}")) for path in paths}
    assert len(heights) > 30
    assert {path: both for path, both in heights.items() if not both[1] <= both[0] <= 1.1 * both[1]} == {}


@pytest.mark.parametrize(
    "path",
    [
        *("numbers/market-cap-peak/", "numbers/ipo-first-day-close/", "checks/first-day-close/"),
        *("numbers/?figures=ipo-first-day-close,revenue-fy2024", "numbers/?figures=revenue-fy2024&v=1"),
        *("companies/?layer=email", "timeline/?from=2010&to=2010", "charts/market-value/?v=1"),
    ],
)
def test_the_height_of_a_short_part_is_told_within_a_seventh_and_cuts_nothing_off(
    page: Page, served: str, path: str
) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    height = measured(page, f"{served}/embed/{path}")
    assert height <= told(page, served, path) <= 1.15 * height


@pytest.mark.parametrize(("path", "screenful"), [("timeline/", 900), ("numbers/", 800), ("companies/", 900)])
def test_what_is_longer_is_told_to_take_a_screenful(page: Page, served: str, path: str, screenful: int) -> None:
    assert told(page, served, path) == screenful


def test_wordpress_cuts_at_1000_px_and_the_embed_says_where_the_rest_is(page: Page, served: str, host: Any) -> None:
    """As WordPress frames it: in a sandbox, with no bar to scroll."""
    secret = "#?secret=s3cr3tABC"
    frame = shut(f"{served}{SLICE}{secret}", 1000).replace("<iframe", '<iframe scrolling="no"')
    page.goto(host(frame))
    rest = frame_of(page).get_by_role("link", name="This page cuts the embed off here")
    rest.scroll_into_view_if_needed()
    expect(rest).to_be_in_viewport()
    page.goto(host(shut(f"{served}{CHECK}{secret}", 900)))
    expect(frame_of(page).get_by_role("link", name="Open on")).to_be_visible()
    expect(frame_of(page).locator(".embed__rest")).to_be_hidden()


def test_a_model_is_shared_as_it_was_set_on_its_page(page: Page, served: str) -> None:
    page.goto(f"{served}/charts/model-recovery/")
    page.get_by_role("radio", name="On record").last.check()
    page.get_by_role("spinbutton", name="Fall from the peak").fill("50")
    link = page.get_by_role("link", name="Share and embed")
    expect(link).to_have_attribute("href", re.compile(r"/share/charts/model-recovery/\?.*fall=50"))
    link.click()
    expect(page.locator("code").first).to_contain_text("/embed/charts/model-recovery/?fall=50&reading=record")
    expect(page.frame_locator(".share__frame").get_by_role("spinbutton").first).to_have_value("50")


def test_what_the_host_marked_the_frame_with_goes_along_inside_it(page: Page, served: str, host: Any) -> None:
    listen = noting("wp", "e.data?.message === 'height'") + noting("pym", "String(e.data).startsWith('pymxPYMx')")
    page.goto(host(f"{listen}{shut(served + '/embed/the-question/?childId=c7#?secret=s3cr3tABC', 600)}"))
    page.wait_for_function("window.wp && window.pym")
    page.evaluate("window.wp = window.pym = null")
    page.route("**/embed/slip*.js", lambda route: route.abort())
    frame_of(page).locator("a.num").first.click()
    expect(frame_of(page).locator(".receipt--page")).to_be_visible()
    page.wait_for_function("window.wp?.secret === 's3cr3tABC' && window.pym?.startsWith('pymxPYMxc7xPYMx')")
    expect(frame_of(page).get_by_role("button", name="Back")).to_be_visible()
