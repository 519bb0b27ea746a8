"""What a page may cost, where it can be counted without a browser (BUDGETS)."""

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from datastory.core.page_cache.copies import BROTLI_QUALITY
from datastory.ledger.models import Figure
from datastory.stories.models import ChapterPage, Term
from datastory.timeline.models import Event
from tests.pages.addresses import PAGES
from tests.tenfold import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MOST_OF_A_CHAPTER = 40_000


def queries(client: Client, address: str) -> int:
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_every_chapter_with_its_charts_is_small_enough(client: Client) -> None:
    sizes = {}
    for slug in ChapterPage.objects.live().values_list("slug", flat=True):
        html = client.get(f"/{slug}/").content
        sizes[slug] = len(brotli.compress(html, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
    assert sizes and max(sizes.values()) <= MOST_OF_A_CHAPTER, sizes


def test_ten_times_the_story_takes_no_more_queries(client: Client) -> None:
    for address in PAGES.values():  # what a process asks once in its life
        client.get(address)
    before = {name: queries(client, address) for name, address in PAGES.items()}
    counts = [model.objects.count() for model in (Figure, Event, Term, ChapterPage)]
    multiply()
    assert [model.objects.count() for model in (Figure, Event, Term, ChapterPage)] == [10 * n for n in counts]
    assert {name: queries(client, address) for name, address in PAGES.items()} == before
