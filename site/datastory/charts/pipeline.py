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
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from datastory.ledger.dates import parse_date
from datastory.ledger.desk import receipts

from . import compiler_version
from .data import Drawing, Happening, Job, Point, Side, Width
from .kinds import KINDS
from .models import Artifact, ChartPage

SIDES: tuple[Side, ...] = ("told", "record")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


@dataclass
class Report:
    """What a compile did: how many were drawn, how many needed nothing, and what went wrong by chart."""

    drawn: int = 0
    kept: int = 0
    problems: dict[str, str] = field(default_factory=dict)


def jobs(chart: ChartPage, laid: dict[int, dict[str, Any]], extra: Sequence[Width] = ()) -> list[Job]:
    """The drawings that a chart needs, from the receipts of its figures by figure id."""
    if not chart.drawing:
        return []
    block = chart.drawing[0]
    value = block.value
    kind = KINDS[block.block_type].block()
    items = value.get("figures") or []
    units = {laid[i["figure"].pk]["unit_code"] for i in items if i["figure"] and i["figure"].pk in laid}
    points = {side: _points(items, laid, side) for side in SIDES}
    rows, events = kind.rows(value), _events(value.get("events") or [])
    both = kind.both_sides(value)
    return [
        Job(
            key=f"{chart.slug}/{side}/{width}",
            kind=block.block_type,
            side=side,
            width=width,
            title=chart.title,
            description=chart.alternative,
            unit=next(iter(sorted(units)), "count"),
            options=kind.options(value),
            points=points[side],
            others=points["record" if side == "told" else "told"] if both else [],
            events=events,
            rows=rows,
        )
        for side in SIDES
        for width in (*WIDTHS, *extra)
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


def compile_charts(
    charts: Iterable[ChartPage] | None = None, on_progress: Callable[[int, int], None] | None = None
) -> Report:
    """Draw what is out of date, in one batch; keep the last good drawing of what fails.

    `on_progress` is called with the drawings done and to be done.
    """
    wanted = list(ChartPage.objects.live() if charts is None else charts)
    laid = receipts(pk for chart in wanted for pk in chart.figure_pks())
    covers = _cover_ids()
    by_key = {
        job.key: (chart, job) for chart in wanted for job in jobs(chart, laid, ("hero",) if chart.pk in covers else ())
    }
    kept = {
        f"{slug}/{side}/{width}": value
        for slug, side, width, value in Artifact.objects.filter(chart__in=wanted).values_list(
            "chart__slug", "side", "width", "digest"
        )
    }
    due = [job for key, (_, job) in by_key.items() if kept.get(key) != digest(job)]
    report = Report(kept=len(by_key) - len(due))
    if due:
        _draw(due, by_key, report, on_progress)
    for chart in wanted:
        problem = report.problems.get(chart.slug, "")
        if chart.problem != problem:
            ChartPage.objects.filter(pk=chart.pk).update(problem=problem)
    return report


def _draw(
    due: list[Job],
    by_key: dict[str, tuple[ChartPage, Job]],
    report: Report,
    on_progress: Callable[[int, int], None] | None,
) -> None:
    drawings: list[Drawing] = []
    try:
        for drawing in run_compiler(due):
            drawings.append(drawing)
            if on_progress:
                on_progress(len(drawings), len(due))
    except CompilerFailed as error:
        for job in due[len(drawings) :]:
            report.problems[by_key[job.key][0].slug] = str(error)[:500]
    for drawing in drawings:
        if drawing.error:
            report.problems[by_key[drawing.key][0].slug] = drawing.error
    broken = set(report.problems)
    with transaction.atomic():  # a chart's drawings change together or not at all
        for drawing in drawings:
            chart, job = by_key[drawing.key]
            if chart.slug not in broken:
                _keep(chart, job, drawing)
                report.drawn += 1


def _keep(chart: ChartPage, job: Job, drawing: Drawing) -> None:
    Artifact.objects.update_or_create(
        chart=chart,
        side=job.side,
        width=job.width,
        defaults={
            "digest": digest(job),
            "svg": drawing.svg,
            "vega": drawing.vega,
            "vegalite": drawing.vegalite,
            "png": base64.b64decode(drawing.png),
            "points": [point.model_dump() for point in job.points] or job.rows,
        },
    )


class CompilerFailed(RuntimeError):  # noqa: N818  (said to editors as it stands)
    """The compiler's process ended or was ended before all was drawn."""


def run_compiler(batch: Sequence[Job]) -> Iterator[Drawing]:
    """Drawings in the order of the jobs, from one process. Raises CompilerFailed if it hangs or dies."""
    site = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "STORY_FONTS": str(Path(settings.STATICFILES_DIRS[0]) / "fonts"),
        "STORY_FONT_CACHE": str(Path(settings.ENV.var) / "fonts"),
    }
    with tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "datastory.charts.compiler"],
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
            raise CompilerFailed(_why(complaints.read(), status, watch.late))


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


def _cover_ids() -> set[int]:
    from django.apps import apps

    home = apps.get_model("stories", "HomePage")
    return set(home.objects.live().exclude(chart=None).values_list("chart_id", flat=True))
