"""Adjustable models: Vega in the browser comes to what Python does, and the page says it."""

import itertools
import random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from datastory.charts.models import Artifact
from datastory.charts.simulations import MODELS, Model
from datastory.charts.simulations.model import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("story")]

EVALUATE = """async ({ spec, inputs, results }) => {
    const { view } = await import("/static/vendor/vega-runtime.js");
    const parsed = await (await fetch(spec)).json();
    const made = view(parsed, document.createElement("div"));
    const found = [];
    for (const values of inputs) {
        for (const [name, value] of Object.entries(values)) made.signal(name, value);
        await made.runAsync();
        found.push(Object.fromEntries(results.map((name) => [name, made.signal(name)])));
    }
    return found;
}"""


def at_rest_in(name: str) -> dict[str, float]:
    """The inputs of a model as the story gives them."""
    points = Artifact.objects.get(chart__slug=f"model-{name}", side="told", width="wide", scale="").points
    return at_rest(MODELS[name], [(p["group"], p["value"]) for p in points])[0]


def grid(model: Model, rest: dict[str, float]) -> list[dict[str, float]]:
    """Values at rest, each input at its ends alone, all ends together, and a hundred at random."""
    moved = [each for each in model.inputs if not each.fixed]
    ends = [{**rest, each.name: end} for each in moved for end in (each.low, each.high)]
    corners = [
        {**rest, **dict(zip([e.name for e in moved], corner, strict=True))}
        for corner in itertools.product(*[(e.low, e.high) for e in moved])
    ]
    dice = random.Random(model.name)
    steps = [
        {**rest, **{e.name: e.low + e.step * dice.randint(0, round((e.high - e.low) / e.step)) for e in moved}}
        for _ in range(100)
    ]
    return [rest, *ends, *corners, *steps]


@pytest.mark.parametrize("name", MODELS)
def test_vega_comes_to_what_python_does(page: Page, served: str, name: str) -> None:
    model, rest = MODELS[name], at_rest_in(name)
    inputs = grid(model, rest)
    page.goto(f"{served}/charts/model-{name}/")
    spec = f"/charts/model-{name}/spec-told-wide.json"
    asked = {"spec": spec, "inputs": inputs, "results": [*model.formulas, "sentence"]}
    found: list[dict[str, Any]] = page.evaluate(EVALUATE, asked)
    for values, results in zip(inputs, found, strict=True):
        assert results.pop("sentence") == model.sentence(values), values
        assert results == pytest.approx(model.reckon(values), rel=1e-9, abs=1e-9), values


def live(page: Page, served: str, name: str, query: str = "") -> None:
    page.goto(f"{served}/charts/model-{name}/{query}")
    page.locator(".dial__number").first.focus()
    page.wait_for_selector("figure[data-live='yes']")


def sentence(page: Page) -> str:
    return page.locator(".model__sentence:visible").inner_text()


def test_the_sentence_follows_an_input_and_is_read_out(page: Page, served: str) -> None:
    live(page, served, "phone-numbers")
    rest = at_rest_in("phone-numbers")
    model = MODELS["phone-numbers"]
    assert sentence(page) == model.sentence(rest)
    page.locator("[data-input='paying'] .dial__number").fill("50")
    expected = model.sentence({**rest, "paying": 50})
    expect(page.locator(".model__sentence:visible")).to_have_text(expected)
    expect(page.locator("[data-said]")).to_have_text(expected)
    expect(page.locator("[data-input='paying'] .dial__range")).to_have_value("50")


def test_the_drawing_follows_too(page: Page, served: str) -> None:
    live(page, served, "phone-numbers")
    page.locator("[data-input='price'] .dial__range").fill("2")
    expect(page.locator(".chart--live svg:visible")).to_contain_text("$9.12 billion")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?fall=a+lot", "fall=a lot is not a number, so it was left at 86."),
        ("?fall=400", "fall=400 is beyond its reach, so it was set to 97."),
        ("?plunge=4", "This chart has no input plunge; it has fall, years."),
        ("?fall=%3Cimg+src=x%3E", "fall=<img src=x> is not a number"),
    ],
)
def test_what_an_address_asks_in_vain_is_named(page: Page, served: str, query: str, words: str) -> None:
    page.goto(f"{served}/charts/model-recovery/{query}")
    expect(page.locator("[data-vain]")).to_contain_text(words)
    assert page.locator("[data-vain] img").count() == 0


def test_reset_brings_everything_back(page: Page, served: str) -> None:
    live(page, served, "recovery")
    before = sentence(page)
    page.locator("[data-input='fall'] .dial__range").fill("50")
    expect(page.locator(".model__sentence:visible")).to_contain_text("2 times the low")
    page.wait_for_url("**/?fall=50")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".model__sentence:visible")).to_have_text(before)
    page.wait_for_url("**/charts/model-recovery/")
    expect(page.locator("[data-input='fall'] .dial__number")).to_have_value("86")


def test_the_address_restores_a_model(page: Page, served: str) -> None:
    page.goto(f"{served}/charts/model-recovery/?fall=50&years=1")
    expect(page.locator(".model__sentence:visible")).to_contain_text("over 1 year is 100% a year")
    expect(page.locator("[data-input='fall'] .dial__number")).to_have_value("50")


@pytest.mark.parametrize("query", ["?fall=1e999", "?fall=<script>", "?fall=", "?fall=-5&years=NaN", "?nothing=1"])
def test_a_hostile_address_leaves_a_sound_model(page: Page, served: str, query: str) -> None:
    live(page, served, "recovery", query)
    assert "NaN" not in sentence(page) and "Infinity" not in sentence(page)


def test_what_is_typed_stays_within_bounds_once_it_is_done(page: Page, served: str) -> None:
    live(page, served, "recovery")
    number = page.locator("[data-input='fall'] .dial__number")
    number.fill("400")
    number.blur()
    expect(number).to_have_value("97")
    number.fill("")
    number.blur()
    expect(number).to_have_value("97")


def test_the_other_reading_moves_inputs_that_were_left_alone(page: Page, served: str) -> None:
    live(page, served, "head-count")
    page.locator("[data-input='cost'] .dial__range").fill("300")
    page.get_by_label("On record").check()
    expect(page.locator("[data-input='people'] .dial__number")).to_have_value("5535")
    expect(page.locator("[data-input='cost'] .dial__number")).to_have_value("300")
    expect(page.locator(".model__sentence:visible")).to_contain_text("5,535 people")


def test_colours_follow_the_theme(chromium: Browser, served: str) -> None:
    fills = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        live(page, served, "phone-numbers")
        fills.append(page.evaluate("getComputedStyle(document.querySelector('.chart--live .mark-rect path')).fill"))
        context.close()
    assert fills == ["rgb(35, 85, 156)", "rgb(127, 176, 242)"]


def test_a_narrower_window_has_its_own_drawing(page: Page, served: str) -> None:
    live(page, served, "recovery", "?fall=50")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".chart--live.chart--narrow svg")).to_contain_text("100% up to be back")


def test_without_script_the_result_at_rest_is_there(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/charts/model-recovery/")
    assert sentence(page) == MODELS["recovery"].sentence(at_rest_in("recovery"))
    expect(page.locator(".dial__range").first).to_be_hidden()
    expect(page.locator(".model")).to_contain_text("Documented: about 86%")
    expect(page.locator(".dial__number").first).to_have_attribute("readonly", "")
    expect(page.get_by_text("moves with JavaScript only")).to_be_visible()
    context.close()


def test_a_model_whose_runtime_does_not_come_stays_at_rest(page: Page, served: str) -> None:
    page.route("**/vega-runtime.js", lambda route: route.abort())
    page.goto(f"{served}/charts/model-recovery/")
    page.locator(".dial__number").first.focus()
    page.wait_for_selector("figure[data-live='failed']")
    assert sentence(page) == MODELS["recovery"].sentence(at_rest_in("recovery"))
