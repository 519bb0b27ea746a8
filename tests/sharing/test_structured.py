"""Structured data of every page type."""

import json
from typing import Any

import pytest
from django.test import Client

from datastory.ledger.models import Check, Figure
from datastory.sharing.structured import script
from datastory.stories.models import Term
from datastory.timeline.models import Event
from tests.pages.addresses import PAGES

from .schema_org import data_of, nodes_of, validate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def of_type(client: Client, address: str, name: str) -> list[dict[str, Any]]:
    return [node for node in nodes_of(data_of(client.get(address).content.decode())) if node["@type"] == name]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_it_is_of_the_vocabulary_and_every_reference_leads_to_a_node(client: Client, address: str) -> None:
    data = data_of(client.get(address).content.decode())
    cover = data_of(client.get("/").content.decode())
    known = {node["@id"]: node["@type"] for node in nodes_of([cover, data]) if "@id" in node}
    validate(data, known)


@pytest.mark.parametrize("address", [a for a in PAGES.values() if a not in ("/", "/whole-story/")])
def test_breadcrumbs_lead_from_the_cover_to_the_page(client: Client, address: str) -> None:
    (crumbs,) = of_type(client, address, "BreadcrumbList")
    steps = crumbs["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"]["@id"].rstrip("/").count("/") == 2
    for step in steps:
        assert client.get("/" + step["item"]["@id"].split("/", 3)[3]).status_code == 200
    assert steps[-1]["item"]["@id"].endswith(address.split("?")[0])


def test_a_chart_stands_under_the_charts_and_a_receipt_under_the_bill(client: Client) -> None:
    for address in ("/charts/market-value/", "/numbers/ipo-first-day-close/"):
        (crumbs,) = of_type(client, address, "BreadcrumbList")
        assert len(crumbs["itemListElement"]) == 3


def test_the_cover_says_how_to_search(client: Client) -> None:
    (site,) = of_type(client, "/", "WebSite")
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert site["potentialAction"]["query-input"] == "required name=search_term_string"
    assert client.get(template.replace("{search_term_string}", "revenue")).status_code == 200


def test_a_chapter_is_an_article_with_its_question(client: Client) -> None:
    (article,) = of_type(client, "/the-fall/", "Article")
    assert article["headline"] and article["alternativeHeadline"].endswith("?")
    assert article["wordCount"] > 100 and article["timeRequired"].startswith("PT")


def test_every_event_is_dated_no_more_precisely_than_it_is_known(client: Client) -> None:
    found = {node["@id"].split("#event-")[1]: node["startDate"] for node in of_type(client, "/timeline/", "Event")}
    events = {event.slug: event for event in Event.objects.filter(live=True)}
    assert found.keys() == events.keys()
    lengths = {"day": 10, "month": 7}
    assert all(len(found[slug]) == lengths.get(event.precision, 4) for slug, event in events.items())


def test_firms_are_organizations(client: Client) -> None:
    assert len(of_type(client, "/companies/", "Organization")) > 10


def test_every_term_is_defined_within_its_set_in_plain_words(client: Client) -> None:
    terms = of_type(client, "/glossary/", "DefinedTerm")
    assert len(terms) == Term.objects.filter(live=True).count()
    assert all(term["description"] and "<" not in term["description"] for term in terms)


def test_every_check_that_came_to_something_is_a_reviewed_claim(client: Client) -> None:
    told = Check.objects.filter(live=True).exclude(outcome__told="cannot").values_list("slug", flat=True)
    reviews = of_type(client, "/checks/", "ClaimReview")
    assert {review["url"].split("/checks/")[1].strip("/") for review in reviews} == set(told)
    assert {review["reviewRating"]["ratingValue"] for review in reviews} <= {1, 4, 5}


def test_a_figure_without_a_record_is_not_called_reviewed(client: Client) -> None:
    figure = Figure.objects.filter(live=True, receipt__stamp="open").first()
    assert figure
    assert of_type(client, f"/numbers/{figure.slug}/", "ClaimReview") == []


def test_nothing_in_the_data_can_end_its_block() -> None:
    hostile = {"name": "</script><script>alert(1)</script><!-- & \u2028"}
    block = script(hostile)
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside) == hostile
