import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import OutputWrapper

from datastory.core.startup import steps
from datastory.core.startup.record import Record
from datastory.core.startup.steps import Start


@pytest.fixture
def began(tmp_path: Path) -> Callable[[], Start]:
    """Starts of one site, one after another: each reads what those before it noted."""
    return lambda: Start(OutputWrapper(io.StringIO()), Record.at(tmp_path / "started.json"))


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that steps call, which are not run."""
    names: list[str] = []
    monkeypatch.setattr(steps, "call_command", lambda name, *args, **options: names.append(name))
    return names
