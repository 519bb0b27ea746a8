"""Receipts at hand: a page names its figures once, and its numbers are then drawn without a query."""

import json
from typing import Any

import pytest

from datastory.ledger.books import refresh
from datastory.ledger.desk import at_hand, figure_ids, lookup, receipts
from tests import factories


def embed(pk: int | str, rest: str = "") -> str:
    return f'<embed embedtype="figure" id="{pk}"{rest}/>'


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"<p>In {embed(7)} a share cost {embed(3)}.</p>", [7, 3]),
        (embed(7) + embed(3) + embed(7), [7, 3]),
        (embed(7, ' form="bare" reading="record"'), [7]),
        ('<embed id="7" form="word" embedtype="figure"/>', [7]),
        ('<embed embedtype="figure" id="7"></embed>', [7]),
        ('<embed data-id="9" embedtype="figure" id="7"/>', [7]),
        ('<embed embedtype="image" id="7" format="left"/>', []),
        ('<a linktype="page" id="7">figure</a>', []),
        ('<embed embedtype="figure"/>', []),
        ('<embed embedtype="figure" id="seven"/>', []),
        ('<embed embedtype="figure" id=""/>', []),
        (embed("9" * 19), []),
        (embed("9" * 9000), []),
        ("embedtype=figure id=7", []),
        ("", []),
    ],
)
def test_figures_are_found_in_rich_text_in_order_each_once(text: str, ids: list[int]) -> None:
    assert figure_ids(text) == ids


def test_figures_are_found_in_the_json_of_a_stream() -> None:
    stream = [
        {"type": "prose", "value": f"<p>{embed(7)}</p>"},
        {"type": "aside", "value": {"text": embed(3, ' form="bare"')}},
    ]
    assert figure_ids(json.dumps(stream)) == [7, 3]


def test_figures_of_several_texts_follow_each_other() -> None:
    assert figure_ids(embed(2), "", embed(1), embed(2)) == [2, 1]


def test_no_figure_spans_two_texts() -> None:
    assert figure_ids('<embed embedtype="figure"', ' id="7"/>') == []


@pytest.fixture
def two(db: None) -> list[int]:
    """The ids of two published figures."""
    made = [factories.figure("one", "1").pk, factories.figure("two", "2").pk]
    refresh()
    return made


def test_receipts_are_fetched_in_one_query(two: list[int], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        receipts(two)


def test_receipts_come_in_the_order_asked_for(two: list[int]) -> None:
    assert list(receipts([two[1], two[0], two[1]])) == [two[1], two[0]]


def test_nothing_is_fetched_for_nothing(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert receipts([]) == {}


def test_a_figure_without_a_receipt_is_left_out(two: list[int]) -> None:
    assert list(receipts([two[0], 999_999])) == [two[0]]


def test_what_is_at_hand_is_looked_up_without_a_query(two: list[int], django_assert_num_queries: Any) -> None:
    with at_hand(receipts(two)), django_assert_num_queries(0):
        assert [r["slug"] for r in lookup(two).values()] == ["one", "two"]


def test_only_what_is_not_at_hand_is_fetched(two: list[int], django_assert_num_queries: Any) -> None:
    with at_hand(receipts(two[:1])), django_assert_num_queries(1):
        assert list(lookup(two)) == two


def test_the_desk_is_cleared_after_the_page(two: list[int], django_assert_num_queries: Any) -> None:
    with at_hand(receipts(two)):
        pass
    with django_assert_num_queries(1):
        lookup(two)


def test_the_desk_is_cleared_after_a_page_that_fails(two: list[int], django_assert_num_queries: Any) -> None:
    with pytest.raises(RuntimeError), at_hand(receipts(two)):
        raise RuntimeError
    with django_assert_num_queries(1):
        lookup(two)


def test_an_inner_page_has_a_desk_of_its_own(two: list[int], django_assert_num_queries: Any) -> None:
    with at_hand(receipts(two)):
        with at_hand({}):
            pass
        with django_assert_num_queries(0):
            lookup(two)
