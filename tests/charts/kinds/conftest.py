"""The compiler has as long as it needs here: a busy machine is no fault of a kind."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def patience(settings: Any) -> None:
    settings.CHART_COMPILE_TIMEOUT = 900
