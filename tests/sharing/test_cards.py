"""Social cards and what the head of a page says of it."""

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from PIL import Image

from datastory.sharing.cards import shelf
from datastory.sharing.cards.drawing import MOST_LINES, broken, draw
from datastory.sharing.cards.text import Card, Slip
from datastory.stories.models import ChapterPage
from tests.pages.addresses import PAGES

SLIP = Slip("Receipt 014", "Close of the first day", "$28.53", (("when", "June 2016"),), "does-not")
CARD = Card("A story", "Chapter 05", "What the market took back", SLIP)


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_equal_cards_are_equal_bytes_and_others_are_not() -> None:
    assert draw(CARD) == draw(CARD)
    others = [Card("A story", "Chapter 05", "What the market gave", SLIP), Card("A story", "Chapter 05", CARD.title)]
    assert len({CARD.digest, *(other.digest for other in others)}) == 3
    assert len({draw(CARD), *(draw(other) for other in others)}) == 3


def test_a_card_has_the_size_that_networks_ask_for_and_few_bytes() -> None:
    picture = draw(CARD)
    assert image(picture).size == (1200, 630)
    assert len(picture) < 40_000


@pytest.mark.parametrize("title", ["A", "Of " * 60, "W" * 140, "≠ Ω 漢字", ""])
@pytest.mark.parametrize("value", ["1", "about $1,234,567,890.12 billion a year", ""])
def test_any_words_make_a_card(title: str, value: str) -> None:
    slip = Slip("Receipt 001", "W" * 60, value, (("as told", "x" * 50),) * 9, "disagree")
    assert image(draw(Card("S" * 80, "A" * 80, title, slip))).size == (1200, 630)


def test_lines_break_between_words_within_the_room() -> None:
    lines = broken("one two three four", len, 9)
    assert lines == ["one two", "three", "four"]
    assert MOST_LINES == 4


# the cards of pages


@pytest.fixture
def cards(settings: Any, tmp_path: Path) -> Path:
    settings.CARDS_ROOT = tmp_path / "cards"
    return tmp_path / "cards"


def said(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', html))


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_every_page_names_a_card_that_is_drawn_when_it_is_asked_for(client: Client, cards: Path, address: str) -> None:
    meta = said(client.get(address).content.decode())
    assert meta["twitter:card"] == "summary_large_image"
    assert len(meta["og:description"]) >= 40 and meta["og:title"] and meta["og:site_name"]
    assert urlsplit(meta["og:url"]).path == address.split("?")[0]
    place = urlsplit(meta["og:image"])
    assert place.scheme and place.netloc, "an address without a host is of no use where a page is shared"
    response = client.get(place.path, follow="?" in address)  # what a query narrows has the card of its page
    assert response.status_code == 200 and response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert image(response.content).size == (1200, 630)
    assert [path.stem for path in cards.glob("*.png")] == [
        response.request["PATH_INFO"].split("/")[2].removesuffix(".png")
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
def test_a_card_is_drawn_once(client: Client, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = urlsplit(said(client.get("/the-fall/").content.decode())["og:image"]).path
    first = client.get(place)
    monkeypatch.setattr("datastory.sharing.cards.drawing.draw", lambda card: pytest.fail("drawn again"))
    assert client.get(place).content == first.content
    assert client.get(place, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
def test_an_old_address_leads_to_the_present_card(client: Client, cards: Path) -> None:
    old = "/cards/00000000000000000000/the-fall.png"
    present = urlsplit(said(client.get("/the-fall/").content.decode())["og:image"]).path
    assert client.get(old)["Location"] == present


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
def test_a_changed_title_is_another_card(client: Client, cards: Path) -> None:
    before = said(client.get("/the-fall/").content.decode())["og:image"]
    chapter = ChapterPage.objects.get(slug="the-fall")
    title, chapter.title = chapter.title, "Another title"
    chapter.save_revision().publish()
    assert said(client.get("/the-fall/").content.decode())["og:image"] != before
    chapter.title = title
    chapter.save_revision().publish()
    assert said(client.get("/the-fall/").content.decode())["og:image"] == before


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
def test_nothing_is_drawn_for_what_is_not_there_or_not_public(client: Client, cards: Path) -> None:
    chapter = ChapterPage.objects.get(slug="the-question")
    chapter.view_restrictions.create(restriction_type="login")
    for path in ("/no-such-page", "/the-question", "/numbers/no-such-figure"):
        assert client.get(f"/cards/00000000000000000000{path}.png").status_code == 404, path
    assert not cards.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
def test_the_oldest_cards_leave_when_there_are_too_many(cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 3)
    for number in range(5):
        shelf.drawn(Card("A story", "", f"Title {number}"))
    assert len(list(cards.glob("*.png"))) == 3


def test_an_error_page_has_no_card(client: Client, db: None) -> None:
    assert said(client.get("/no-such-page/").content.decode()) == {}
