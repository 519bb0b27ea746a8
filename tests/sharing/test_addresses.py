"""Addresses for those who index the site, install it, or read it offline."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_llms_txt_lists_every_chapter_and_page_with_a_sentence(client: Client) -> None:
    response = client.get("/llms.txt")
    text = response.content.decode()
    assert text.startswith("# ") and "\n> " in text
    links = re.findall(r"^- \[[^]]+\]\(([^)]+)\): \S", text, re.M)
    assert len(links) == len(set(links)) > 20
    assert all(client.get("/" + link.split("/", 3)[3]).status_code == 200 for link in links)


def test_a_draft_is_not_in_llms_txt(client: Client) -> None:
    from datastory.stories.models import ChapterPage

    ChapterPage.objects.get(slug="the-fall").unpublish()
    assert "/the-fall/" not in client.get("/llms.txt").content.decode()


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    response = client.get("/site.webmanifest")
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["name"] and manifest["scope"] == "/"
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512", "any"} <= sizes
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])


def test_pages_point_to_rules_for_following_links_by_a_header(client: Client) -> None:
    header = client.get("/the-fall/")["Speculation-Rules"]
    response = client.get(header.strip('"'))
    assert response["Content-Type"] == "application/speculationrules+json"
    (rule,) = response.json()["prefetch"]
    assert "/admin/*" in str(rule["where"]) and "/embed/*" in str(rule["where"])


def test_the_worker_is_another_in_each_generation(client: Client) -> None:
    from datastory.core.generation import generation

    generation().advance()
    first = client.get("/sw.js").content
    generation().advance()
    assert client.get("/sw.js").content != first


@pytest.mark.parametrize(
    "address", ["/sw.js", "/llms.txt", "/site.webmanifest", "/offline/", "/robots.txt", "/feed.xml"]
)
def test_what_goes_with_the_pages_is_for_everybody_too(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "public" in response["Cache-Control"] and not response.cookies
