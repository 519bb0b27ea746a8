"""Intervals as bars on one scale."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.bars import MARGIN, THINNEST, WIDTH, Span, bars
from datastory.ledger.intervals import INFINITY, Interval


def span(low: object, high: object, point: object = None) -> Span:
    ends = Interval(Decimal(str(low)), Decimal(str(high)))
    return Span("it may be", ends, None if point is None else Decimal(str(point)), "words")


def test_the_scale_reaches_from_the_lowest_to_the_highest_end_between_margins() -> None:
    one, other = bars([span(0, 5), span(5, 10)])
    assert (one["x"], one["x"] + one["width"]) == (MARGIN, WIDTH // 2)
    assert (other["x"], other["x"] + other["width"]) == (WIDTH // 2, WIDTH - MARGIN)


def test_an_open_end_is_marked_and_the_bar_stops_at_the_margin() -> None:
    over, _ = bars([span(4, INFINITY), span(0, 8)])
    assert (over["open_low"], over["open_high"], over["x"] + over["width"]) == (False, True, WIDTH - MARGIN)


def test_a_single_value_is_still_visible_and_in_its_place() -> None:
    one, _ = bars([span(5, 5, 5), span(0, 10)])
    assert (one["width"], one["point"]) == (THINNEST, WIDTH // 2)


def test_nothing_is_drawn_where_there_is_nothing_to_compare() -> None:
    assert bars([span(3, 3, 3), span(3, 3)]) == []
    assert bars([span(-INFINITY, INFINITY)]) == []


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 10**12)), min_size=1, max_size=4))
def test_no_bar_leaves_its_scale(pairs: list[tuple[int, int]]) -> None:
    for bar in bars([span(low, low + length, low) for low, length in pairs]):
        assert bar["x"] >= 0 and bar["x"] + bar["width"] <= WIDTH
