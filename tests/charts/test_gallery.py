"""What a page shows of a chart: its drawings and its table, without touching the figures behind them."""

from typing import Any

import pytest

from datastory.charts.gallery import charts_with_looks, look_at, looks
from datastory.charts.models import Artifact, ChartPage
from tests import factories
from tests.charts.jobs import point

pytestmark = pytest.mark.django_db


def draw(chart: ChartPage, told: str = "$1", record: str = "$1", borrowed: bool = False, group: str = "") -> None:
    """The four drawings of a chart of one figure, as the pipeline would keep them."""
    for side, text in (("told", told), ("record", record)):
        shown = point(text=text, fallback=borrowed and side == "record", group=group).model_dump()
        for width in ("wide", "narrow"):
            Artifact.objects.create(
                chart=chart, side=side, width=width, digest="", svg=f"<svg>{side} {width}</svg>", points=[shown]
            )


@pytest.fixture
def chart() -> ChartPage:
    return factories.chart("amounts", factories.figure("revenue", "1"))


def test_a_chart_that_was_never_drawn_shows_nothing(chart: ChartPage) -> None:
    assert not look_at(chart).drawn


def test_the_drawings_are_at_hand_by_width(chart: ChartPage) -> None:
    draw(chart)
    assert look_at(chart).told == {"wide": "<svg>told wide</svg>", "narrow": "<svg>told narrow</svg>"}


def test_what_is_on_record_is_shown_where_it_differs(chart: ChartPage) -> None:
    draw(chart, record="$2")
    assert look_at(chart).record["wide"] == "<svg>record wide</svg>"


def test_what_is_on_record_is_not_shown_twice(chart: ChartPage) -> None:
    draw(chart, borrowed=True)
    assert look_at(chart).record == {}


@pytest.mark.parametrize(("record", "borrowed", "cells"), [("$2", False, ("$1", "$2")), ("$1", True, ("$1", ""))])
def test_the_table_leaves_borrowed_values_out(
    chart: ChartPage, record: str, borrowed: bool, cells: tuple[str, str]
) -> None:
    draw(chart, "$1", record, borrowed)
    (row,) = look_at(chart).table
    assert (row["told"], row["record"]) == cells


@pytest.mark.parametrize(("group", "grouped"), [("North", True), ("", False)])
def test_the_table_has_a_column_of_series_if_there_are_any(chart: ChartPage, group: str, grouped: bool) -> None:
    draw(chart, group=group)
    assert look_at(chart).grouped is grouped


def test_many_charts_take_one_query(chart: ChartPage, django_assert_num_queries: Any) -> None:
    charts = [chart, *(factories.chart(f"chart-{n}") for n in range(5))]
    draw(chart)
    with django_assert_num_queries(1):
        assert [look.page.slug for look in looks(charts)] == [page.slug for page in charts]


def test_drawn_charts_and_their_looks_take_one_query(chart: ChartPage, django_assert_num_queries: Any) -> None:
    draw(chart)
    with django_assert_num_queries(1):
        assert charts_with_looks([chart.pk])[chart.pk].look.drawn


def test_charts_that_are_not_drawn_take_a_second_query(chart: ChartPage, django_assert_num_queries: Any) -> None:
    draw(chart)
    undrawn = [factories.chart(f"chart-{n}").pk for n in range(5)]
    with django_assert_num_queries(2):
        assert set(charts_with_looks([*undrawn, chart.pk])) == {*undrawn, chart.pk}


def test_the_look_that_came_with_a_chart_takes_no_query(chart: ChartPage, django_assert_num_queries: Any) -> None:
    draw(chart)
    fetched = charts_with_looks([chart.pk])[chart.pk]
    with django_assert_num_queries(0):
        assert look_at(fetched).told["wide"] == "<svg>told wide</svg>"
