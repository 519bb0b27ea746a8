"""Labels beside a line: none covers another, and none stands far from its mark."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from datastory.timeline.settling import MOST_LINES, Label, fold, furthest, lines, settle

crowds = st.lists(
    st.builds(Label, st.integers(0, 2000).map(float), st.integers(20, 90).map(float), st.integers(0, 3)), max_size=30
).map(lambda found: sorted(found, key=lambda label: label.top))


def test_labels_with_room_stay_where_they_want_to_be() -> None:
    assert settle([Label(10, 50), Label(100, 50)]) == [10, 100]


def test_two_that_collide_share_the_way() -> None:
    assert settle([Label(100, 60), Label(100, 60)]) == [70, 130]


def test_none_stands_above_the_beginning() -> None:
    assert settle([Label(-12, 60), Label(0, 60)]) == [0, 60]


def test_a_label_with_slack_gives_way_to_one_that_is_dated_to_the_day() -> None:
    loose, firm = settle([Label(100, 60, slack=300), Label(100, 60)])
    assert 100 - loose > firm - 100


@given(crowds)
def test_no_label_covers_the_next(labels: list[Label]) -> None:
    tops = settle(labels)
    for (label, top), (_, below) in pairwise(zip(labels, tops, strict=True)):
        assert top + label.height <= below + 1e-6


@given(crowds)
def test_settled_labels_are_settled(labels: list[Label]) -> None:
    tops = settle(labels)
    again = settle([Label(top, label.height) for label, top in zip(labels, tops, strict=True)])
    assert all(abs(a - b) < 1e-6 for a, b in zip(tops, again, strict=True))


@given(crowds)
def test_those_that_keep_their_names_are_near_their_marks(labels: list[Label]) -> None:
    kept = fold(labels, 90)
    assert kept == sorted(set(kept))
    assert furthest([labels[n] for n in kept]) <= 90


def test_nothing_is_folded_where_there_is_room() -> None:
    assert fold([Label(0, 50), Label(0, 50)], 90) == [0, 1]


def test_of_a_crowd_those_that_matter_most_keep_their_names() -> None:
    labels = [Label(500, 60, rank=n % 2) for n in range(20)]
    kept = fold(labels, 120)
    assert kept and all(labels[n].rank == 0 for n in kept)


def test_a_label_tells_as_much_of_its_text_as_there_is_room_for() -> None:
    labels = [Label(0, 50), Label(95, 50), Label(145, 50)]
    assert lines(labels, settle(labels)) == [2, 0, MOST_LINES]
