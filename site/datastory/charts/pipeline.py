"""From published figures to drawings: which jobs there are, the compiler's process, and what is kept of it."""

import base64
import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from datastory.ledger.dates import parse_date
from datastory.ledger.desk import receipts

from . import compiler_version
from .data import Drawing, Happening, Job, Point, Scaling, Side, Width
from .kinds import KINDS
from .models import Artifact, ChartPage
from .poster import credit

SIDES: tuple[Side, ...] = ("told", "record")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")
SIDE_BY_SIDE = 12  # drawings; fewer are done before a second process has started
COMPILER = ("-m", "datastory.charts.compiler")  # what Python runs in a process of its own


@dataclass
class Report:
    """What a compile did: how many were drawn, how many needed nothing, and what went wrong by chart."""

    drawn: int = 0
    kept: int = 0
    problems: dict[str, str] = field(default_factory=dict)


def jobs(chart: ChartPage, laid: dict[int, dict[str, Any]], extra: Sequence[Width] = (), site: str = "") -> list[Job]:
    """The drawings that a chart needs, from the receipts of its figures by figure id; `site` is named in pictures."""
    if not chart.drawing:
        return []
    block = chart.drawing[0]
    value = block.value
    kind = KINDS[block.block_type]
    form = kind.block()
    items = value.get("figures") or []
    units = {laid[i["figure"].pk]["unit_code"] for i in items if i["figure"] and i["figure"].pk in laid}
    points = {side: _points(items, laid, side) for side in SIDES}
    rows, events = form.rows(value), _events(value.get("events") or [])
    both = form.both_sides(value)
    same = both or [p.text for p in points["told"]] == [p.text for p in points["record"]]
    options = form.options(value)
    other = kind.other_scale(options, [p.value for side in SIDES for p in points[side]])
    shapes: list[tuple[Scaling, Width]] = [("", width) for width in (*WIDTHS, *extra)]
    shapes += [(other, width) for width in WIDTHS] if other else []
    return [
        Job(
            key="/".join(filter(None, (chart.slug, side, width, scale))),
            kind=block.block_type,
            side=side,
            width=width,
            title=chart.title,
            description=chart.alternative,
            measure=chart.measure,
            credit=credit(site, side),
            unit=next(iter(sorted(units)), "count"),
            options={**options, kind.log_option: scale == "log"} if scale else options,
            points=points[side],
            others=points["record" if side == "told" else "told"] if both else [],
            events=events,
            rows=rows,
            scale=scale,
            png=width == "wide" and not scale and not (same and side == "record"),
        )
        for side in SIDES
        for scale, width in shapes
    ]


def _points(items: Iterable[Any], laid: dict[int, dict[str, Any]], side: Side) -> list[Point]:
    points = []
    for item in items:
        receipt = laid.get(item["figure"].pk) if item["figure"] else None
        if not receipt or not receipt["shown"]:
            continue  # withdrawn: it leaves the chart with its next drawing
        view = receipt[side] or receipt["shown"]
        points.append(
            Point(
                slug=receipt["slug"],
                label=item["label"] or receipt["label"],
                group=item["group"] or "",
                period=receipt["period"],
                start=receipt["start"],
                end=receipt["end"],
                value=float(view["value"]),
                low=None if view["low"] is None else float(view["low"]),
                high=None if view["high"] is None else float(view["high"]),
                qualifier=view["qualifier"],
                text=view["compact"],
                exactness=view["exactness"],
                fallback=receipt[side] is None,
                marked=bool(item["marked"]),
                computed=view["basis"] == "derived",
                unit=receipt["unit_code"],
                role=item.get("role") or item.get("column") or "",
                assumed=bool(item.get("assumed")),
            )
        )
    return points


def _events(events: Iterable[Any]) -> list[Happening]:
    return [_happening(event) for event in events if event is not None and event.live]


def _happening(event: Any) -> Happening:
    when = parse_date(event.date)
    middle: date = when.start + (when.end - when.start) / 2
    return Happening(label=event.title, date=when.words(), day=middle.isoformat())


def digest(job: Job) -> str:
    """What decides whether a drawing is made anew: the job, and the code that draws it."""
    text = json.dumps(job.model_dump(), sort_keys=True)
    return hashlib.sha256(f"{compiler_version()}\n{text}".encode()).hexdigest()


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


class CompilerFailed(RuntimeError):  # noqa: N818  (said to editors as it stands)
    """The compiler's process ended, or was ended because it was `late`, before all was drawn."""

    def __init__(self, message: str, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


def run_compiler(batch: Sequence[Job]) -> Iterator[Drawing]:
    """Drawings in the order of the jobs, from one process. Raises CompilerFailed if it hangs or dies.

    It hangs if a drawing takes longer than the setting CHART_COMPILE_TIMEOUT; it is then killed.
    """
    site = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "DJANGO_SETTINGS_MODULE": "datastory.settings.drawing",
        "STORY_FONTS": str(Path(settings.STATICFILES_DIRS[0]) / "fonts"),
        "STORY_FONT_CACHE": str(Path(settings.ENV.var) / "fonts"),
    }
    with tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            [sys.executable, *COMPILER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            text=True,
        )
        watch = Watch(process, settings.CHART_COMPILE_TIMEOUT)
        feeder = threading.Thread(target=_feed, args=(process, batch), daemon=True)
        feeder.start()
        try:
            for drawing in _parsed(process):
                watch.stop()
                yield drawing
                watch.start()
            status = process.wait()
        finally:
            watch.stop()
            if process.poll() is None:
                process.kill()
            process.wait()
        if status:
            complaints.seek(0)
            raise CompilerFailed(_why(complaints.read(), status, watch.late), watch.late)


class Watch:
    """Ends a process that says nothing for so many seconds; `late` tells whether it had to."""

    def __init__(self, process: "subprocess.Popen[str]", seconds: float) -> None:
        self.process, self.seconds, self.late = process, seconds, False
        self.start()

    def start(self) -> None:
        self.timer = threading.Timer(self.seconds, self._end)
        self.timer.daemon = True
        self.timer.start()

    def stop(self) -> None:
        self.timer.cancel()

    def _end(self) -> None:
        self.late = True
        self.process.kill()


def _feed(process: "subprocess.Popen[str]", batch: Sequence[Job]) -> None:
    assert process.stdin
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
        for job in batch:
            pipe.write(job.model_dump_json() + "\n")


def _why(complaints: str, status: int, late: bool) -> str:
    if late:
        return f"The chart took longer than {settings.CHART_COMPILE_TIMEOUT:g} seconds to draw and was stopped."
    last = complaints.strip().splitlines()[-1] if complaints.strip() else f"exit status {status}"
    return f"The chart compiler ended early: {last}"


def _parsed(process: "subprocess.Popen[str]") -> Iterator[Drawing]:
    assert process.stdout
    for line in process.stdout:
        if line.startswith("{") and line.endswith("}\n"):
            yield Drawing.model_validate_json(line)


def _covers() -> tuple[set[int], str]:
    """The charts on covers, and the title of the first cover."""
    from django.apps import apps

    homes = apps.get_model("stories", "HomePage").objects.live().order_by("path").values_list("chart_id", "title")
    return {pk for pk, _ in homes if pk}, next((title for _, title in homes), "")
