"""What the search suggests."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from datastory.ledger.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def suggested(client: Client, words: str) -> list[dict[str, Any]]:
    found = client.get("/suggest.json", {"q": words}).json()["suggestions"]
    return list(found)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("what the mark", "chapter"),
        ("method", "page"),
        ("utility", "chart"),
        ("reve", "figure"),
        ("sendg", "event"),
        ("vona", "firm"),
        ("activ", "term"),
    ],
)
def test_the_beginning_of_a_word_finds_every_kind(client: Client, words: str, kind: str) -> None:
    found = [each for each in suggested(client, words) if each["kind"] == kind]
    assert 1 <= len(found) <= 3 and all(each["title"] for each in found)


@pytest.mark.parametrize(("words", "name"), [("seg", "Segment"), ("segment", "Segment"), ("tw", "Twilio")])
def test_a_name_comes_before_all_that_only_mentions_it(client: Client, words: str, name: str) -> None:
    first = suggested(client, words)[0]
    assert (first["kind"], first["title"]) == ("firm", name)


@pytest.mark.parametrize(("words", "slug"), [("28.5", "ipo-first-day-close"), ("$2.4B", "ipo-market-cap")])
def test_a_figure_is_suggested_by_its_value(client: Client, words: str, slug: str) -> None:
    assert f"/numbers/{slug}/" in [each["url"] for each in suggested(client, words)]


def test_a_note_says_nothing_twice(client: Client) -> None:
    notes = [each["note"] for words in ("segment deal", "founded") for each in suggested(client, words)]
    dated = [note.split(", ") for note in notes if note]
    assert dated and all(len(set(parts)) == len(parts) for parts in dated)


def test_every_suggestion_leads_somewhere(client: Client) -> None:
    found = [each for words in ("re", "tw", "ma", "se") for each in suggested(client, words)]
    assert len(found) > 10
    assert all(client.get(each["url"].split("#")[0]).status_code == 200 for each in found)


@pytest.mark.parametrize("words", ["", "r", "\x00\x00", '"*^:(', "zzzzqq"])
def test_what_says_nothing_suggests_nothing(client: Client, words: str) -> None:
    assert suggested(client, words) == []


@pytest.mark.parametrize("words", ['"; drop table', "a" * 5000, "<script>alert(1)</script>", "OR AND NOT", "ⅷ ﷽ 🂡"])
def test_hostile_words_are_words(client: Client, words: str) -> None:
    response = client.get("/suggest.json", {"q": words})
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    assert len(response.json()["query"]) <= 100


def test_a_draft_is_not_suggested(client: Client) -> None:
    figure = Figure.objects.get(slug="revenue-fy2024")
    before = [each["url"] for each in suggested(client, figure.label)]
    figure.unpublish()
    assert f"/numbers/{figure.slug}/" not in [each["url"] for each in suggested(client, figure.label)]
    assert before


def test_it_costs_ten_queries_at_the_most(client: Client) -> None:
    suggested(client, "reve")
    with CaptureQueriesContext(connection) as found:
        suggested(client, "mark")
    assert len(found) <= 10
