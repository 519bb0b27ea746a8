"""The whole story on one page."""

import re

import pytest
from django.test import Client

from datastory.stories.models import ChapterPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_it_holds_every_published_chapter_in_order(client: Client) -> None:
    html = client.get("/whole-story/").content.decode()
    slugs = list(ChapterPage.objects.live().order_by("path").values_list("slug", flat=True))
    found = re.findall(r'whole__chapter" id="([-\w]+)"', html)
    assert found == slugs and len(slugs) > 10


def test_a_draft_is_not_in_it(client: Client) -> None:
    ChapterPage.objects.get(slug="the-fall").unpublish()
    assert 'id="the-fall"' not in client.get("/whole-story/").content.decode()


def test_it_has_every_number_and_chart_of_its_chapters(client: Client) -> None:
    html = client.get("/whole-story/").content.decode()
    alone = client.get("/the-fall/").content.decode()
    prose = "".join(re.findall(r'<div class="prose".*?</div>', alone, re.S))
    numbers = set(re.findall(r'data-receipt="([^"]+)"', prose))
    charts = set(re.findall(r'data-chart="([^"]+)"', alone))
    assert len(numbers) > 10 and numbers <= set(re.findall(r'data-receipt="([^"]+)"', html))
    assert charts and charts <= set(re.findall(r'data-chart="([^"]+)"', html))


def test_paragraphs_are_numbered_through(client: Client) -> None:
    numbers = [int(n) for n in re.findall(r'class="para" id="p(\d+)"', client.get("/whole-story/").content.decode())]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 60


def test_the_cover_leads_to_it(client: Client) -> None:
    assert 'href="/whole-story/"' in client.get("/").content.decode()
