"""A page for each firm and product."""

import re

import pytest
from django.test import Client

from datastory.companies.models import Profile
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


def test_an_unpublished_firm_has_no_page_and_no_jack(client: Client) -> None:
    Profile.objects.get(slug="vonage").unpublish()
    assert client.get("/companies/vonage/").status_code == 404
    assert "Vonage</span>" not in client.get("/companies/").content.decode()


def test_an_unknown_firm_is_not_found(client: Client) -> None:
    assert client.get("/companies/nobody/").status_code == 404


def test_firms_are_in_the_sitemap_and_search_leads_to_them(client: Client) -> None:
    assert "/companies/vonage/</loc>" in client.get("/sitemap.xml").content.decode()
    assert 'href="/companies/vonage/"' in client.get("/search/?q=vonage").content.decode()
