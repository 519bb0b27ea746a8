"""Pages that move keep their embeds and editions; a page that takes another's place gets none of the other's."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from datastory.ledger.pages import NumbersPage
from datastory.sharing.embeds import editions
from datastory.sharing.models import Piece
from datastory.stories.models import ChapterPage, HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def rename(page: Any, slug: str, committed: Any) -> None:
    with committed(execute=True):
        page.slug = slug
        page.save_revision().publish()
    editions.keep()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def test_the_old_address_leads_to_the_embed_where_the_page_now_stands(client: Client, committed: Any) -> None:
    rename(ChapterPage.objects.get(slug="the-fall"), "the-drop", committed)
    response = client.get("/embed/the-fall/?theme=dark&reading=record")
    assert response.status_code == 302 and response["Location"] == "/embed/the-drop/?theme=dark&reading=record"
    assert "X-Frame-Options" not in response and "frame-ancestors" not in response["Content-Security-Policy"]
    assert client.get("/share/the-fall/?theme=dark")["Location"] == "/share/the-drop/?theme=dark"
    said = client.get(f"/oembed/?{urlencode({'url': 'http://testserver/the-fall/'})}").json()
    assert "http://testserver/embed/the-drop/" in said["html"]


def test_a_pinned_embed_is_found_at_its_old_and_its_new_address(client: Client, committed: Any) -> None:
    before = client.get("/embed/the-fall/?v=1").content.decode()
    rename(ChapterPage.objects.get(slug="the-fall"), "the-drop", committed)
    old = client.get("/embed/the-fall/?v=1", follow=True)
    assert old.redirect_chain == [("/embed/the-drop/?v=1", 302)]
    title = re.search(r"<h1.*?</h1>", before)
    assert title and title[0] in old.content.decode() and "Edition 1 of" in old.content.decode()
    assert client.get("/embed/the-drop/?v=2").status_code == 200


def test_receipts_move_with_the_bill_that_they_stand_on(client: Client, committed: Any) -> None:
    rename(NumbersPage.objects.get(), "itemised", committed)
    response = client.get("/embed/numbers/ipo-first-day-close/?v=1", follow=True)
    assert response.redirect_chain == [("/embed/itemised/ipo-first-day-close/?v=1", 302)]
    assert response.status_code == 200 and "$28.53" in response.content.decode()
    assert client.get("/embed/numbers/nothing/").status_code == 404


def test_what_was_withdrawn_is_not_shown_by_what_took_its_place(client: Client, committed: Any) -> None:
    withdrawn = ChapterPage.objects.get(slug="the-fall")
    body, title = withdrawn.body, withdrawn.title
    with committed(execute=True):
        withdrawn.delete()
    editions.keep()
    assert client.get("/embed/the-fall/?v=1").status_code == 410
    words = "What took the place of a chapter that was withdrawn, described in enough words."
    with committed(execute=True):
        page = ChapterPage(title="Another", slug="the-fall", asks="Why?", dek="", search_description=words, body=body)
        HomePage.objects.get().add_child(instance=page)
    editions.keep()
    assert client.get("/embed/the-fall/").status_code == 200
    response = client.get("/embed/the-fall/?v=1")
    assert response.status_code == 400 and title not in response.content.decode()
    assert "did not stand here yet" in response.content.decode()


def test_an_editors_own_redirect_from_a_withdrawn_page_shows_nothing_of_it(client: Client, committed: Any) -> None:
    withdrawn, other = ChapterPage.objects.get(slug="the-fall"), ChapterPage.objects.get(slug="the-question")
    with committed(execute=True):
        withdrawn.unpublish()
    Redirect.add_redirect("/the-fall", redirect_to=other)
    response = client.get("/embed/the-fall/?v=1", follow=True)
    assert response.redirect_chain == [("/embed/the-question/?v=1", 302)]
    assert other.title in response.content.decode() and withdrawn.title not in response.content.decode()


def test_a_redirect_to_itself_or_to_what_is_gone_ends(client: Client) -> None:
    other = ChapterPage.objects.get(slug="the-question")
    Redirect.add_redirect("/nowhere", redirect_to=other)
    Redirect.objects.filter(old_path="/nowhere").update(redirect_page_route_path="/no/such/")
    assert client.get("/embed/nowhere/").status_code == 404
    Redirect.add_redirect("/elsewhere", redirect_to="https://example.org/")
    assert client.get("/embed/elsewhere/").status_code == 404


def test_an_edition_knows_of_each_piece_which_page_it_was_of() -> None:
    pages = dict(Piece.objects.filter(kind="chapter").values_list("path", "page"))
    assert pages == {page.slug: page.pk for page in ChapterPage.objects.live()}
