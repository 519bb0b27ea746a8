"""Readers see whole sets of good drawings; editors hear of the others."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from datastory.charts import pipeline, process
from datastory.charts.models import Artifact, ChartPage
from datastory.charts.pipeline import check_charts, compile_charts
from datastory.charts.process import CompilerFailed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

FAKE = """
import json, sys, time
for line in sys.stdin:
    job = json.loads(line)
    if job["key"].startswith("{hung}/"): time.sleep(60)
    if job["key"].startswith("{dead}/"): sys.exit("Killed by the test")
    broken = "no drawing today" if job["key"].startswith("{broken}/") else ""
    print(json.dumps({{"key": job["key"], "svg": "" if broken else "<svg>new</svg>", "error": broken}}), flush=True)
"""


@pytest.fixture
def compiler(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A compiler that draws nothing much, and fails at the charts that it is told."""

    def use(hung: str = "-", dead: str = "-", broken: str = "-") -> None:
        script = tmp_path / "compiler.py"
        script.write_text(FAKE.format(hung=hung, dead=dead, broken=broken))
        monkeypatch.setattr(process, "COMPILER", (str(script),))
        settings.CHART_COMPILE_TIMEOUT = 2.0
        Artifact.objects.update(digest="old")

    return use


def svg(slug: str) -> str:
    return str(Artifact.objects.get(chart__slug=slug, side="told", width="wide", scale="").svg)


def test_a_chart_that_cannot_be_drawn_keeps_its_last_good_drawing(compiler: Any) -> None:
    compiler(broken="market-value")
    before = svg("market-value")
    report = compile_charts()
    assert report.problems == {"market-value": "no drawing today"}
    assert svg("market-value") == before and svg("share-price") == "<svg>new</svg>"
    assert ChartPage.objects.get(slug="market-value").problem == "no drawing today"
    assert set(Artifact.objects.filter(chart__slug="market-value").values_list("digest", flat=True)) == {"old"}


def test_a_problem_is_gone_once_the_chart_is_drawn(compiler: Any) -> None:
    ChartPage.objects.filter(slug="market-value").update(problem="was broken")
    compiler()
    assert compile_charts().problems == {}
    assert ChartPage.objects.get(slug="market-value").problem == ""


def test_a_hung_drawing_is_ended_and_the_others_are_drawn(compiler: Any) -> None:
    compiler(hung="share-price")
    report = compile_charts()
    assert list(report.problems) == ["share-price"]
    assert "longer than 2 seconds" in report.problems["share-price"]
    assert svg("head-count") == "<svg>new</svg>"


def test_a_compiler_that_dies_at_a_chart_is_started_again_after_it(compiler: Any) -> None:
    compiler(dead="share-price")
    report = compile_charts()
    assert list(report.problems) == ["share-price"] and "Killed by the test" in report.problems["share-price"]
    assert svg("head-count") == "<svg>new</svg>"


def test_a_compiler_that_never_starts_is_not_tried_for_every_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COMPILER", ("-c", "import sys; sys.exit('no such module')"))
    Artifact.objects.update(digest="old")
    report = compile_charts()
    assert set(report.problems.values()) == {"The chart compiler ended early: no such module"}
    assert len(report.problems) == ChartPage.objects.live().count()


def test_progress_counts_every_drawing_once(compiler: Any) -> None:
    """Many are drawn side by side; whoever watches sees one count."""
    compiler()
    seen: list[tuple[int, int]] = []
    report = compile_charts(on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n + 1, report.drawn) for n in range(report.drawn)]
    assert report.drawn > pipeline.SIDE_BY_SIDE


def test_what_was_overtaken_while_it_was_drawn_is_not_kept(compiler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler()
    before = svg("market-value")
    draw = pipeline._draw

    def slow(*args: Any) -> Any:
        made = draw(*args)
        page = ChartPage.objects.get(slug="market-value")
        page.title = "Changed in the meantime"
        page.save()
        return made

    monkeypatch.setattr(pipeline, "_draw", slow)
    compile_charts()
    assert svg("market-value") == before and svg("share-price") == "<svg>new</svg>"


def test_readers_never_see_half_a_batch(compiler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler()
    before = svg("market-value")

    def fail(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(pipeline, "_clear_away", fail)
    with pytest.raises(RuntimeError):
        compile_charts()
    assert svg("market-value") == before
    assert not Artifact.objects.filter(svg="<svg>new</svg>").exists()


def test_checking_keeps_nothing_and_lists_what_cannot_be_drawn(compiler: Any, capsys: Any) -> None:
    compiler(broken="head-count")
    before = svg("market-value")
    report = check_charts()
    assert report.problems == {"head-count": "no drawing today"} and report.kept == 0
    with pytest.raises(CommandError, match="head-count: no drawing today"):
        call_command("charts", "--check")
    assert svg("market-value") == before
    assert ChartPage.objects.get(slug="head-count").problem == ""


def test_the_editor_is_told_on_the_chart_s_page(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("editor", "e@example.org", "password"))
    page = ChartPage.objects.get(slug="market-value")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "could not be drawn" not in client.get(address).content.decode()
    ChartPage.objects.filter(pk=page.pk).update(problem="“Peak” has no period <b>")
    html = client.get(address).content.decode()
    assert "could not be drawn" in html and "“Peak” has no period &lt;b&gt;" in html and "last good drawing" in html


def test_the_compiler_s_failure_is_a_sentence() -> None:
    assert str(CompilerFailed("It stopped.")) == "It stopped."
