"""The search page: what it finds by words, names and numbers."""

import re
from html import unescape

import pytest
from django.test import Client

from datastory.ledger.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def figures(client: Client, words: str) -> dict[str, str]:
    """What is said of each figure found, by its slug."""
    html = client.get("/search/", {"q": words}).content.decode()
    return {
        slug: unescape(note) for slug, note in re.findall(r'href="/numbers/([^"/]+)/">[^<]+</a> <span>(.*?)<', html)
    }


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("28.53", "ipo-first-day-close"),
        ("$28.53", "ipo-first-day-close"),
        ("28.79", "ipo-first-day-close"),  # on record
        ("closing 28.53", "ipo-first-day-close"),
        ("17%", "layoff-second-share"),
        ("$2.4B", "ipo-market-cap"),
        ("2.4 billion", "ipo-market-cap"),
        ("over $70b", "market-cap-peak"),
        ("one in three", "verification-code-share"),
    ],
)
def test_a_figure_is_found_by_its_value_told_or_on_record(client: Client, words: str, slug: str) -> None:
    assert slug in figures(client, words)


def test_a_number_is_found_from_its_beginning_and_not_within_another(client: Client) -> None:
    values = figures(client, "28").values()
    assert values and all(re.search(r"(?<![\d.,])28", value) for value in values), values


def test_a_whole_number_comes_before_those_that_it_begins(client: Client) -> None:
    values = list(figures(client, "$3").values())
    whole = [bool(re.search(r"\$3(?![\d.])", value)) for value in values]
    assert whole == sorted(whole, reverse=True)


def test_a_figure_is_named_once_with_both_values_where_they_differ(client: Client) -> None:
    assert figures(client, "28.53")["ipo-first-day-close"].startswith("$28.53, $28.79 on record, ")


def test_a_date_is_not_said_twice(client: Client) -> None:
    assert figures(client, "founded")["founding-date"] == "2008"
    assert figures(client, "signed")["segment-acquisition-date"] == "October 2020, 12 October 2020 on record"


def test_a_draft_is_not_found_by_its_value(client: Client) -> None:
    Figure.objects.get(slug="ipo-first-day-close").unpublish()
    assert "ipo-first-day-close" not in figures(client, "28.53")


@pytest.mark.parametrize("words", ["28(", "[0-9]+", "\\", "$", "−5%", "1 " * 60, "' OR 1=1", "^.*"])
def test_signs_of_a_pattern_are_signs(client: Client, words: str) -> None:
    assert client.get("/search/", {"q": words}).status_code == 200
