"""The board: what a choice shows, and the stylesheet that places it."""

import re
from typing import Any

import pytest
from django.http import QueryDict

from datastory.timeline.board import Board
from datastory.timeline.choice import Choice
from datastory.timeline.models import Event
from tests.timeline.made import event


def board(events: list[Event], query: str = "", **rest: Any) -> Board:
    return Board(events, Choice.read(QueryDict(query)), rest.pop("texts", {}), **rest)


def several() -> list[Event]:
    return [
        event("2008-11", slug="launch", category="product"),
        event("2012", slug="quiet"),
        event("2016-06", slug="listing", category="market"),
        event("2019", "2022", slug="hiring"),
        event("2024-01-08", slug="handover"),
    ]


def shown(found: Board) -> list[str]:
    return [row.event.slug for row in found.rows]


def test_without_a_choice_every_event_is_shown_in_order() -> None:
    assert shown(board(several()[::-1])) == ["launch", "quiet", "listing", "hiring", "handover"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("from=2012&to=2016", ["quiet", "listing"]),
        ("from=2020&to=2021", ["hiring"]),
        ("category=firm", ["quiet", "hiring", "handover"]),
        ("q=LIST", ["listing"]),
        ("then=2016-06", ["launch", "quiet", "listing"]),
        ("q=nothing", []),
    ],
)
def test_a_choice_shows_what_it_asks_for(query: str, slugs: list[str]) -> None:
    assert shown(board(several(), query)) == slugs


def test_a_search_looks_into_the_text_that_it_is_given() -> None:
    assert shown(board(several(), "q=oven", texts={"quiet": "an oven"})) == ["quiet"]


def test_years_are_counted_for_the_choice_but_not_for_the_period() -> None:
    counts = {d.year: d.count for d in board(several(), "from=2012&to=2016&category=firm").densities if d.count}
    assert counts == {2012: 1, 2019: 1, 2024: 1}


def test_an_end_that_was_not_known_is_not_told() -> None:
    (row,) = board([event("2019", "2022", slug="hiring")], "then=2020").rows
    assert row.when == "since 2019"


def test_the_zooms_are_round_what_is_shown() -> None:
    zooms = {z.name: (z.query, z.current) for z in board(several(), "from=2016&to=2016").zooms}
    assert zooms == {
        "The whole line": ("", False),
        "Five years": ("?from=2014&to=2018", False),
        "One year": ("?from=2016&to=2016", True),
    }


def test_the_period_before_and_after_are_as_long_and_end_with_the_line() -> None:
    found = board(several(), "from=2020&to=2024")
    assert found.earlier and found.earlier.query == "?from=2015&to=2019"
    assert found.later is None


def test_nothing_chosen_is_no_board_and_no_stylesheet() -> None:
    found = board(several(), "q=nothing")
    assert (found.css, found.ticks, found.rides, found.folded) == ("", {}, [], (0, 0))


def test_no_event_at_all_is_no_error() -> None:
    found = board([], "from=2020&to=2021")
    assert (found.rows, found.densities, found.zooms, found.earlier) == ([], [], [], None)


def test_the_stylesheet_has_a_rule_for_every_event_and_nothing_but_numbers() -> None:
    css = board(several()).css
    assert re.findall(r"#event-([a-z-]+)\{", css) == shown(board(several()))
    body = re.sub(r"#line\{[^}]*\}", "", css)
    assert re.fullmatch(r"(?:\s*#[a-z>:()0-9-]+\{(?:--[a-z]+:-?[\d.]+;?)*\})+", body)


def test_the_version_changes_with_what_is_placed() -> None:
    assert board(several()).version == board(several()).version != board(several()[:3]).version


def test_every_label_of_a_quiet_line_is_named() -> None:
    assert board(several()).folded == (0, 0)


def test_in_a_crowd_the_events_of_the_story_keep_their_names() -> None:
    events = [event("2016", slug=f"e{n}", kind="essay" if n < 2 else "press") for n in range(200)]
    events.append(event("2030", slug="far"))
    found = board(events)
    named = [row.event.slug for row in found.rows if "fold-wide" not in row.classes]
    assert {"e0", "e1"} <= set(named) and len(named) < 30
    assert len(shown(found)) == 201
