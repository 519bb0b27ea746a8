"""From published figures to drawings: what is out of date is drawn, and kept for the pages."""

import base64
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import transaction

from datastory.ledger.desk import receipts

from .data import Drawing, Job
from .jobs import digest, jobs
from .models import Artifact, ChartPage
from .process import CompilerFailed, run_compiler

SIDE_BY_SIDE = 12  # drawings; fewer are done before a second process has started


@dataclass
class Report:
    """What a compile did: how many were drawn, how many needed nothing, and what went wrong by chart."""

    drawn: int = 0
    kept: int = 0
    problems: dict[str, str] = field(default_factory=dict)


Batch = dict[str, tuple[ChartPage, Job]]  # by the key of the job


def compile_charts(
    charts: Iterable[ChartPage] | None = None, on_progress: Callable[[int, int], None] | None = None
) -> Report:
    """Draw what is out of date, in one batch; keep the last good drawing of what fails.

    All that is new is kept in one transaction, so that no reader sees half of it. What was overtaken while it
    was drawn is not kept: whoever overtook it draws it too. `on_progress` is called with the drawings done and
    to be done.
    """
    wanted = list(ChartPage.objects.live() if charts is None else charts)
    batch = _batch(wanted)
    made = _digests(wanted)
    due = [job for key, (_, job) in batch.items() if made.get(key) != digest(job)]
    report = Report(kept=len(batch) - len(due))
    drawings, report.problems = _draw(due, batch, on_progress)
    with transaction.atomic():
        overtaken = _overtaken(wanted, due)
        for drawing in drawings:
            chart, job = batch[drawing.key]
            if chart.slug not in report.problems and drawing.key not in overtaken:
                _keep(chart, job, drawing)
                report.drawn += 1
        for chart in wanted:
            _clear_away(chart, batch)
            problem = report.problems.get(chart.slug, "")
            if chart.problem != problem:
                ChartPage.objects.filter(pk=chart.pk).update(problem=problem)
    return report


def check_charts(on_progress: Callable[[int, int], None] | None = None) -> Report:
    """Draw every chart and keep nothing: what would go wrong, and how many drawings are out of date (`drawn`)."""
    wanted = list(ChartPage.objects.live())
    batch = _batch(wanted)
    made = _digests(wanted)
    _, problems = _draw([job for _, job in batch.values()], batch, on_progress)
    stale = sum(made.get(key) != digest(job) for key, (_, job) in batch.items())
    return Report(drawn=stale, kept=len(batch) - stale, problems=problems)


def _batch(charts: Sequence[ChartPage]) -> Batch:
    laid = receipts(pk for chart in charts for pk in chart.figure_pks())
    covers, site = _covers()
    found = ((chart, jobs(chart, laid, ("hero",) if chart.pk in covers else (), site)) for chart in charts)
    return {job.key: (chart, job) for chart, its_jobs in found for job in its_jobs}


def _digests(charts: Sequence[ChartPage]) -> dict[str, str]:
    rows = Artifact.objects.filter(chart__in=charts).values_list("chart__slug", "side", "width", "scale", "digest")
    return {"/".join(filter(None, key)): made for *key, made in rows}


def _overtaken(charts: Sequence[ChartPage], due: Sequence[Job]) -> set[str]:
    if not due:
        return set()
    now = _batch(list(ChartPage.objects.live().filter(pk__in=[chart.pk for chart in charts])))
    return {job.key for job in due if job.key not in now or digest(now[job.key][1]) != digest(job)}


def _clear_away(chart: ChartPage, batch: Batch) -> None:
    """Drawings on a scale that the chart no longer has."""
    for artifact in Artifact.objects.filter(chart=chart).exclude(scale="").only("chart_id", "side", "width", "scale"):
        if f"{chart.slug}/{artifact.side}/{artifact.width}/{artifact.scale}" not in batch:
            artifact.delete()


def _draw(
    due: Sequence[Job], batch: Batch, on_progress: Callable[[int, int], None] | None
) -> tuple[list[Drawing], dict[str, str]]:
    """The drawings made, and by slug what went wrong; many are drawn by two processes side by side."""
    desk = _Desk(batch, len(due), on_progress)
    slugs = list(dict.fromkeys(batch[job.key][0].slug for job in due))
    lanes = 2 if len(due) > SIDE_BY_SIDE and (os.cpu_count() or 1) > 1 else 1
    of_lane = [[job for job in due if slugs.index(batch[job.key][0].slug) % lanes == n] for n in range(lanes)]
    with ThreadPoolExecutor(lanes) as pool:
        list(pool.map(desk.draw, of_lane))
    return desk.drawings, desk.problems


class _Desk:
    """Where drawings come together. A chart that ends its compiler does not end the others."""

    def __init__(self, batch: Batch, total: int, on_progress: Callable[[int, int], None] | None) -> None:
        self.batch, self.total, self.on_progress = batch, total, on_progress
        self.drawings: list[Drawing] = []
        self.problems: dict[str, str] = {}
        self.done = 0
        self.lock = threading.Lock()

    def draw(self, due: Sequence[Job]) -> None:
        """Draw the jobs of a lane with as many processes, one after the other, as it takes.

        Where two charts in a row end their process before anything is drawn, it is the compiler that fails.
        """
        left, drawn, ended = list(due), 0, 0
        while left:
            try:
                for drawing in run_compiler(left):
                    left, drawn = left[1:], drawn + 1
                    self._take(drawing)
            except CompilerFailed as error:
                ended += not error.late
                failed = {self._slug(job.key) for job in (left if ended > 1 and not drawn else left[:1])}
                with self.lock:
                    self.problems |= dict.fromkeys(failed, str(error)[:500])
                left = [job for job in left if self._slug(job.key) not in failed]

    def _take(self, drawing: Drawing) -> None:
        with self.lock:
            if drawing.error:
                self.problems[self._slug(drawing.key)] = drawing.error
            else:
                self.drawings.append(drawing)
            self.done += 1
            if self.on_progress:
                self.on_progress(self.done, self.total)

    def _slug(self, key: str) -> str:
        return self.batch[key][0].slug


def _keep(chart: ChartPage, job: Job, drawing: Drawing) -> None:
    Artifact.objects.update_or_create(
        chart=chart,
        side=job.side,
        width=job.width,
        scale=job.scale,
        defaults={
            "digest": digest(job),
            "svg": drawing.svg,
            "vega": drawing.vega,
            "vegalite": drawing.vegalite,
            "summary": drawing.summary,
            "png": base64.b64decode(drawing.png),
            "points": [point.model_dump() for point in job.points] or job.rows,
        },
    )


def _covers() -> tuple[set[int], str]:
    """The charts on covers, and the title of the first cover."""
    from django.apps import apps

    homes = apps.get_model("stories", "HomePage").objects.live().order_by("path").values_list("chart_id", "title")
    return {pk for pk, _ in homes if pk}, next((title for _, title in homes), "")
