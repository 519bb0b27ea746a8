"""What every entry and every page have in common."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from datastory.charts.models import ChartPage
from datastory.core.models import slug_form
from datastory.ledger.models import Source
from tests import factories


@pytest.mark.parametrize("slug", ["a", "7", "market-cap-peak", "fy2024", "10-k"])
def test_a_slug_is_lower_case_with_single_hyphens(slug: str) -> None:
    slug_form(slug)


@pytest.mark.parametrize(
    "slug", ["", "Market", "market_cap", "-market", "market-", "market--cap", "market cap", "märkte", "a/b", "١"]
)
def test_another_slug_is_refused_by_a_sentence_with_an_example(slug: str) -> None:
    with pytest.raises(
        ValidationError, match="Write lower-case letters, digits and single hyphens, such as market-cap"
    ):
        slug_form(slug)


def test_an_entry_is_held_to_that_form() -> None:
    with pytest.raises(ValidationError, match="Write lower-case letters, digits and single hyphens"):
        Source(slug="The_Press", kind="press", title="The press").clean_fields()


@pytest.mark.django_db
def test_a_slug_is_given_once() -> None:
    factories.source("press")
    with pytest.raises(ValidationError) as refused:
        Source(slug="press", kind="press", title="Another").full_clean()
    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.django_db
def test_a_new_entry_goes_to_the_end_of_its_list() -> None:
    assert [factories.source(slug).position for slug in ("b", "a")] == [1, 2]


@pytest.mark.django_db
def test_an_entry_keeps_its_place_when_it_is_saved_again() -> None:
    first = factories.source("first")
    factories.source("second")
    first.save()
    assert first.position == 1


@pytest.mark.django_db
def test_entries_are_listed_by_their_place() -> None:
    for slug in ("b", "a"):
        factories.source(slug)
    assert [source.slug for source in Source.objects.all()] == ["b", "a"]


def page(description: str) -> ChartPage:
    return ChartPage(title="Amounts", slug="amounts", alternative=factories.ENOUGH, search_description=description)


@pytest.mark.parametrize("description", ["", "Too short.", " " * 60, "x" * 39])
def test_a_page_must_be_described(description: str) -> None:
    with pytest.raises(ValidationError) as refused:
        page(description).clean()
    assert refused.value.message_dict == {
        "search_description": ["Describe the page in 40 to 160 characters: search engines and shared links show it."]
    }


@pytest.mark.django_db
def test_a_described_page_is_accepted() -> None:
    described = page("x" * 40)
    described.full_clean(exclude=["path", "depth", "drawing", "measure"])
    assert isinstance(described, Page)
