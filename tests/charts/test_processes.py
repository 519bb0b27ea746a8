"""The converter stays in a process of its own: it holds the interpreter's lock and deadlocks when it is forked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[2] / "site"
HEAVY = {"altair", "vl_convert", "datastory.charts.compiler"}

SERVING = """
from datastory.wsgi import application
from django.test import Client
response = Client().get("/robots.txt")
assert response.status_code == 200
"""
RENDERING = """
import django; django.setup()
import datastory.urls
from django.template.loader import render_to_string
from datastory.charts import compiler_version, gallery, models, pipeline
from datastory.charts.kinds import KINDS
from datastory.ledger.rich_text import number
compiler_version()
blocks = [kind.block() for kind in KINDS.values()]
assert "withdrawn" in render_to_string("parts/number.html", {"view": None})
"""
DRAWING = "import django; django.setup(); import datastory.charts.compiler"


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after the program."""
    ending = "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(SITE), "DJANGO_SETTINGS_MODULE": "datastory.settings.test"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program + ending],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("program", [SERVING, RENDERING], ids=["serving", "rendering"])
def test_a_web_worker_never_loads_the_compiler(program: str) -> None:
    loaded = loaded_by(program)
    assert "datastory.charts.pipeline" in loaded or program is SERVING
    assert loaded & HEAVY == set()


def test_the_compiler_is_what_loads_the_converter() -> None:
    assert loaded_by(DRAWING) >= HEAVY
