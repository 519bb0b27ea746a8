"""The page of a chart: figures with receipts, files, citation, what machines read, who uses it."""

import json
import re

import pytest
from django.test import Client

from datastory.charts.models import Artifact, ChartPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def page(client: Client, slug: str = "market-value") -> str:
    return client.get(f"/charts/{slug}/").content.decode()


def graph(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    return list(json.loads(found[1])["@graph"])


def test_every_figure_stands_with_its_receipt_and_verdict(client: Client) -> None:
    html = page(client)
    for slug in ("ipo-market-cap", "market-cap-peak", "market-cap-trough", "market-cap-mid-2025"):
        assert f'href="/numbers/{slug}/"' in html
    assert "Not on record" in html


def test_all_files_are_linked(client: Client) -> None:
    html = page(client)
    for name in (
        "data.csv",
        "data.json",
        "data.xlsx",
        "chart.png",
        "chart.svg",
        "chart-record.svg",
        "chart.vl.json",
        "chart.py",
    ):
        assert f'href="/charts/market-value/{name}"' in html


def test_the_pages_that_place_it_are_named(client: Client) -> None:
    assert 'href="/the-question/"' in page(client).split('id="used"')[1]


def test_it_can_be_cited(client: Client) -> None:
    html = page(client)
    assert "The market paid for a platform, then for a utility [Chart]. http://" in html
    assert "@misc{market-value," in html and "url = {http://" in html


def test_machines_read_a_dataset_and_a_picture(client: Client) -> None:
    (dataset,) = (node for node in graph(page(client)) if node["@type"] == "Dataset")
    (picture,) = (node for node in graph(page(client)) if node["@type"] == "ImageObject")
    assert {d["encodingFormat"] for d in dataset["distribution"]} >= {"text/csv", "application/json"}  # type: ignore[attr-defined]
    assert str(picture["contentUrl"]).endswith("/charts/market-value/chart.png")


def test_no_title_ends_the_script(client: Client) -> None:
    hostile = "</script><script>alert(1)</script> & more"
    ChartPage.objects.filter(slug="market-value").update(title=hostile)
    html = page(client)
    assert "<script>alert" not in html
    assert graph(html)[0]["name"] == hostile


def test_a_summary_follows_the_figures_until_an_editor_writes_one(client: Client) -> None:
    assert "from $2.4B (first day of trading) to $19.4B (mid-2025), up to 8.1 times the first" in page(client)
    ChartPage.objects.filter(slug="market-value").update(summary="Up, then down.")
    html = page(client)
    assert "Up, then down." in html and "up to 8.1 times" not in html


def test_a_model_says_its_result_and_tells_figures_from_assumptions(client: Client) -> None:
    html = page(client, "model-phone-numbers")
    assert "they would bring $4.56 billion a year" in html
    assert html.count("dial--assumed") == 1 and "<b>Assumed.</b> Not documented." in html
    assert 'Documented: <a href="/numbers/phone-numbers-managed/">over 380M' in " ".join(html.split())
    assert 'value="380" min="0" max="1000" step="1"' in html


def test_the_points_of_the_drawing_have_their_words_in_the_table(client: Client) -> None:
    html = page(client)
    walk = re.search(r'data-walk="([^"]*)"', html)
    assert walk and len(walk[1].split()) == 4
    assert 'data-told="over $70B" data-told-note="A floor. On record: $72.8B."' in html


def test_a_chart_without_a_drawing_is_a_sound_page(client: Client) -> None:
    Artifact.objects.filter(chart__slug="market-value").delete()
    html = page(client)
    assert "has not been drawn yet" in html and 'href="/numbers/market-cap-peak/"' in html
