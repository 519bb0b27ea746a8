"""A slice at a glance."""

from datetime import date

from datastory.timeline.strip import strip
from tests.timeline.made import event


def test_every_event_has_a_mark() -> None:
    svg = strip([event("2020"), event("2020-03"), event("2020", "2022")], None, None)["wide"]
    assert [svg.count(f"strip-line__{look} ") for look in ("span", "ring", "lasts")] == [1, 1, 1]


def test_marks_of_the_same_time_stand_above_each_other() -> None:
    low, high = (strip([event("2020")] * n + [event("2022")], None, None)["wide"] for n in (1, 3))
    assert low.split("viewBox")[1][:14] != high.split("viewBox")[1][:14]


def test_what_reaches_beyond_the_slice_is_cut_at_its_edge() -> None:
    svg = strip([event("2010", "2030"), event("2020-03")], date(2020, 1, 1), date(2020, 12, 31))["narrow"]
    assert 'width="332.0"' in svg


def test_one_event_needs_no_drawing() -> None:
    assert strip([event("2020")], None, None) == {} == strip([], None, None)
