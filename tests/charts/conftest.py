"""Drawings made once by the real compiler, for all tests that look at them; property tests without chance or clock."""

from collections.abc import Mapping

import pytest
from hypothesis import settings

from datastory.charts.data import Drawing, Job
from datastory.charts.pipeline import run_compiler
from tests.charts import hostile
from tests.charts.jobs import KINDS, failing_jobs, job

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


def good_jobs() -> list[Job]:
    """Every kind at every width that it is drawn at."""
    return [
        *(job(kind, width=width) for kind in KINDS for width in ("wide", "narrow")),
        job("line", width="hero"),
        job("bars", side="record", key="bars-chart/record/wide"),
    ]


@pytest.fixture(scope="session")
def drawings() -> Mapping[str, Drawing]:
    """One batch: good, hostile and failing jobs, the failing ones first. By key."""
    batch = [*failing_jobs().values(), *good_jobs(), *hostile.jobs()]
    return {drawing.key: drawing for drawing in run_compiler(batch)}


@pytest.fixture(scope="session")
def drawings_again(drawings: Mapping[str, Drawing]) -> Mapping[str, Drawing]:
    """The good ones drawn once more, by another process, in another order."""
    return {drawing.key: drawing for drawing in run_compiler(good_jobs()[::-1])}
