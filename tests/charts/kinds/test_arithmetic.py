"""What kinds compute of their figures, without drawing anything."""

from itertools import pairwise

import pytest

from datastory.charts.kinds import dumbbell, heat, matrix, mosaic, units, waterfall
from datastory.charts.kinds.marks import hatching
from datastory.charts.labels import spread
from datastory.charts.samples import figure, sample
from datastory.charts.scales import log_ticks
from datastory.charts.widths import shorten, text_width, wrap


def waterfall_of(*points: object) -> list[waterfall.Bar]:
    return waterfall.bars(sample("waterfall").model_copy(update={"points": list(points)}))


def test_what_no_step_explains_is_a_rest_up_to_the_next_level() -> None:
    found = waterfall_of(
        figure("Before", 100, "$100", role="level"),
        figure("More", 30, "$30", role="plus"),
        figure("After", 110, "$110", role="level"),
    )
    assert [(b.kind, b.start, b.end) for b in found] == [
        ("level", 0, 100), ("up", 100, 130), ("rest", 130, 110), ("level", 0, 110),
    ]  # fmt: skip
    assert found[2].text == "−$20"


def test_no_rest_where_the_steps_add_up() -> None:
    found = waterfall_of(
        figure("Before", 100, "$100", role="level"),
        figure("Less", 30, "$30", role="minus"),
        figure("After", 70, "$70", role="level"),
    )
    assert [b.kind for b in found] == ["level", "down", "level"]


def test_a_step_in_per_cent_is_taken_of_the_level_before_it() -> None:
    found = waterfall_of(
        figure("Bakers", 200, "200", role="level", unit="people"),
        figure("First cut", 10, "10%", role="minus", unit="percent"),
        figure("Second cut", 10, "10%", role="minus", unit="percent"),
    )
    assert [b.end for b in found] == [200, 180, 162, 162]
    assert found[1].text == "10%: −20"
    assert found[-1].kind == "total"


def test_a_rest_of_vague_figures_is_vague() -> None:
    found = waterfall_of(
        figure("Before", 100, "about $100", role="level", qualifier="about"), figure("After", 70, "$70", role="level")
    )
    assert found[1].text.startswith("about ")


def test_a_withdrawn_first_level_is_missed() -> None:
    with pytest.raises(ValueError, match="begins with a level, but its first published figure is the step “More”"):
        waterfall_of(figure("More", 30, "$30", role="plus"))


def test_told_against_record_pairs_the_readings_of_a_figure_on_either_side() -> None:
    told = [figure("Sales", 100, "$100"), figure("Staff", 10, "10")]
    record = [figure("Sales", 80, "$80"), figure("Staff", 10, "10", fallback=True)]
    options = {"compare": True, "index": True}
    one = sample("dumbbell", "told").model_copy(update={"points": told, "others": record, "options": options})
    two = sample("dumbbell", "record").model_copy(update={"points": record, "others": told, "options": options})
    found = dumbbell.pairs(one)
    assert found == dumbbell.pairs(two)
    assert found[0].second
    assert found[0].ratio(found[0].second) == 80
    assert found[1].second is None, "what is not on record has one end"


def test_nothing_is_a_per_cent_of_zero() -> None:
    job = sample("dumbbell").model_copy(
        update={
            "points": [figure("A", 0, "0", group="A"), figure("B", 5, "5", group="A")],
            "options": {"index": True},
        }
    )
    with pytest.raises(ValueError, match="begins at zero"):
        dumbbell.pairs(job)


def test_a_column_is_as_large_as_width_times_height() -> None:
    found = mosaic.parts(sample("mosaic"))
    assert [round(part.area) for part in found] == [792_000, 744_000]


def test_a_part_of_a_dot_is_drawn_as_a_part() -> None:
    panel = units.panels(sample("units"))[0]
    shares = [dot["share"] for dot in units._dots(panel, 0, 0, 10, 20, "#000000")]
    assert sum(shares) == pytest.approx(17.5)
    assert shares[16:19] == [1.0, 0.5, 0.0]


def test_one_in_three_is_one_dot_of_three() -> None:
    job = sample("units").model_copy(
        update={"points": [figure("Codes", 3, "one in three", unit="one-in")], "options": {}}
    )
    (panel,) = units.panels(job)
    assert (panel.filled, panel.total) == (1, 3)


def test_too_many_dots_are_refused_with_what_one_could_stand_for() -> None:
    job = sample("units").model_copy(update={"points": [figure("Bakers", 8992, "8,992", unit="people")], "options": {}})
    with pytest.raises(ValueError, match="let one dot stand for 50 or more"):
        units.panels(job)
    scaled = job.model_copy(update={"options": {"each": 100}})
    assert units.panels(scaled)[0].filled == pytest.approx(89.92)


def test_a_matrix_has_a_row_for_each_meeting_of_layer_and_column() -> None:
    found = matrix.cells(["Oven", "Shop"], [("Crumb", "Bakers", "rival", ("Oven",))], ["Shop"], by_firm=False)
    assert [(r["group"], r["label"], r["text"], r["own"]) for r in found] == [
        ("Oven", "Bakers", "Crumb", False),
        ("Shop", "Bakers", "none", True),
    ]


def test_two_figures_in_one_cell_are_refused() -> None:
    twice = [figure("A", 1, "1", group="Row"), figure("B", 2, "2", group="Row")]
    with pytest.raises(ValueError, match="row “Row” has two figures in the column “FY2022”"):
        heat.cells(sample("heat").model_copy(update={"points": twice}))


def test_columns_of_a_table_stand_in_the_order_of_time() -> None:
    later_first = [figure("A", 1, "1", 2022, group="Row"), figure("B", 2, "2", 2019, group="Row")]
    _, columns, _ = heat.cells(sample("heat").model_copy(update={"points": later_first}))
    assert columns == ["FY2019", "FY2022"]


def test_hatching_stays_in_its_box() -> None:
    strokes = hatching({"x": 10, "x2": 60, "y": 5, "y2": 25, "colour": "#000000"})
    assert strokes
    assert all(10 <= s[k] <= 60 for s in strokes for k in ("x", "x2"))
    assert all(5 <= s[k] <= 25 for s in strokes for k in ("y", "y2"))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (31_000, 320_000, [20_000, 50_000, 100_000, 200_000, 500_000]),
        (1, 1, [1, 2]),
        (1, 2e5, [1, 10, 100, 1000, 1e4, 1e5, 1e6]),
    ],
)
def test_a_logarithmic_axis_has_round_ticks(low: float, high: float, expected: list[float]) -> None:
    assert log_ticks(low, high) == expected


def test_labels_in_a_column_are_moved_apart() -> None:
    moved = spread([50, 52, 54], [20, 20, 20], 0, 200)
    assert [b - a for a, b in pairwise(moved)] == [20, 20]


def test_a_long_text_ends_in_an_ellipsis_and_fits() -> None:
    short = shorten("A very long name of a very long thing", 120, 14)
    assert short.endswith("…")
    assert text_width(short, 14) <= 120
    assert shorten("short", 120, 14) == "short"
    assert all(text_width(line, 13) <= 90 for line in wrap("Marketing and service suites of all kinds", 90, 13))
