"""Pieces of pages are rendered once for what they say, and never for what they do not."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.utils.safestring import mark_safe

from datastory.core import pieces
from datastory.core.pieces import Pieces
from datastory.ledger.models import Figure


class Counted:
    """In the place of Django's loader: templates that say their data, and how often they did."""

    def __init__(self, text: str) -> None:
        self.template = engines["django"].from_string(text)
        self.count = 0

    def get_template(self, name: str) -> "Counted":
        return self

    def render(self, data: dict[str, Any]) -> str:
        self.count += 1
        return str(self.template.render(data))


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted("{{ said }}{{ place.title }}")
    monkeypatch.setattr(pieces, "loader", found)
    return found


def test_the_same_words_are_rendered_once(loader: Counted) -> None:
    kept = Pieces(10_000)
    assert [kept.rendered("a", {"said": [1, "x"]}) for _ in range(3)] == ["[1, &#x27;x&#x27;]"] * 3
    assert loader.count == 1
    kept.rendered("b", {"said": [1, "x"]})
    kept.rendered("a", {"said": [1, "y"]})
    assert loader.count == 3


def test_what_is_of_another_type_is_another_piece(loader: Counted) -> None:
    kept = Pieces(10_000)
    assert {str(kept.rendered("a", {"said": each})) for each in (1, "1", None, True)} == {"1", "None", "True"}
    assert loader.count == 4


def test_words_marked_as_safe_lend_their_mark_to_no_others(loader: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_pieces", Pieces(10_000))
    for said in (mark_safe("<b>"), "<b>"):
        assert pieces.piece("a", said=said) == "&lt;b&gt;"


def test_places_are_told_apart_by_all_their_fields_and_objects_refused(loader: Counted) -> None:
    @dataclass(frozen=True)
    class Place:
        title: str
        url: str

    kept = Pieces(10_000)
    assert kept.rendered("a", {"place": Place("x", "/1/")}) == "x"
    kept.rendered("a", {"place": Place("x", "/2/")})
    assert loader.count == 2
    with pytest.raises(TypeError, match="no plain data"):
        kept.rendered("a", {"said": Figure()})


def test_the_longest_unused_goes_first_and_the_size_is_bounded(loader: Counted) -> None:
    kept = Pieces(100)
    for n in range(20):
        kept.rendered("a", {"said": f"{n:010}"})
        kept.rendered("a", {"said": "0000000000"})
    assert kept.size <= 100 and loader.count == 20
    kept.rendered("a", {"said": "x" * 90})  # more than a quarter of all: rendered, not kept
    assert kept.size <= 100


def test_without_room_nothing_is_kept(loader: Counted) -> None:
    kept = Pieces(0)
    kept.rendered("a", {"said": 1})
    kept.rendered("a", {"said": 1})
    assert loader.count == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    "address", ["/the-fall/", "/checks/", "/charts/market-value/", "/numbers/ipo-first-day-close/"]
)
def test_a_page_says_the_same_whether_its_pieces_are_kept_or_not(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    client.get(address)
    kept = client.get(address).content
    monkeypatch.setattr(pieces, "_pieces", Pieces(0))
    assert client.get(address).content == kept
