"""Where a figure is used: it is said, and what is used is not deleted."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from datastory.core.navigation import navigation_of
from datastory.ledger.models import Figure
from datastory.ledger.usage import Place, places
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured() -> Figure:
    return factories.figure("measured", "1")


def deleted(admin_client: Client, entry: Figure) -> bool:
    """Whether an editor who asks for it, and confirms, gets the figure deleted."""
    admin_client.post(reverse("wagtailsnippets_ledger_figure:delete", args=[entry.pk]), follow=True)
    return not Figure.objects.filter(pk=entry.pk).exists()


def deleted_in_bulk(admin_client: Client, entry: Figure) -> bool:
    """The same from the list of figures, where several can be ticked."""
    address = reverse("wagtail_bulk_action", args=["ledger", "figure", "delete"])
    admin_client.post(f"{address}?id={entry.pk}", follow=True)
    return not Figure.objects.filter(pk=entry.pk).exists()


def shown_in(entry: Figure) -> list[Place]:
    return places([entry.pk], navigation_of(RequestFactory().get("/"))).get(entry.pk, [])


def put_into_a_text(entry: Figure) -> None:
    factories.event("ipo", "2016", text=f'<p><embed embedtype="figure" id="{entry.pk}"/></p>')


def put_into_a_sum(entry: Figure) -> None:
    factories.check("sum", f"{entry.slug} * 2", ("2", "USD"))


def put_into_an_expectation(entry: Figure) -> None:
    factories.check("sum", "other * 2", entry)


def put_into_a_chart(entry: Figure) -> None:
    factories.chart("amounts", entry)


USES = [put_into_a_text, put_into_a_sum, put_into_an_expectation, put_into_a_chart]


@pytest.mark.parametrize("delete", [deleted, deleted_in_bulk])
@pytest.mark.parametrize("use", USES)
def test_a_figure_in_use_is_not_deleted(
    admin_client: Client, measured: Figure, use: Any, delete: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        use(measured)
    assert not delete(admin_client, measured)


@pytest.mark.parametrize("delete", [deleted, deleted_in_bulk])
def test_a_figure_that_nothing_uses_is_deleted(admin_client: Client, measured: Figure, delete: Any) -> None:
    assert delete(admin_client, measured)


def test_an_editor_is_told_why_a_figure_stays(admin_client: Client, measured: Figure) -> None:
    put_into_a_sum(measured)
    response = admin_client.post(reverse("wagtailsnippets_ledger_figure:delete", args=[measured.pk]), follow=True)
    assert "Measured: $1 is in use; take it out there first" in response.content.decode()


def test_a_figure_is_used_in_the_pages_that_show_it(measured: Figure, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        chart = factories.chart("amounts", measured)
        factories.chart("others", factories.figure("other", "1"))
    assert [place.title for place in shown_in(measured)] == [chart.title]


def test_a_page_that_is_not_published_is_not_named(measured: Figure, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.chart("amounts", measured).unpublish()
    assert shown_in(measured) == []
