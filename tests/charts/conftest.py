"""Drawings made once by the real compiler, for all tests that look at them; property tests without chance or clock."""

import fcntl
from collections.abc import Callable, Mapping

import pytest
from django.test import override_settings
from hypothesis import settings

from datastory.charts.data import Drawing, Job
from datastory.charts.process import run_compiler
from tests.charts import hostile
from tests.charts.jobs import KINDS, failing_jobs, job, losing_jobs

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


def good_jobs() -> list[Job]:
    """Every kind at every width that it is drawn at."""
    return [
        *(job(kind, width=width) for kind in KINDS for width in ("wide", "narrow")),
        job("line", width="hero"),
        job("bars", side="record", key="bars-chart/record/wide"),
    ]


Drawn = Callable[[str, list[Job]], Mapping[str, Drawing]]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Drawn:
    """Draws a batch once a run, for all workers of pytest-xdist, however long it takes on a busy machine."""
    folder = tmp_path_factory.getbasetemp().parent

    def draw(name: str, batch: list[Job]) -> Mapping[str, Drawing]:
        kept = folder / f"{name}-{testrun_uid}.jsonl"
        with kept.with_suffix(".lock").open("w") as lock, override_settings(CHART_COMPILE_TIMEOUT=600):
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                lines = [drawing.model_dump_json() for drawing in run_compiler(batch)]
                kept.write_text("\n".join(lines), encoding="utf-8")
        found = map(Drawing.model_validate_json, kept.read_text(encoding="utf-8").split("\n"))
        return {drawing.key: drawing for drawing in found}

    return draw


@pytest.fixture(scope="session")
def drawings(drawn: Drawn) -> Mapping[str, Drawing]:
    """One batch: good, losing, hostile and failing jobs, the failing ones first. By key."""
    return drawn("drawings", [*failing_jobs().values(), *good_jobs(), *losing_jobs(), *hostile.jobs()])


@pytest.fixture(scope="session")
def drawings_again(drawn: Drawn) -> Mapping[str, Drawing]:
    """The good ones drawn once more, by another process, in another order."""
    return drawn("drawings-again", good_jobs()[::-1])
