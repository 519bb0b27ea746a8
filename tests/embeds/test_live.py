"""Charts that answer inside a frame: what they are asked, what they fetch, and that an edition keeps it."""

import json
import re
from difflib import get_close_matches
from html import unescape

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from datastory.charts.models import Artifact, ChartPage
from datastory.charts.simulations import MODELS
from datastory.sharing.embeds import editions
from datastory.sharing.embeds.kinds import COMMON, KINDS
from tests.embeds.addresses import EMBEDS
from tests.embeds.test_embed_pages import Tags
from tests.embeds.test_parameters import problem
from tests.embeds.test_share import codes, panel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

MODEL = "/embed/charts/model-recovery/"
SPEC = "/embed/charts/model-recovery/edition-1/spec-told-wide.json"


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_only_what_holds_a_chart_brings_a_module_for_it(client: Client, address: str) -> None:
    response = client.get(address)
    html = response.content.decode()
    modules = [tag["src"] for tag in Tags(html).all("script") if tag.get("type") == "module"]
    assert bool(modules) == (' data-chart="' in html)
    assert "connect-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "sentence", "nearest"),
    [
        ("fall=much", "“much” cannot be “fall” (Fall from the peak)", ""),
        ("fall=NaN&years=3", "“NaN” cannot be “fall”", "years=3"),
        ("fall=1e999", "“1e999” cannot be “fall”", "fall=97"),
        ("fall=-5", "“-5” cannot be “fall”", "fall=1"),
        ("fals=50", "This model has no input “fals”. Is “fall” meant?", "fall=50"),
        ("scale=log", "This chart has one scale, and no other.", ""),
    ],
)
def test_an_input_that_cannot_be_is_told_with_its_reach(
    client: Client, query: str, sentence: str, nearest: str
) -> None:
    html, near = problem(client, f"{MODEL}?{query}")
    assert sentence in html
    assert near == MODEL + (f"?{nearest}" if nearest else "")
    assert client.get(near).status_code == 200


def test_a_scale_is_one_that_the_chart_has(client: Client) -> None:
    assert client.get("/embed/charts/market-value/?scale=linear").status_code == 200
    html, near = problem(client, "/embed/charts/market-value/?scale=linaer")
    assert "“linaer” is no value of “scale”" in html and near == "/embed/charts/market-value/?scale=linear"


def test_no_input_of_a_model_reads_like_a_parameter_of_embeds() -> None:
    known = (*KINDS["chart"].parameters, *COMMON)
    names = {each.name for model in MODELS.values() for each in model.inputs}
    assert names and not [name for name in names if get_close_matches(name, known, 1, 0.75)]


def test_what_others_append_is_no_input(client: Client) -> None:
    assert client.get(f"{MODEL}?fall=50&wmode=opaque&childId=f1&utm_source=mail").status_code == 200


def test_an_edition_keeps_what_a_chart_fetches(client: Client) -> None:
    html = client.get(f"{MODEL}?v=1").content.decode()
    [files] = re.findall(r'data-files="([^"]*)"', html)
    assert files.rpartition("/")[0] == SPEC.rpartition("/")[0]
    then = client.get(SPEC)
    assert then["Access-Control-Allow-Origin"] == "*" and "X-Frame-Options" not in then
    assert then.content.decode() == Artifact.objects.get(chart__slug="model-recovery", side="told", width="wide").vega
    Artifact.objects.filter(chart__slug="model-recovery").update(vega="{}")
    editions.keep()
    assert client.get(SPEC).content == then.content
    assert json.loads(client.get(SPEC.replace("edition-1", "edition-2")).content) == {}
    pinned = client.get(f"{MODEL}?v=1").content.decode()
    assert "nothing here has changed since" in " ".join(pinned.split())


def test_a_chart_in_a_pinned_chapter_fetches_of_the_same_edition(client: Client) -> None:
    html = client.get("/embed/the-fall/?v=1").content.decode()
    files = re.findall(r'data-files="([^"]*)"', html)
    assert files and all(re.fullmatch(r"/embed/charts/[a-z-]+/edition-1/x\.x", each) for each in files)


def test_the_other_scale_is_kept_too(client: Client) -> None:
    response = client.get("/embed/charts/market-value/edition-1/drawing-told-wide-log.svg")
    assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


@pytest.mark.parametrize(
    "address",
    [
        SPEC.replace("wide", "tall"),
        SPEC.replace("edition-1", "edition-7"),
        SPEC.replace("recovery", "none"),
        "/embed/the-fall/edition-1/spec-told-wide.json",
        SPEC.replace("edition-1", f"edition-{'9' * 30}"),
    ],
)
def test_what_an_edition_does_not_hold_is_not_found(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404 and response["Content-Type"].startswith("text/plain")


def test_a_chart_that_was_shut_or_withdrawn_gives_no_file_of_its_editions(client: Client) -> None:
    chart = ChartPage.objects.get(slug="model-recovery")
    restriction = PageViewRestriction.objects.create(page=chart, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(SPEC).status_code == 404
    restriction.delete()
    assert client.get(SPEC).status_code == 200
    chart.unpublish()
    assert client.get(SPEC).status_code == 404


def test_the_panel_sets_a_model_and_a_scale(client: Client) -> None:
    html = panel(client, "/share/charts/model-recovery/?fall=80&theme=dark")
    numbers = {tag["name"]: tag for tag in Tags(html).all("input") if tag.get("type") == "number"}
    assert numbers["fall"]["value"] == "80" and (numbers["fall"]["min"], numbers["fall"]["max"]) == ("1", "97")
    assert codes(html)[0] == f"http://testserver{MODEL}?fall=80&theme=dark"
    assert "http://testserver/charts/model-recovery/?fall=80" in codes(html)[2]
    scaled = panel(client, "/share/charts/market-value/?scale=linear")
    assert codes(scaled)[0] == "http://testserver/embed/charts/market-value/?scale=linear"
    wrong = panel(client, "/share/charts/model-recovery/?fall=800")
    assert "it goes from 1 to 97" in unescape(wrong) and codes(wrong)[0].endswith("?fall=97")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (f"{MODEL}?fall=80", "Asked for: Fall from the peak 80. Without scripts the chart is shown at rest."),
        ("/embed/charts/market-value/?scale=log", "Asked for: the logarithmic scale."),
    ],
)
def test_what_only_a_script_can_set_is_said_for_those_without(client: Client, address: str, asked: str) -> None:
    assert asked in client.get(address).content.decode()
    assert "Asked for" not in client.get(address.partition("?")[0]).content.decode()
