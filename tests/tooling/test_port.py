"""A port that cannot be served on is said in one sentence, before anything else is done."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datastory.core.startup import port as module
from datastory.core.startup.port import PortUnusable, check_port


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_free_port_is_fine() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_port(port)


def test_a_busy_port_names_another_one(busy: int) -> None:
    with pytest.raises(PortUnusable, match=rf"^Port {busy} is taken by another program: .*PORT=\d+ make run\.$"):
        check_port(busy)


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "8000.5", "²"])
def test_a_port_is_a_number_of_ports(port: str) -> None:
    with pytest.raises(PortUnusable, match="is not a port: set it to a number from 1 to 65535"):
        check_port(port)


def test_it_needs_the_standard_library_only(busy: int) -> None:
    """`make run` asks before any package is installed: -I and -S leave nothing else."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(Path(module.__file__)), str(busy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"Port \d+ is taken by another program: [^\n]*\n", done.stderr)
