"""Scales: ticks enclose the values, zero is on them, a logarithm has no zero."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.charts.scales import BARE, Frame, Scale, decades, measure, middle, milliseconds, ticks, year_span
from tests.charts.jobs import point

values = st.integers(-9_999_999, 9_999_999).map(lambda n: n / 1000)  # plotted values, after their divisor
above_zero = st.floats(1e-3, 1e15)


@given(values, values)
def test_ticks_enclose_the_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high)
    slack = (marks[-1] - marks[0]) * 1e-8
    assert marks[0] <= low + slack and high - slack <= marks[-1]


@given(values, values)
def test_zero_is_a_tick_if_it_is_among_the_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 in ticks(min(low, 0.0), max(high, 0.0))


@given(values, values, st.integers(2, 8))
def test_ticks_are_evenly_spaced_and_few(one: float, other: float, about: int) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high, about)
    steps = [b - a for a, b in itertools.pairwise(marks)]
    assert 1 <= len(steps) <= about + 2
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 4, [0, 1, 2, 3, 4]),
        (0, 70, [0, 20, 40, 60, 80]),
        (-3, 12, [-5, 0, 5, 10, 15]),
        (48, 52, [48, 49, 50, 51, 52]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round(low: float, high: float, marks: list[float]) -> None:
    assert ticks(low, high) == marks


@given(above_zero, above_zero)
def test_decades_enclose_the_values_by_powers_of_ten(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = decades(low, high)
    assert marks[0] <= low * 1.000001 and high <= marks[-1] * 1.000001
    assert all(b / a == pytest.approx(10) for a, b in itertools.pairwise(marks))


@pytest.mark.parametrize(("low", "high", "marks"), [(3, 4000, [1, 10, 100, 1000, 10000]), (10, 10, [10, 100])])
def test_decades_are_powers_of_ten(low: float, high: float, marks: list[float]) -> None:
    assert decades(low, high) == marks


@pytest.mark.parametrize("low", [0, -1])
def test_a_logarithmic_scale_refuses_zero_and_less_in_a_sentence(low: float) -> None:
    with pytest.raises(ValueError, match=f"{low} cannot stand on a logarithmic scale; it has only values above zero"):
        decades(low, 10)


@pytest.mark.parametrize("value", [0, -1])
def test_no_place_on_a_logarithmic_scale_is_zero_or_less(value: float) -> None:
    with pytest.raises(ValueError, match="has only values above zero"):
        Scale(1, 100, 300, log=True).px(value)


@pytest.mark.parametrize(("value", "px"), [(0, 0), (50, 150), (100, 300), (-50, -150)])
def test_a_linear_scale_is_proportional(value: float, px: float) -> None:
    assert Scale(0, 100, 300).px(value) == px


@pytest.mark.parametrize(("value", "px"), [(1, 0), (10, 150), (100, 300)])
def test_on_a_logarithmic_scale_equal_factors_take_equal_lengths(value: float, px: float) -> None:
    assert Scale(1, 100, 300, log=True).px(value) == pytest.approx(px)


@given(values, values)
def test_a_larger_value_is_further_along(one: float, other: float) -> None:
    scale = Scale(-10_000, 10_000, 1000)
    assert (scale.px(one) <= scale.px(other)) == (one <= other)


@pytest.mark.parametrize(
    ("largest", "code", "tick", "label"),
    [
        (4.46e9, "USD", 4, "$4B"),
        (3.2e6, "USD", 3, "$3M"),
        (28.53, "USD/share", 28.5, "$28.5"),
        (92, "percent", 75, "75%"),
        (17, "percentage point", 15, "15 pp"),
        (3.8e8, "accounts", 300, "300M"),
        (150000, "people", 150000, "150,000"),
        (-1.2e9, "USD", -1, "−$1B"),
        (-12, "percent", -10, "−10%"),
    ],
)
def test_a_tick_is_written_in_the_measure_of_the_largest_value(
    largest: float, code: str, tick: float, label: str
) -> None:
    assert measure([0, largest], code).label(tick) == label


@pytest.mark.parametrize(("value", "label"), [(80, "80"), (1500, "1,500"), (-2.5, "−2.5"), (0, "0")])
def test_a_bare_tick_has_no_unit(value: float, label: str) -> None:
    assert BARE.label(value) == label


def test_no_values_are_measured_in_ones() -> None:
    assert measure([], "USD").divisor == 1


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("2020-01-01", "2020-12-31", date(2020, 7, 1)),
        ("2020-06-01", "", date(2020, 6, 1)),
        ("2020-06-01", "2020-06-01", date(2020, 6, 1)),
    ],
)
def test_the_middle_day_stands_for_a_period(start: str, end: str, day: date) -> None:
    assert middle(point(start=start, end=end)) == day


def test_a_figure_without_a_period_has_no_place_in_time() -> None:
    with pytest.raises(ValueError, match="the figure “Revenue” has no period, so it has no place on a time axis"):
        middle(point(label="Revenue", start=""))


def test_time_is_counted_from_1970_in_utc() -> None:
    assert (milliseconds(date(1970, 1, 1)), milliseconds(date(1970, 1, 2))) == (0, 86_400_000)


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(st.lists(days, min_size=1, max_size=5))
def test_a_time_axis_has_room_at_both_ends(shown: list[date]) -> None:
    first, last = year_span(shown)
    assert (min(shown) - first).days >= 60 and (last - max(shown)).days >= 120


def test_a_frame_is_what_the_margins_leave() -> None:
    frame = Frame.of(960, 400, 48, 120, 40, 32)
    assert (frame.width, frame.padding) == (792, {"left": 48, "right": 120, "top": 40, "bottom": 32})
