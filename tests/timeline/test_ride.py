"""The chart beside the axis: its points at the same scale of time, and what coincides with them."""

from datetime import date
from typing import Any

import pytest

from datastory.timeline.axis import Period
from datastory.timeline.models import Event
from datastory.timeline.ride import Ride, ride
from tests.timeline.made import event

PERIOD = Period(date(2016, 1, 1), date(2019, 12, 31))


def point(slug: str, start: str, end: str = "", value: float = 1.0, **fields: Any) -> dict[str, Any]:
    made = {"slug": slug, "label": slug.title(), "text": f"${value:g}B", "period": start, "group": ""}
    return made | {"start": start, "end": end, "value": value, "qualifier": "exact", "marked": False} | fields


def drawn(points: list[dict[str, Any]], events: list[Event] | None = None, then: date | None = None) -> Ride:
    return ride("Market value, in dollars", "market-value", points, PERIOD, events or [], then)


def test_a_point_stands_at_the_middle_of_its_time() -> None:
    assert drawn([point("peak", "2017-01-01", "2017-12-31")]).marks[0].at == pytest.approx(1.5, abs=0.01)


def test_points_outside_the_period_are_not_marked_but_the_guide_runs_on_to_them() -> None:
    found = drawn([point("before", "2015-07-01"), point("inside", "2016-07-01"), point("after", "2021-01-01")])
    assert [mark.slug for mark in found.marks] == ["inside"]
    assert found.wide(PERIOD, 100).count("ride__guide") == 2


def test_what_was_not_over_then_is_not_drawn() -> None:
    points = [point("early", "2016-06-01"), point("late", "2018-01-01", "2018-12-31")]
    found = drawn(points, then=date(2018, 6, 1))
    assert [mark.slug for mark in found.marks] == ["early"] and [len(line) for line in found.guides] == [1]


@pytest.mark.parametrize(
    ("when", "meets"),
    [
        ("2016-06", True),
        ("2016-06-23", True),
        ("2016-Q2", True),
        ("2016", False),  # anything in that year: it coincides with nothing in particular
        ("2016-08", False),
    ],
)
def test_an_event_coincides_with_a_point_of_its_time_if_both_are_dated_precisely(when: str, meets: bool) -> None:
    found = drawn([point("listing", "2016-06-23")], [event(when, slug="it")])
    assert bool(found.of("it")) is meets


def test_a_point_of_a_whole_year_coincides_with_nothing() -> None:
    assert drawn([point("year", "2016-01-01", "2016-12-31")], [event("2016-06", slug="it")]).of("it") == []


def test_a_point_leads_to_the_nearest_event_and_names_all() -> None:
    events = [event("2016-06-02", slug="far"), event("2016-06-24", slug="near")]
    found = drawn([point("listing", "2016-06-01", "2016-06-30", marked=True)], events)
    svg = found.wide(PERIOD, 100)
    assert 'href="#event-near"' in svg and 'data-meets="event-near event-far"' in svg
    assert "Coincides with 2 events" in svg and "caused" not in svg


def test_words_of_the_ledger_are_escaped() -> None:
    svg = drawn([point("a", "2016-06-01", text="<b>&", period='"')]).wide(PERIOD, 100)
    assert "<b>" not in svg and "&lt;b&gt;&amp;" in svg


@pytest.mark.parametrize(("qualifier", "strokes"), [("over", 3), ("under", 1), ("exact", 0)])
def test_a_bound_is_drawn_as_an_open_end(qualifier: str, strokes: int) -> None:
    svg = drawn([point("a", "2016-06-01", qualifier=qualifier, value=0.2), point("b", "2018-01-01")]).wide(PERIOD, 100)
    assert svg.count("ride__open") == strokes


def test_the_narrow_drawing_has_no_values() -> None:
    found = drawn([point("a", "2016-06-01")])
    assert "<text" in found.wide(PERIOD, 100) and "<text" not in found.narrow(PERIOD, 100)


def test_a_point_leads_first_to_an_event_that_names_it() -> None:
    events = [event("2016-06-23", slug="nearest"), event("2016-06-20", slug="naming")]
    found = ride(
        "Value", "value", [point("listing", "2016-06-20", "2016-06-30")], PERIOD, events, None,
        named={"naming": {"listing"}},
    )  # fmt: skip
    assert found.marks[0].events == ("naming", "nearest")


def test_what_is_only_told_is_marked_so_on_record() -> None:
    points = [point("peak", "2017-03-01", fallback=True)]
    on_record = ride("Value", "value", points, PERIOD, [], None, side="record")
    assert on_record.marks[0].words == "$1B, 2017-03-01 (as told; not on record)"
    assert 'class="ride ride--wide as-record"' in on_record.wide(PERIOD, 100)
    assert "ride__point--told" in on_record.wide(PERIOD, 100)
    assert "ride__point--told" not in ride("Value", "value", points, PERIOD, [], None, side="told").wide(PERIOD, 100)
