"""A chart page is described in words, and placed figures keep their order."""

import pytest
from django.core.exceptions import ValidationError

from datastory.charts.models import ChartPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alternative", ["", "A chart.", " " * 80])
def test_a_chart_must_be_described_for_who_cannot_see_it(alternative: str) -> None:
    page = ChartPage(title="Amounts", search_description=factories.ENOUGH, alternative=alternative)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert refused.value.message_dict == {
        "alternative": ["Describe the chart in a sentence or two (40 characters at least)."]
    }


def test_the_figures_of_a_chart_keep_the_order_in_which_they_were_placed() -> None:
    one, two = (factories.figure(slug, "1") for slug in ("one", "two"))
    assert factories.chart("amounts", two, one).figure_pks() == [two.pk, one.pk]


def test_a_deleted_figure_leaves_a_chart_readable() -> None:
    one, two = (factories.figure(slug, "1") for slug in ("one", "two"))
    chart = factories.chart("amounts", one, two)
    one.delete()
    assert ChartPage.objects.get(pk=chart.pk).figure_pks() == [two.pk]


@pytest.mark.parametrize("kind", ["bars", "line", "ranges", "shares"])
def test_a_chart_is_of_the_kind_of_its_block(kind: str) -> None:
    assert factories.chart("amounts", kind=kind).kind == kind


def test_a_chart_without_a_block_has_no_figures() -> None:
    assert (ChartPage().figure_pks(), ChartPage().kind) == ([], "")
