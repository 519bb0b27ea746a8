"""The timeline in a browser: keyboard, address, chart, what covers what, paper, and no script."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]

TIMELINE = "/timeline/"
# up to two seconds of frames until no label covers another; the count of labels, and what is still covered
OVERLAPS = """async () => {
  const text = (e) => e.querySelector(".event__text");
  const look = () => {
    const shown = [...document.querySelectorAll(".event")].filter((e) => getComputedStyle(text(e)).opacity !== "0");
    const boxes = shown.map((e) => [e.id, text(e).getBoundingClientRect()]);
    const met = [];
    boxes.forEach(([id, a], n) => {
      for (const [other, b] of boxes.slice(n + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) met.push(`${id} ${other} ${Math.round(down)}`);
      }
    });
    return [boxes.length, met];
  };
  for (let n = 0; n < 120 && look()[1].length; n++) await new Promise(requestAnimationFrame);
  return look();
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLLED = """async (before) => {
  for (let n = 0; n < 120 && scrollY <= before; n++) await new Promise(requestAnimationFrame);
  return scrollY;
}"""


def title(page: Page, slug: str) -> Any:
    return page.locator(f"#event-{slug} .event__title a")


@pytest.mark.parametrize(("width", "zoom"), [(390, 16), (1280, 16), (1440, 16), (1440, 22), (820, 22)])
def test_no_label_covers_another_whatever_the_size_of_the_type(
    chromium: Browser, served: str, width: int, zoom: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(served + TIMELINE)
    page.evaluate(f"document.documentElement.style.fontSize = '{zoom}px'")
    count, covered = page.evaluate(OVERLAPS)
    context.close()
    assert count > 40 and covered == []


@pytest.mark.parametrize("width", [390, 1440])
def test_where_the_places_that_were_served_hold_nothing_is_laid_out_again(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + TIMELINE)
    page.evaluate(f"document.fonts.ready.then({FRAMES})")
    assert page.locator(".event[style]").count() == 0
    page.evaluate("document.documentElement.style.fontSize = '24px'")
    expect(page.locator(".event[style]").first).to_be_attached()  # in larger type they do not


@pytest.mark.parametrize("width", [390, 1440])
def test_without_script_no_label_covers_another_either(chromium: Browser, served: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + TIMELINE)
    # boxes read through the protocol: the page itself may run nothing
    boxes = [
        box for text in page.locator(".event:not([class*='fold']) .event__text").all() if (box := text.bounding_box())
    ]
    context.close()
    covered = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    ]
    assert len(boxes) > 40 and covered == []


def test_the_axis_is_to_scale(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    tops = page.locator("#ticks-wide .tick").evaluate_all("ticks => ticks.map(t => t.offsetTop)")
    steps = {b - a for a, b in pairwise(tops)}
    assert len(tops) == 18 and max(steps) - min(steps) <= 1


def test_an_event_opens_where_it_stands_and_back_closes_it(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    title(page, "segment-bought").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    title(page, "segment-bought").click()
    expect(page.locator("#event-segment-bought .event__source")).to_be_visible()
    expect(page).to_have_url(f"{served}{TIMELINE}#event-segment-bought")
    assert page.evaluate("scrollY") == before
    page.go_back()
    expect(page.locator("#event-segment-bought .event__source")).to_be_hidden()
    expect(page).to_have_url(served + TIMELINE)
    page.go_forward()
    expect(page.locator("#event-segment-bought .event__source")).to_be_visible()


def test_an_address_with_an_event_opens_it_on_the_screen(page: Page, served: str) -> None:
    page.goto(f"{served}{TIMELINE}#event-founder-steps-down")
    expect(page.locator("#event-founder-steps-down .event__source")).to_be_in_viewport()
    expect(title(page, "founder-steps-down")).to_have_attribute("aria-expanded", "true")


def test_a_click_on_the_mark_is_a_click_on_the_event(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    page.locator("#event-segment-bought .event__jack").click()
    expect(title(page, "segment-bought")).to_be_focused()
    page.locator("#event-segment-bought .event__close").click()
    expect(page.locator("#event-segment-bought .event__source")).to_be_hidden()
    assert page.url == served + TIMELINE


def test_the_keyboard_alone_is_enough(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    titles = page.locator(".event__title a")
    page.locator(".line-board a:not([tabindex='-1'])").first.focus()
    titles.first.focus()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(titles.last).to_be_focused()
    expect(titles.last).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator(".event.is-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".event.is-open")).to_have_count(0)
    expect(titles.first).to_be_focused()


def test_tab_stops_once_at_the_events_and_goes_on(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    stops = page.locator("#line-events :is(a, button):not([tabindex='-1'])")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#line-events')") is None


def test_arrows_to_the_side_go_to_the_nearest_event_of_the_next_lane(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    title(page, "segment-bought").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".event--product :focus")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".event--deal :focus")).to_have_count(1)


def test_keys_scroll_the_page_while_no_event_has_the_focus(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    page.locator(".zoom__ways a").first.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(SCROLLED, before) > before


def test_event_and_chart_light_each_other(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    point = page.locator(".ride--wide:visible [data-point='market-cap-peak']")
    title(page, "market-value-peak").focus()
    expect(point).to_have_class("ride__point ride__point--marked is-met")
    expect(page.locator(".line-board__now")).to_have_class("line-board__now is-shown")
    point.focus()
    expect(page.locator("#event-market-value-peak")).to_have_class("event event--market event--span is-met")
    page.keyboard.press("Enter")
    expect(page.locator("#event-market-value-peak .event__source")).to_be_in_viewport()


def test_five_years_are_those_in_the_middle_of_the_screen(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    title(page, "email-api-launched").evaluate("e => e.scrollIntoView({ block: 'center' })")
    page.locator("[data-years='5']").evaluate("e => e.click()")
    page.wait_for_url("**from=2013&to=2017**")
    page.go_back()
    expect(page.locator(".zoom__ways [aria-current]")).to_have_text("The whole line")


def test_a_search_is_in_the_address_and_steps_back(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    page.get_by_label("Find").fill("sendgrid")
    page.get_by_label("Purchases").check()
    page.get_by_label("Find").press("Enter")
    page.wait_for_url("**q=sendgrid**")
    assert "category=deal" in page.url
    expect(page.get_by_role("status")).to_contain_text("of 84 events")
    expect(page.get_by_label("Find")).to_have_value("sendgrid")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("84 events")


def test_without_script_an_event_opens_by_its_address_and_closes(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served + TIMELINE)
    title(page, "founder-steps-down").click()
    source = page.locator("#event-founder-steps-down .event__source")
    expect(source).to_be_in_viewport()
    page.locator("#event-founder-steps-down .event__close").click()
    expect(source).to_be_hidden()
    context.close()


def test_without_its_stylesheet_the_line_is_a_list_that_tells_everything(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/timeline/axis/**", lambda route: route.abort())
    page.goto(served + TIMELINE)
    sources = page.locator(".event__source")
    assert [s for s in sources.all() if not s.is_visible()] == []
    tops = page.locator(".event").evaluate_all("events => events.map(e => e.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    context.close()


@pytest.mark.parametrize("query", ["?from=2030", "?q=zzzz"])
def test_on_a_phone_it_can_be_seen_that_nothing_was_found(chromium: Browser, served: str, query: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served + TIMELINE + query)
    way = page.locator(".nothing a")
    expect(way).to_have_attribute("href", TIMELINE)
    expect(way).to_be_in_viewport(ratio=1)
    context.close()


def test_on_paper_every_event_is_told_in_full(page: Page, served: str) -> None:
    page.goto(served + TIMELINE)
    page.emulate_media(media="print")
    hidden = page.locator(".event__body, .event__source, .event__note").evaluate_all(
        "parts => parts.filter(p => p.scrollHeight > p.clientHeight + 1 || !p.offsetHeight).length"
    )
    assert hidden == 0
    tops = page.locator(".event").evaluate_all("events => events.map(e => e.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))


def test_in_forced_colours_marks_keep_an_edge(chromium: Browser, served: str) -> None:
    context = chromium.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served + TIMELINE)
    widths = page.locator(".event__jack").evaluate_all(
        "jacks => jacks.map(j => getComputedStyle(j).borderTopWidth + getComputedStyle(j).borderTopStyle)"
    )
    context.close()
    assert set(widths) == {"2pxsolid"}


def test_with_reduced_motion_nothing_moves(chromium: Browser, served: str) -> None:
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served + TIMELINE)
    title(page, "segment-bought").click()
    running = page.evaluate("document.getAnimations().filter(a => a.effect.target.closest('.line-board')).length")
    context.close()
    assert running == 0


@pytest.mark.parametrize(("width", "kind"), [(1440, "wide"), (390, "narrow")])
def test_a_point_of_the_chart_can_be_pressed(page: Page, served: str, width: int, kind: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + TIMELINE)
    page.locator(f".ride--{kind}:visible [data-point='market-cap-peak'] circle").click()
    expect(page).to_have_url(re.compile(r"#event-market-value-peak$"))
    expect(page.locator("#event-market-value-peak")).to_have_class(re.compile("is-open"))


def test_on_record_the_chart_beside_the_events_reads_otherwise(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{served}{TIMELINE}?reading=record")
    peak = page.locator(".ride--wide:visible [data-point='market-cap-peak']")
    expect(peak.locator("text")).to_have_text("$72.8B")
    page.get_by_role("link", name="as told", exact=True).click()
    expect(peak.locator("text")).to_have_text("over $70B")
