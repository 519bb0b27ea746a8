"""Adjustable models in Python. That Vega comes to the same is held in tests/browser/test_models.py."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from datastory.charts.controls import panel
from datastory.charts.kinds import KINDS
from datastory.charts.samples import sample
from datastory.charts.simulations import MODELS, Model
from datastory.charts.simulations.model import at_rest

CONTENT = Path(__file__).resolve().parents[3] / "content"


def rest(model: Model, **given: float) -> dict[str, float]:
    fixed = {each.name: 10.0 for each in model.inputs if each.fixed}
    values, _ = at_rest(model, [(n, v * _factor(model, n)) for n, v in (fixed | given).items()])
    return values


def _factor(model: Model, name: str) -> float:
    found = model.input(name)
    assert found
    return found.factor


def test_there_are_at_least_eight() -> None:
    assert len(MODELS) >= 8


def test_every_model_stands_in_the_story() -> None:
    charts = [YAML(typ="safe").load(path.read_text()) for path in (CONTENT / "charts").glob("*.yaml")]
    assert {chart["model"] for chart in charts if chart["kind"] == "model"} == set(MODELS)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_python_and_vega_name_the_same_results(model: Model) -> None:
    assert set(model.reckon(rest(model))) == set(model.formulas)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_an_assumption_says_what_it_rests_on_and_is_within_its_bounds(model: Model) -> None:
    for each in model.inputs:
        if not each.fixed:
            assert each.low <= each.assumed <= each.high and each.because.endswith("."), each.name


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_corner_of_the_inputs_has_a_sentence(model: Model) -> None:
    corners = [{e.name: end(e) for e in model.inputs if not e.fixed} for end in (lambda e: e.low, lambda e: e.high)]
    for corner in corners:
        sentence = model.sentence(rest(model, **corner))
        assert (
            sentence.endswith(".")
            and "nan" not in sentence
            and "inf" not in sentence.lower().replace("information", "")
        )


def test_building_pays_beyond_the_level() -> None:
    model = MODELS["build-or-buy"]
    at = model.reckon(rest(model))
    assert model.reckon(rest(model, volume=at["level"] + 100))["outcome"] == 0
    assert model.reckon(rest(model, volume=at["level"] - 100))["outcome"] == 1


def test_a_fall_of_a_half_needs_a_rise_of_a_hundred_per_cent() -> None:
    model = MODELS["recovery"]
    assert model.reckon(rest(model, fall=50, years=1)) == pytest.approx(
        {"multiple": 2, "rise": 100, "yearly": 100, "reach": 60, "outcome": 0}
    )


def test_channels_that_never_arrive_reach_nobody() -> None:
    model = MODELS["verification"]
    assert "Nobody" in model.sentence(rest(model, first=0, second=0, third=0))
    assert model.reckon(rest(model, first=50, second=50, third=50))["reached"] == pytest.approx(87.5)


def test_a_model_needs_the_figure_it_compares_with() -> None:
    with pytest.raises(ValueError, match="give it the figure"):
        at_rest(MODELS["recovery"] if MODELS["recovery"].input("none") else MODELS["phone-numbers"], [])


def test_an_unknown_input_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="has no input colour; it has fall, years"):
        at_rest(MODELS["recovery"], [("colour", 1)])


def test_one_input_takes_one_figure() -> None:
    with pytest.raises(ValueError, match="two figures"):
        at_rest(MODELS["recovery"], [("fall", 1), ("fall", 2)])


def test_a_control_reaches_as_far_as_its_figure() -> None:
    point = {"group": "fall", "value": 99.5, "text": "99.5%", "slug": "fall"}
    found = panel("recovery", [point], [point])
    assert found and found.controls[0].high == "99.5" and found.controls[0].slug == "fall"
    assert found.controls[1].because and not found.controls[1].slug


def test_what_no_longer_fits_has_no_panel() -> None:
    assert panel("recovery", [{"group": "gone", "value": 1.0}], []) is None
    assert panel("no-such-model", [], []) is None


def test_a_figure_beyond_the_reach_of_its_input_is_refused_by_name() -> None:
    job = sample("model")
    high = job.points[0].model_copy(update={"value": 120.0})
    with pytest.raises(ValueError, match=r"“Fall from the peak” gives 120%?, but the input goes from 1%? to 97"):
        KINDS["model"].build(job.model_copy(update={"points": [high]}))
