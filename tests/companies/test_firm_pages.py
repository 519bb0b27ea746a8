"""A page for each firm and product."""

import re

import pytest
from django.test import Client

from datastory.companies.documented import MOST, documented
from datastory.companies.models import Profile
from datastory.companies.panel import panel
from datastory.companies.relations import TO_COMPANY, relations
from datastory.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_every_firm_and_product_has_a_page(client: Client) -> None:
    for slug in Profile.objects.filter(live=True).values_list("slug", flat=True):
        response = client.get(f"/companies/{slug}/")
        assert response.status_code == 200, slug
        assert len(re.findall(r"<h1\b", response.content.decode())) == 1


def test_it_has_its_events_figures_and_place(client: Client) -> None:
    html = client.get("/companies/vonage/").content.decode()
    events = Event.objects.filter(live=True, subjects__profile__slug="vonage").distinct()
    assert events and all(f'href="/timeline/#event-{event.slug}"' in html for event in events)
    assert 'data-receipt="r-vonage-acquisition-price"' in html
    assert html.count("stack__floor--met") == 4


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("vonage", [("Rival of", "twilio"), ("Part of", "ericsson")]),
        ("segment", [("Bought by", "twilio")]),
        ("ericsson", [("Rival of", "twilio"), ("Part of it", "vonage")]),
    ],
)
def test_its_relations_are_named(slug: str, expected: list[tuple[str, str]]) -> None:
    found = relations(Profile.objects.get(slug=slug), panel())
    assert [(words, other.slug) for words, other in found] == expected


def test_every_relation_has_words_that_lead_to_the_company() -> None:
    assert set(TO_COMPANY) == set(Profile.Relation) - {Profile.Relation.SELF}


def test_the_pages_are_a_chain_in_the_order_of_the_directory(client: Client) -> None:
    slugs = [p.slug for p in panel().profiles]
    for at, slug in enumerate(slugs):
        html = client.get(f"/companies/{slug}/").content.decode()
        before = re.search(r'rel="prev" href="/companies/([^/]+)/"', html)
        after = re.search(r'rel="next" href="/companies/([^/]+)/"', html)
        assert (before and before[1]) == (slugs[at - 1] if at else None)
        assert (after and after[1]) == (slugs[at + 1] if at + 1 < len(slugs) else None)


def test_a_firm_of_no_layer_says_why_it_is_here(client: Client) -> None:
    html = client.get("/companies/stripe/").content.decode()
    assert "In none of the layers" in html and "stack__floor" not in html


def test_an_unpublished_firm_has_no_page_and_no_jack(client: Client) -> None:
    Profile.objects.get(slug="vonage").unpublish()
    assert client.get("/companies/vonage/").status_code == 404
    assert "Vonage</span>" not in client.get("/companies/").content.decode()


def test_an_unknown_firm_is_not_found(client: Client) -> None:
    assert client.get("/companies/nobody/").status_code == 404


def test_firms_are_in_the_sitemap_and_search_leads_to_them(client: Client) -> None:
    assert "/companies/vonage/</loc>" in client.get("/sitemap.xml").content.decode()
    assert 'href="/companies/vonage/"' in client.get("/search/?q=vonage").content.decode()


def test_a_long_bill_is_cut_and_leads_to_the_whole_of_it(client: Client) -> None:
    company = Profile.objects.get(relation="self")
    whole = documented([company])[company.pk]
    assert whole.longer and len(whole.first_receipts) == MOST < len(whole.receipts)
    html = client.get(f"/companies/{company.slug}/").content.decode()
    assert html.count('<tr role="row" id="n-') == MOST
    assert f'href="/numbers/?subject={company.subject.slug}">All {len(whole.receipts)} of them on the bill' in html
