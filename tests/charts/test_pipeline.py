"""From published figures to kept drawings: what is due, what is kept, and what goes wrong."""

import io
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from datastory.charts import pipeline
from datastory.charts.data import Drawing, Job
from datastory.charts.jobs import digest, jobs
from datastory.charts.models import Artifact, ChartPage
from datastory.charts.pipeline import compile_charts
from datastory.charts.process import CompilerFailed, run_compiler
from datastory.ledger.books import refresh
from datastory.ledger.desk import receipts
from datastory.ledger.models import Figure
from datastory.ledger.signals import hold_refresh, ledger_changed
from tests import factories
from tests.charts.jobs import job

Draw = Callable[[Sequence[Job]], Iterator[Drawing]]


class Compiler:
    """In place of the compiler's process: draws each job by its key, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.fails: dict[str, str] = {}  # what is said, by the start of a key
        self.ends_at = ""  # the key at which the process ends

    def __call__(self, batch: Sequence[Job]) -> Iterator[Drawing]:
        for due in batch:
            if due.key == self.ends_at:
                raise CompilerFailed("The chart took longer than 60 seconds to draw and was stopped.")
            self.given.append(due.key)
            said = next((said for start, said in self.fails.items() if due.key.startswith(start)), "")
            yield Drawing(key=due.key, error=said) if said else Drawing(key=due.key, svg=f"<svg>{due.key}</svg>")


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> Compiler:
    made = Compiler()
    monkeypatch.setattr(pipeline, "run_compiler", made)
    return made


@pytest.fixture
def figure(db: None) -> Figure:
    """What the essay tells exactly and the record rounds."""
    made = factories.figure("revenue", "4.46E+9", record={"value": "4.4E+9", "qualifier": "over"}, period="FY2024")
    refresh()
    return made


def drawn(chart: ChartPage) -> set[str]:
    return {f"{a.side}/{a.width}" for a in Artifact.objects.filter(chart=chart)}


def problem(slug: str) -> str:
    said: str = ChartPage.objects.get(slug=slug).problem
    return said


def jobs_of(chart: ChartPage) -> list[Job]:
    return jobs(chart, receipts(chart.figure_pks()))


# which drawings there are


def test_a_chart_is_drawn_as_told_and_on_record_for_wide_and_narrow_places(figure: Figure) -> None:
    assert [made.key for made in jobs_of(factories.chart("amounts", figure))] == [
        "amounts/told/wide",
        "amounts/told/narrow",
        "amounts/record/wide",
        "amounts/record/narrow",
    ]


@pytest.mark.parametrize(
    ("side", "text", "high", "qualifier"),
    [("told", "$4.46B", 4.465e9, "exact"), ("record", "over $4.4B", None, "over")],
)
def test_a_point_is_what_its_side_says(
    figure: Figure, side: str, text: str, high: float | None, qualifier: str
) -> None:
    made = next(made for made in jobs_of(factories.chart("amounts", figure)) if made.side == side)
    point = made.points[0]
    assert (point.text, point.high, point.qualifier, point.fallback) == (text, high, qualifier, False)


@pytest.mark.parametrize(("side", "fallback"), [("told", False), ("record", True)])
def test_a_side_without_a_reading_borrows_the_others_and_says_so(db: None, side: str, fallback: bool) -> None:
    told = factories.figure("told", "1")
    refresh()
    made = next(made for made in jobs_of(factories.chart("amounts", told)) if made.side == side)
    assert (made.points[0].text, made.points[0].fallback) == ("$1", fallback)


@pytest.mark.parametrize(("field", "value"), [("label", "Sales"), ("group", "North"), ("marked", True)])
def test_an_editors_words_go_into_the_drawing(figure: Figure, field: str, value: Any) -> None:
    chart = factories.chart("amounts", figure)
    chart.drawing[0].value["figures"][0][field] = value
    assert getattr(jobs_of(chart)[0].points[0], field) == value


def test_without_an_editors_words_a_point_has_the_label_of_its_figure(figure: Figure) -> None:
    assert jobs_of(factories.chart("amounts", figure))[0].points[0].label == "Revenue"


def test_a_derived_value_is_marked_as_computed(db: None) -> None:
    derived = factories.figure("derived", {"value": "1", "basis": "derived"})
    refresh()
    assert jobs_of(factories.chart("amounts", derived))[0].points[0].computed


def test_a_chart_is_in_the_unit_of_its_figures(db: None) -> None:
    share = factories.figure("share", "5", unit="percent")
    refresh()
    assert jobs_of(factories.chart("amounts", share))[0].unit == "percent"


def test_the_options_of_a_kind_go_into_the_drawing(figure: Figure) -> None:
    assert jobs_of(factories.chart("amounts", figure, show_period=False))[0].options == {"show_period": False}


@pytest.mark.parametrize("live", [True, False])
def test_only_published_events_are_drawn_at_the_middle_of_their_date(figure: Figure, live: bool) -> None:
    happened = factories.event("ipo", "2016-06", title="The first day", live=live)
    chart = factories.chart("values", figure, kind="line", events=[happened])
    found = [(event.label, event.date, event.day) for event in jobs_of(chart)[0].events]
    assert found == ([("The first day", "June 2016", "2016-06-15")] if live else [])


def test_a_withdrawn_figure_leaves_the_chart(figure: Figure) -> None:
    other = factories.figure("other", "1")
    refresh()
    chart = factories.chart("amounts", figure, other)
    other.unpublish()
    refresh()
    assert [point.slug for point in jobs_of(chart)[0].points] == ["revenue"]


def test_a_figure_without_a_reading_is_not_drawn(db: None) -> None:
    empty = factories.figure("empty")
    refresh()
    assert jobs_of(factories.chart("amounts", empty))[0].points == []


# what is due


def test_the_first_compile_draws_all(figure: Figure, compiler: Compiler) -> None:
    chart = factories.chart("amounts", figure)
    report = compile_charts()
    assert (report.drawn, report.kept, drawn(chart)) == (
        4,
        0,
        {"told/wide", "told/narrow", "record/wide", "record/narrow"},
    )


def test_a_second_compile_draws_nothing(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure)
    compile_charts()
    compiler.given.clear()
    report = compile_charts()
    assert (report.drawn, report.kept, compiler.given) == (0, 4, [])


def test_only_the_side_that_changed_is_drawn_anew(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure)
    compile_charts()
    compiler.given.clear()
    factories.restated(figure, "4.47E+9").save_revision().publish()
    refresh()
    compile_charts()
    assert compiler.given == ["amounts/told/wide", "amounts/told/narrow"]


def test_a_chart_without_the_changed_figure_is_left_alone(figure: Figure, compiler: Compiler) -> None:
    other = factories.figure("other", "1")
    refresh()
    factories.chart("amounts", figure)
    factories.chart("others", other)
    compile_charts()
    compiler.given.clear()
    factories.restated(other, "2").save_revision().publish()
    refresh()
    compile_charts()
    assert {key.split("/")[0] for key in compiler.given} == {"others"}


def test_a_changed_builder_draws_all_anew(figure: Figure, compiler: Compiler, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.chart("amounts", figure)
    compile_charts()
    monkeypatch.setattr("datastory.charts.jobs.compiler_version", lambda: "another")
    assert compile_charts().drawn == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another"},
        {"unit": "percent"},
        {"side": "record"},
        {"width": "narrow"},
        {"points": []},
        {"events": []},
    ],
)
def test_a_drawing_is_known_by_everything_that_goes_into_it(changes: dict[str, Any]) -> None:
    assert digest(job("line").model_copy(update=changes)) != digest(job("line"))


def test_the_same_job_has_the_same_digest() -> None:
    assert digest(job("line")) == digest(job("line"))


def test_a_draft_chart_is_not_drawn(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure).unpublish()
    assert compile_charts().drawn == 0


def test_a_kept_drawing_has_its_points_for_the_table(figure: Figure, compiler: Compiler) -> None:
    chart = factories.chart("amounts", figure)
    compile_charts()
    kept = Artifact.objects.get(chart=chart, side="record", width="wide")
    assert (kept.svg, kept.points[0]["text"]) == ("<svg>amounts/record/wide</svg>", "over $4.4B")


def test_progress_is_told_drawing_by_drawing(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure)
    told: list[tuple[int, int]] = []
    compile_charts(on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


# what goes wrong


@pytest.fixture
def two_charts(figure: Figure, compiler: Compiler) -> tuple[ChartPage, ChartPage]:
    """Two drawn charts of a figure that has changed since."""
    both = factories.chart("amounts", figure), factories.chart("others", figure)
    compile_charts()
    factories.restated(figure, "4.47E+9").save_revision().publish()
    refresh()
    return both


def values(chart: ChartPage) -> set[str]:
    """What the kept drawings as told show."""
    return {a.points[0]["text"] for a in Artifact.objects.filter(chart=chart, side="told")}


def test_a_failing_chart_keeps_its_last_good_drawings(two_charts: Any, compiler: Compiler) -> None:
    compiler.fails = {"amounts/told/narrow": "It cannot be drawn."}
    compile_charts()
    assert values(two_charts[0]) == {"$4.46B"}


def test_a_failing_chart_says_what_is_wrong(two_charts: Any, compiler: Compiler) -> None:
    compiler.fails = {"amounts": "It cannot be drawn."}
    assert compile_charts().problems == {"amounts": "It cannot be drawn."}
    assert problem("amounts") == "It cannot be drawn."


def test_a_failing_chart_does_not_stop_the_others(two_charts: Any, compiler: Compiler) -> None:
    compiler.fails = {"amounts": "It cannot be drawn."}
    assert compile_charts().drawn == 2
    assert (values(two_charts[1]), problem("others")) == ({"$4.47B"}, "")


def test_a_failing_chart_is_tried_again(two_charts: Any, compiler: Compiler) -> None:
    compiler.fails = {"amounts": "It cannot be drawn."}
    compile_charts()
    compiler.fails.clear()
    compile_charts()
    assert (values(two_charts[0]), problem("amounts")) == ({"$4.47B"}, "")


def test_what_was_drawn_before_the_compiler_ended_is_kept(two_charts: Any, compiler: Compiler) -> None:
    compiler.ends_at = "others/told/wide"
    compile_charts()
    assert (values(two_charts[0]), problem("amounts")) == ({"$4.47B"}, "")


def test_what_the_compiler_did_not_come_to_keeps_its_drawings(two_charts: Any, compiler: Compiler) -> None:
    compiler.ends_at = "others/told/narrow"
    compile_charts()
    assert values(two_charts[1]) == {"$4.46B"}
    assert problem("others") == "The chart took longer than 60 seconds to draw and was stopped."


def test_a_very_long_complaint_is_cut_to_what_is_kept(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(batch: Sequence[Job]) -> Iterator[Drawing]:
        raise CompilerFailed("x" * 900)
        yield

    monkeypatch.setattr(pipeline, "run_compiler", fail)
    factories.chart("amounts", figure)
    compile_charts()
    assert len(problem("amounts")) == 500


def test_a_hung_compiler_is_ended_and_reported(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.CHART_COMPILE_TIMEOUT = 0.5
    instead(monkeypatch, tmp_path, "exec sleep 600")
    with pytest.raises(CompilerFailed, match=r"^The chart took longer than 0\.5 seconds to draw and was stopped\.$"):
        list(run_compiler([job()]))


def test_no_process_is_left_of_a_hung_compiler(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.CHART_COMPILE_TIMEOUT = 0.5
    instead(monkeypatch, tmp_path, "exec sleep 600")
    started: list[Any] = []
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(start(*a, **k)) or started[-1])
    with pytest.raises(CompilerFailed):
        list(run_compiler([job()]))
    assert [process.poll() for process in started] == [-9]


def test_the_real_compiler_is_ended_after_its_time(settings: Any) -> None:
    settings.CHART_COMPILE_TIMEOUT = 0.05  # it takes longer to start
    with pytest.raises(CompilerFailed, match=r"took longer than 0\.05 seconds"):
        list(run_compiler([job()]))


def test_drawings_made_before_the_compiler_hung_are_handed_on(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.CHART_COMPILE_TIMEOUT = 2
    line = Drawing(key="first", svg="<svg/>").model_dump_json()
    instead(monkeypatch, tmp_path, f"echo '{line}'; exec sleep 600")
    found = []
    with pytest.raises(CompilerFailed):
        for drawing in run_compiler([job(), job()]):
            found.append(drawing.key)
    assert found == ["first"]


def test_a_compiler_that_dies_is_reported_with_its_last_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    instead(monkeypatch, tmp_path, "echo 'first line' >&2; echo 'MemoryError' >&2; exit 3")
    with pytest.raises(CompilerFailed, match=r"^The chart compiler ended early: MemoryError$"):
        list(run_compiler([job()]))


def test_a_compiler_that_dies_in_silence_is_reported_with_its_status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    instead(monkeypatch, tmp_path, "exit 3")
    with pytest.raises(CompilerFailed, match=r"^The chart compiler ended early: exit status 3$"):
        list(run_compiler([job()]))


def test_what_the_compiler_prints_beside_its_drawings_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    line = Drawing(key="first", svg="<svg/>").model_dump_json()
    instead(monkeypatch, tmp_path, f"echo 'a warning'; echo '{line}'; echo")
    assert [drawing.key for drawing in run_compiler([job()])] == ["first"]


def instead(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Another program in place of the compiler."""
    program = folder / "compiler"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(program))


# the command, and publishing


def test_the_command_says_how_many_were_drawn(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure)
    out = io.StringIO()
    call_command("charts", stdout=out)
    assert "Charts: 4 drawn, 0 up to date." in out.getvalue()


def test_the_command_fails_if_a_chart_does(figure: Figure, compiler: Compiler) -> None:
    compiler.fails = {"amounts": "It cannot be drawn."}
    factories.chart("amounts", figure)
    with pytest.raises(CommandError, match="amounts: It cannot be drawn"):
        call_command("charts", stdout=io.StringIO())


def test_the_command_can_look_without_keeping_what_it_draws(figure: Figure, compiler: Compiler) -> None:
    factories.chart("amounts", figure)
    call_command("charts", "--check", stdout=io.StringIO())
    assert compiler.given and not Artifact.objects.exists()


@pytest.fixture
def drawing_on_publish(settings: Any) -> None:
    settings.CHARTS_COMPILE_ON_PUBLISH = True


def published(chart: ChartPage) -> None:
    chart.save_revision().publish()


def changed(chart: ChartPage) -> None:
    ledger_changed.send(sender=None, slugs={"revenue"})


@pytest.mark.parametrize("occasion", [published, changed])
def test_publishing_draws_what_is_out_of_date(
    figure: Figure,
    compiler: Compiler,
    drawing_on_publish: None,
    occasion: Callable[[ChartPage], None],
    django_capture_on_commit_callbacks: Any,
) -> None:
    chart = factories.chart("amounts", figure)
    with django_capture_on_commit_callbacks(execute=True):
        occasion(chart)
    assert len(drawn(chart)) == 4


@pytest.mark.parametrize("occasion", [published, changed])
def test_nothing_is_drawn_before_the_transaction_is_through(
    figure: Figure, compiler: Compiler, drawing_on_publish: None, occasion: Callable[[ChartPage], None]
) -> None:
    occasion(factories.chart("amounts", figure))
    assert compiler.given == []


def test_while_the_ledger_is_held_nothing_is_drawn(
    figure: Figure, compiler: Compiler, drawing_on_publish: None, django_capture_on_commit_callbacks: Any
) -> None:
    chart = factories.chart("amounts", figure)
    with django_capture_on_commit_callbacks(execute=True), hold_refresh():
        published(chart)
    assert compiler.given == []


# with the real compiler


def test_a_chart_of_the_database_is_drawn(figure: Figure, settings: Any) -> None:
    settings.CHART_COMPILE_TIMEOUT = 600
    chart = factories.chart("amounts", figure)
    assert compile_charts().problems == {}
    kept = {f"{a.side}/{a.width}": a for a in Artifact.objects.filter(chart=chart)}
    assert "$4.46B" in kept["told/wide"].svg and "over $4.4B" in kept["record/narrow"].svg
    assert bytes(kept["told/wide"].png).startswith(b"\x89PNG")
