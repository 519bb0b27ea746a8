"""Pinned editions: what was published stays as it stood, with its figures and charts, and says what changed since."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from datastory.charts.models import ChartPage
from datastory.charts.pipeline import compile_charts
from datastory.ledger.models import Figure
from datastory.sharing.embeds import editions
from datastory.sharing.models import Body, Edition, Piece
from datastory.stories.models import ChapterPage, HomePage
from datastory.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

Commit = Any  # runs what waits for the end of the transaction


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What is done in it is done as if the transaction had ended."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def banner(html: str) -> str:
    found = re.search(r'<aside class="embed__banner".*?</aside>', html, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())


def publish_figure(committed: Any, slug: str = "ipo-first-day-close", value: str = "31.31") -> None:
    with committed():
        figure = Figure.objects.get(slug=slug)
        reading = figure.readings.first()
        reading.value = value
        figure.readings.set([reading, *list(figure.readings.all())[1:]])
        figure.save_revision().publish()


def test_loading_a_story_and_drawing_its_charts_keeps_the_first_edition() -> None:
    [edition] = Edition.objects.all()
    kinds = set(Piece.objects.filter(since=edition, until=None).values_list("kind", flat=True))
    assert kinds == {"timeline", "chart", "chapter", "bill", "receipt", "check", "companies"}


def test_nothing_is_kept_where_nothing_changed() -> None:
    assert editions.keep() is None
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["the-question", "numbers/ipo-first-day-close", "numbers", "checks/first-day-close", "timeline"]
)
def test_a_pinned_embed_keeps_its_figures_and_says_how_many_changed(client: Client, committed: Any, path: str) -> None:
    before = read(client, f"/embed/{path}/?v=1")
    assert "$28.53" in before and "It is the newest." in banner(before)
    publish_figure(committed)
    assert editions.keep()
    now, pinned = read(client, f"/embed/{path}/"), read(client, f"/embed/{path}/?v=1")
    assert "$31.31" in now
    assert "$28.53" in pinned and "$31.31" not in pinned
    said = banner(pinned)
    assert said.startswith("Edition 1 of") and re.search(r"\d+ figures? here (has|have) changed since", said)
    assert 'href="/embed/' + path in pinned.replace("?v=1", "")


def test_one_changed_figure_is_counted_as_one(client: Client, committed: Any) -> None:
    publish_figure(committed)
    editions.keep()
    said = banner(read(client, "/embed/numbers/?v=1&figures=ipo-first-day-close,revenue-fy2024"))
    assert "1 figure here has changed since" in said
    assert "nothing here has changed since" in banner(read(client, "/embed/numbers/?v=1&figures=revenue-fy2024"))


def test_a_pinned_chart_keeps_its_drawing(client: Client, committed: Any) -> None:
    publish_figure(committed, "market-cap-mid-2025", "2.15E+10")
    compile_charts(ChartPage.objects.filter(slug="market-value"))
    assert editions.keep()
    assert "$21.5B" in read(client, "/embed/charts/market-value/")
    pinned = read(client, "/embed/charts/market-value/?v=1")
    assert "$19.4B" in pinned and "$21.5B" not in pinned


def test_changed_words_are_told_apart_from_changed_figures(client: Client, committed: Any) -> None:
    with committed():
        chapter = ChapterPage.objects.get(slug="the-fall")
        chapter.dek = "Said otherwise."
        chapter.save_revision().publish()
    editions.keep()
    assert "Said otherwise." in read(client, "/embed/the-fall/?v=2")
    pinned = read(client, "/embed/the-fall/?v=1")
    assert "Said otherwise." not in pinned
    assert "The words have changed since, the figures have not." in banner(pinned)


def test_publishing_a_page_keeps_an_edition_by_itself(settings: Any, committed: Any) -> None:
    settings.EDITIONS_KEPT_ON_PUBLISH = True
    with committed():
        chapter = ChapterPage.objects.get(slug="the-fall")
        chapter.dek = "Said otherwise."
        chapter.save_revision().publish()
    assert Edition.objects.count() == 2


def test_publishing_a_figure_keeps_an_edition_once_its_charts_are_drawn(settings: Any, committed: Any) -> None:
    settings.EDITIONS_KEPT_ON_PUBLISH = settings.CHARTS_COMPILE_ON_PUBLISH = True
    publish_figure(committed, "market-cap-mid-2025", "2.15E+10")
    assert Edition.objects.count() == 2  # one, not one before the drawing and one after it
    piece = Piece.objects.get(path="charts/market-value", until=None)
    assert "$21.5B" in editions.unpacked(piece.body)["html"]


def test_a_draft_begins_no_edition(committed: Any) -> None:
    with committed():
        chapter = ChapterPage.objects.get(slug="the-fall")
        chapter.dek = "Not yet."
        chapter.save_revision()
        event = Event.objects.first()
        event.title = "Not yet."
        event.save_revision()
    assert editions.keep() is None


def test_what_was_withdrawn_is_told_and_its_editions_are_not_shown(client: Client, committed: Any) -> None:
    with committed():
        ChapterPage.objects.get(slug="the-fall").unpublish()
    editions.keep()
    for address in ("/embed/the-fall/", "/embed/the-fall/?v=1"):
        html = read(client, address, 410)
        assert "The chapter that stood here was withdrawn on" in html and "took back" not in html


def test_what_was_deleted_is_told_like_what_was_withdrawn(client: Client, committed: Any) -> None:
    with committed():
        ChapterPage.objects.get(slug="the-fall").delete()
    editions.keep()
    assert "was withdrawn on" in read(client, "/embed/the-fall/?v=1", 410)


def test_a_withdrawn_figure_is_counted_where_it_is_still_shown(client: Client, committed: Any) -> None:
    with committed():
        Figure.objects.get(slug="ipo-first-day-close").unpublish()
    editions.keep()
    read(client, "/embed/numbers/ipo-first-day-close/?v=1", 410)
    said = banner(read(client, "/embed/the-question/?v=1"))
    assert "withdrawn" in said


def test_what_did_not_stand_yet_is_told(client: Client, committed: Any) -> None:
    with committed():
        fall = ChapterPage.objects.get(slug="the-fall")
        words = "A chapter that was written after the first edition, described in enough words."
        drop = ChapterPage(title="The drop", slug="the-drop", asks="Why?", dek="", search_description=words)
        drop.body = fall.body
        HomePage.objects.get().add_child(instance=drop)
    editions.keep()
    assert "In edition 1 this did not stand here yet." in read(client, "/embed/the-drop/?v=1", 400)
    assert "The drop" in read(client, "/embed/the-drop/?v=2")


def test_what_goes_back_to_what_it_was_is_not_kept_twice(committed: Any) -> None:
    count = Body.objects.count()
    publish_figure(committed, value="31.31")
    editions.keep()
    grown = Body.objects.count()
    assert count < grown < count * 1.2  # what did not change is not kept again
    publish_figure(committed, value="28.53")
    editions.keep()
    assert Body.objects.count() == grown and Edition.objects.count() == 3


def test_old_editions_are_thinned_to_one_a_day_and_then_one_a_month(client: Client, committed: Any) -> None:
    values = ["31.31", "32.32", "33.33", "34.34"]
    for value in values:
        publish_figure(committed, value=value)
        editions.keep()
    now = timezone.now()
    for number, days in {1: 900, 2: 200, 3: 200, 4: 199, 5: 0}.items():
        Edition.objects.filter(pk=number).update(made=now - timedelta(days=days))
    assert editions.thin(now) == 1
    assert list(Edition.objects.order_by("pk").values_list("pk", flat=True)) == [1, 3, 4, 5]
    html = read(client, "/embed/numbers/ipo-first-day-close/?v=2")
    assert "$32.32" in html and "Edition 2 is no longer kept by itself" in banner(html)
    assert "$28.53" in read(client, "/embed/numbers/ipo-first-day-close/?v=1")
    assert "$33.33" in read(client, "/embed/numbers/ipo-first-day-close/?v=4")
    assert not Body.objects.filter(pieces=None).exists()


def test_the_last_edition_is_never_thinned_out() -> None:
    now = timezone.now() + timedelta(days=5000)
    assert editions.thin(now) == 0 and Edition.objects.count() == 1
