"""Where labels go: inside the frame, off what is taken, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.charts.labels import Box, Label, place, text_width

FRAME = Box(0, 0, 400, 300)
EVERY = ("right", "left", "above", "below", "right above", "left above", "right below", "left below")


def label(x: float, y: float, places: tuple[str, ...] = EVERY, width: float = 80, height: float = 20) -> Label:
    return Label(x, y, width, height, places)


def outside(box: Box) -> float:
    """The area of a box that is not in the frame, px²."""
    return (box.right - box.left) * (box.bottom - box.top) - box.overlap(FRAME)


def test_a_label_takes_its_first_place_where_there_is_room() -> None:
    (placed,) = place([label(200, 150)], FRAME)
    assert placed and (placed.dx, placed.align) == (12, "left")


@pytest.mark.parametrize(
    ("where", "align", "horizontal", "vertical"),
    [
        ("right", "left", 1, 0),
        ("left", "right", -1, 0),
        ("above", "center", 0, -1),
        ("below", "center", 0, 1),
        ("right above", "left", 1, -1),
        ("left below", "right", -1, 1),
    ],
)
def test_a_place_is_where_it_is_called(where: str, align: str, horizontal: int, vertical: int) -> None:
    (placed,) = place([label(200, 150, (where,))], FRAME)
    assert placed
    middle = ((placed.box.left + placed.box.right) / 2 - 200, (placed.box.top + placed.box.bottom) / 2 - 150)
    signs = tuple((part > 0) - (part < 0) for part in middle)
    assert (placed.align, signs) == (align, (horizontal, vertical))


@pytest.mark.parametrize("x", [0, 200, 400])
@pytest.mark.parametrize("y", [0, 150, 300])
def test_a_label_at_the_edge_stays_in_the_frame(x: float, y: float) -> None:
    (placed,) = place([label(x, y)], FRAME)
    assert placed and outside(placed.box) == 0


@given(st.floats(0, 400), st.floats(0, 300), st.floats(10, 120), st.floats(10, 40))
def test_a_label_never_leaves_the_frame_by_more_than_a_hair(x: float, y: float, width: float, height: float) -> None:
    (placed,) = place([label(x, y, EVERY, width, height)], FRAME)
    assert placed and outside(placed.box) <= len(EVERY) * 3


def test_a_label_keeps_off_what_is_taken() -> None:
    taken = Box(205, 100, 300, 200)
    (placed,) = place([label(200, 150)], FRAME, [taken])
    assert placed and placed.box.overlap(taken) == 0


def test_a_label_keeps_off_those_placed_before_it() -> None:
    placed = place([label(200, 150), label(205, 152), label(195, 148)], FRAME)
    boxes = [spot.box for spot in placed if spot]
    assert [a.overlap(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]] == [0, 0, 0]


def test_the_more_important_label_has_the_better_place() -> None:
    first, second = place([label(200, 150), label(200, 150)], FRAME)
    assert first and second and (first.align, second.align) == ("left", "right")


def test_a_label_without_room_is_left_out() -> None:
    assert place([label(200, 150)], FRAME, [FRAME], worst=100) == [None]


def test_a_label_that_is_left_out_takes_no_room() -> None:
    crowd = Box(100, 50, 300, 250)
    placed = place([label(200, 150, EVERY), label(200, 20, EVERY)], FRAME, [crowd], worst=100)
    alone = place([label(200, 20, EVERY)], FRAME, [crowd], worst=100)
    assert placed == [None, *alone] and alone != [None]


def test_without_a_limit_no_label_is_left_out() -> None:
    assert None not in place([label(200, 150)] * 40, FRAME, [FRAME])


def test_a_label_in_the_open_costs_nothing() -> None:
    (placed,) = place([label(200, 150)], FRAME)
    assert placed and placed.cost == 0


@pytest.mark.parametrize(
    ("other", "area"),
    [(Box(5, 5, 20, 20), 25), (Box(10, 0, 20, 10), 0), (Box(30, 30, 40, 40), 0), (Box(2, 2, 4, 4), 4)],
)
def test_boxes_overlap_by_the_area_that_both_cover(other: Box, area: float) -> None:
    assert Box(0, 0, 10, 10).overlap(other) == other.overlap(Box(0, 0, 10, 10)) == area


def test_a_longer_text_is_wider() -> None:
    assert text_width("$4.46B", 14) < text_width("$4.46 billion", 14)
