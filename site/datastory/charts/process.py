"""The compiler's process, seen from outside: it is fed jobs, answers with drawings, and is ended when it hangs."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from .data import Drawing, Job

COMPILER = ("-m", "datastory.charts.compiler")  # what Python runs in a process of its own


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
