"""The files of a chart: what is in them, how they are sent, and that the code runs."""

import ast
import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from datastory.charts.downloads import _cell
from datastory.charts.kinds import KINDS
from datastory.charts.models import Artifact, ChartPage
from datastory.charts.rows import HEAD
from datastory.charts.simulations import MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

CHART = "/charts/market-value/"
FILES = [
    "data.csv",
    "data.json",
    "data.xlsx",
    "chart.svg",
    "chart.png",
    "chart.vl.json",
    "chart.py",
    "spec-told-wide.json",
]


def get(client: Client, name: str, chart: str = CHART) -> bytes:
    response = client.get(chart + name)
    assert response.status_code == 200, response.content
    return bytes(response.content)


def table(client: Client, chart: str = CHART) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(client, "data.csv", chart).decode())))


def test_the_csv_has_both_readings_with_their_sources(client: Client) -> None:
    rows = {row["figure"]: row for row in table(client)}
    peak = rows["market-cap-peak"]
    assert peak["told_qualifier"] == "over" and float(peak["told_low"]) == 7e10 and peak["told_high"] == ""
    assert float(peak["record_value"]) == 7.28e10 and peak["record_url"].startswith("https://")
    assert rows["market-cap-trough"]["record_value"] == ""


def test_json_and_workbook_have_the_same_figures(client: Client) -> None:
    rows = table(client)
    data = json.loads(get(client, "data.json"))
    assert [each["figure"] for each in data["figures"]] == [row["figure"] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(get(client, "data.xlsx")))
    assert book.sheetnames == ["Figures", "About"]
    head, *lines = book["Figures"].iter_rows(values_only=True)
    assert head == HEAD and [line[0] for line in lines] == [row["figure"] for row in rows]
    assert [line[HEAD.index("told_value")] for line in lines] == [float(row["told_value"]) for row in rows]


def test_a_chart_of_no_figures_has_what_it_draws_as_rows(client: Client) -> None:
    chart = "/charts/rivals-by-layer/"
    rows = table(client, chart)
    assert set(rows[0]) == {"group", "label", "text"} and len(rows) > 20
    assert json.loads(get(client, "data.json", chart))["rows"] == rows
    book = openpyxl.load_workbook(io.BytesIO(get(client, "data.xlsx", chart)))
    assert len(list(book["Rows"].iter_rows())) == len(rows) + 1
    assert {"day", "period"} <= set(table(client, "/charts/events-by-year/")[0])


def test_pictures_are_what_they_say(client: Client) -> None:
    root = ET.fromstring(get(client, "chart.svg"))
    text = "".join(root.itertext())
    assert root.tag.endswith("svg") and "over $70B" in text and "$72.8B" not in text
    assert b"var(--" not in get(client, "chart.svg")
    assert "$72.8B" in "".join(ET.fromstring(get(client, "chart-record.svg")).itertext())
    png = get(client, "chart.png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(png[16:20], "big") == 2 * 1008


def test_a_chart_that_is_the_same_on_record_has_one_picture(client: Client) -> None:
    response = client.get("/charts/largest-customer/chart-record.png")
    assert response.status_code == 404 and "same on record" in response.content.decode()


def test_the_other_scale_is_another_drawing(client: Client) -> None:
    assert "$100B" in get(client, "drawing-told-wide-log.svg").decode()
    assert client.get("/charts/head-count/drawing-told-wide-log.svg").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_validated_by_its_content(client: Client, name: str) -> None:
    first = client.get(CHART + name)
    again = client.get(CHART + name, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert client.get(CHART + name)["ETag"] == first["ETag"]
    assert client.post(CHART + name).status_code == 405
    assert "market-value" in first["Content-Disposition"]


@pytest.mark.parametrize(
    "name",
    [
        "spec-told-huge.json",
        "spec-<script>-wide.json",
        "spec-told-wide-cubic.json",
        "data.exe",
        "chart.svg.js",
        "spec-a.json",
        "drawing-told-wide.png",
        "chart-record.py",
        "%2e%2e.csv",
        "spec-told-wide.json%00",
    ],
)
def test_an_unknown_file_is_answered_by_a_sentence(client: Client, name: str) -> None:
    response = client.get(CHART + name)
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/plain") and response.content.decode().strip().endswith(".")


def test_a_draft_has_no_files(client: Client) -> None:
    ChartPage.objects.get(slug="market-value").unpublish()
    assert client.get(CHART + "data.csv").status_code == 404
    assert client.get("/charts/no-such-chart/data.csv").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert _cell(text) == f"'{text}"
    assert _cell(-2.5) == "-2.5"


def test_a_file_is_public_data(client: Client) -> None:
    assert client.get(CHART + "data.json")["Access-Control-Allow-Origin"] == "*"


# one of each kind, and two models
CODE = {
    "line": "market-value", "bars": "head-count", "ranges": "gross-margins", "slope": "growth-and-net-expansion",
    "shares": "largest-customer", "dumbbell": "told-against-record", "waterfall": "layoffs-step-by-step",
    "mosaic": "gross-profit-by-part", "units": "customers-in-a-hundred", "heat": "results-in-a-table",
    "multiples": "three-meters", "density": "events-by-year", "matrix": "rivals-by-layer", "model": "model-recovery",
}  # fmt: skip


def test_every_kind_has_code_of_its_own() -> None:
    assert set(CODE) == set(KINDS)
    assert {chart.slug: chart.kind for chart in ChartPage.objects.filter(slug__in=CODE.values())} == {
        slug: kind for kind, slug in CODE.items()
    }


@pytest.mark.parametrize("slug", [*CODE.values(), "model-revenue-mix", "loss-to-profit", "one-code-in-three"])
def test_the_code_draws_the_chart_from_the_csv(client: Client, tmp_path: Path, slug: str) -> None:
    chart = f"/charts/{slug}/"
    (tmp_path / f"{slug}.py").write_bytes(get(client, "chart.py", chart))
    (tmp_path / f"{slug}.csv").write_bytes(get(client, "data.csv", chart))
    for side in ("told", "record"):
        done = subprocess.run(
            [sys.executable, f"{slug}.py", f"{slug}.csv", side],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        html = (tmp_path / f"{slug}.html").read_text()
        row = table(client, chart)[0]
        text = row.get(f"{side}_text") or row.get("told_text") or row.get("record_text") or row["label"]
        by_numbers = slug.startswith("model-") or slug == "told-against-record"  # they print no words of the ledger
        assert "vega" in html.lower() and (by_numbers or json.dumps(text)[1:-1] in html)


HOSTILE = """'it's "quoted" \\' + __import__('os').getcwd() + ''\"\"\"""".strip()


@pytest.mark.parametrize("slug", ["growth-and-net-expansion", "told-against-record", "market-value"])
def test_nothing_that_an_editor_writes_becomes_code(client: Client, slug: str) -> None:
    chart = ChartPage.objects.get(slug=slug)
    chart.title = chart.measure = HOSTILE
    for name in ("before", "after"):
        if name in chart.drawing[0].value:
            chart.drawing[0].value[name] = HOSTILE
    chart.save()
    code = ast.parse(get(client, "chart.py", f"/charts/{slug}/"))
    called = {node.func.id for node in ast.walk(code) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert called and "__import__" not in called


def test_the_code_follows_a_changed_csv(client: Client, tmp_path: Path) -> None:
    (tmp_path / "c.py").write_bytes(get(client, "chart.py"))
    (tmp_path / "c.csv").write_bytes(
        get(client, "data.csv").replace(b"over $70B", b"over $71B").replace(b"70000000000", b"71000000000")
    )
    subprocess.run([sys.executable, "c.py", "c.csv"], cwd=tmp_path, check=True, capture_output=True)
    html = (tmp_path / "market-value.html").read_text()
    assert '"over $71B"' in html and '"value": 71.0' in html


@pytest.mark.parametrize("name", MODELS)
def test_a_model_carries_its_formulas_in_its_spec(client: Client, name: str) -> None:
    spec: dict[str, Any] = json.loads(get(client, "spec-told-wide.json", f"/charts/model-{name}/"))
    signals = {signal["name"] for signal in spec["signals"]}
    assert signals >= set(MODELS[name].formulas) | {"sentence"}
    assert spec["usermeta"]["tokens"]["#16202e"] == "ink"


def test_every_colour_of_every_drawing_is_a_token_of_the_page() -> None:
    drawings = Artifact.objects.values_list("chart__slug", "width", "svg")
    bare = [(slug, width, found) for slug, width, svg in drawings if (found := re.findall(r'="(?:#|rgb)[^"]*"', svg))]
    assert bare == []


def test_every_drawing_says_where_its_figures_stand() -> None:
    """Models have no points to walk; whatever else a kind leaves out must be left out knowingly."""
    drawn = Artifact.objects.exclude(chart__slug__startswith="model-").exclude(width="hero")
    assert [
        a.chart.slug for a in drawn if a.svg.split('data-walk="')[-1].split('"')[0].count(":") != len(a.points)
    ] == []
