"""The site as it is deployed, on a free port of loopback: granian, two workers, hashed and compressed static files."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.conftest import ROOT, copy_database, digest

STARTING = 60  # seconds


EDITOR = """
import contextlib, io, json, sys, traceback, django
django.setup()
for line in sys.stdin:
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
        answer = {"said": said.getvalue()}
    except Exception:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
"""


@dataclass(frozen=True)
class Deployed:
    """A running site: where it answers, and a process beside its workers that works on the same database."""

    address: str
    server: "subprocess.Popen[str]"
    editor: "subprocess.Popen[str]"

    def run(self, code: str) -> str:
        """Python in the process beside; what it printed."""
        assert self.editor.stdin and self.editor.stdout
        self.editor.stdin.write(json.dumps(code) + "\n")
        self.editor.stdin.flush()
        answer = json.loads(self.editor.stdout.readline())
        assert "error" not in answer, answer["error"]
        return str(answer["said"])


def end(process: "subprocess.Popen[str]") -> None:
    """Stop the server, as Ctrl-C does; a server that was stopped is stopped."""
    process.terminate()
    process.wait(timeout=20)


def collected_static() -> Path:
    """The site's own static files as `collectstatic` leaves them: made once for all workers of a run."""
    var = Path(settings.ENV.var)
    var.mkdir(parents=True, exist_ok=True)
    files = [*(ROOT / "static").rglob("*"), ROOT / "site/datastory/core/static.py"]
    made = var / f"test-static-{digest(files)}"
    with (var / "test-static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in var.glob("test-static-*/"):
                shutil.rmtree(old)
            command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
            partial = var / "test-static-partial"
            subprocess.run(command, env=environment_of(partial, 8000), cwd=ROOT, check=True)
            (partial / "static").rename(made)
            shutil.rmtree(partial)
    return made


def environment_of(var: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "VAR": str(var),
        "PORT": str(port),
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.deployed_settings",
    }


@pytest.fixture(scope="module")
def deployed(story_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The story, deployed."""
    var = tmp_path_factory.mktemp("deployed")
    copy_database(story_database, var / "story.sqlite3")
    shutil.copytree(collected_static(), var / "static")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = environment_of(var, port)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", EDITOR], env=environment, cwd=ROOT, text=True, **pipes) as editor:
        try:
            _wait_for(f"{address}/robots.txt", process)
            site = Deployed(address, process, editor)
            yield site
        finally:
            end(process)


def _wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        assert process.poll() is None, process.stdout and process.stdout.read()
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the site did not answer within {STARTING} s")
