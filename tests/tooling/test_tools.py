"""What is missing on a machine is said in one sentence with what to do; what is there is used."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tools import packages
from tools import test as tool

ROOT = Path(__file__).resolve().parents[2]


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH but `sh` and `env`, and the place where its programs go."""
    place = tmp_path / "bin"
    place.mkdir()
    for name in ("sh", "env"):
        (place / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(place))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr(tool, "PLACES", ())
    return place


def launched(place: Path) -> "subprocess.CompletedProcess[str]":
    """tools/python in a clone that has no .venv."""
    return subprocess.run(
        [str(ROOT / "tools" / "python"), "-c", "print(1)"], cwd=place, capture_output=True, text=True, check=False
    )


def test_no_python_is_one_sentence(bare: Path) -> None:
    done = launched(bare)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, and none was found: install it")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_one_sentence(bare: Path) -> None:
    program(bare / "python3", 'case "$2" in *print*) echo 3.9.18;; *) exit 1;; esac')
    done = launched(bare)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, and python3 here is 3.9.18: install a newer one")
    assert done.stderr.count("\n") == 1


def test_a_newer_python_is_found_beside_an_old_one(bare: Path) -> None:
    program(bare / "python3", "exit 1")
    program(bare / "python3.12", 'case "$2" in "print(1)") echo found;; esac')
    assert launched(bare).stdout == "found\n"


def test_no_chromium_and_no_apt_is_one_sentence(bare: Path) -> None:
    with pytest.raises(tool.Missing, match=r"^No Chromium was found .*: install Chromium or Chrome .*\.$"):
        tool.chromium()


def test_a_chromium_on_the_path_is_used(bare: Path) -> None:
    expected = program(bare / "google-chrome", "")
    assert tool.chromium() == str(expected)


def test_chromium_that_is_not_there_is_one_sentence(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(tool.Missing, match=r"^CHROMIUM is set to /nowhere/chromium, which is not a program: .*\.$"):
        tool.chromium()


def test_root_installs_chromium_with_apt(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (bare / "cp").symlink_to(str(shutil.which("cp", path=os.defpath)))
    program(bare / "apt-get", f'case "$*" in *install*) cp "$0" "{bare}/chromium";; esac')
    assert tool.chromium() == str(bare / "chromium")


def test_an_apt_that_fails_is_one_sentence(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(bare / "apt-get", "echo E: no network; exit 100")
    with pytest.raises(
        tool.Missing, match=r"^No Chromium was found, and apt cannot install it \(E: no network\): .*\.$"
    ):
        tool.chromium()


def test_who_may_not_install_is_not_asked_for_a_password(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    program(bare / "apt-get", f'echo > "{bare}/ran"')
    program(bare / "sudo", "exit 1")
    with pytest.raises(tool.Missing):
        tool.chromium()
    assert not (bare / "ran").exists()


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("WARNING: Retrying after connection broken by NewConnectionError", "check the network connection"),
        ("ERROR: Could not find a version of a==1 (from versions: none)", "check the network connection"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "does not match its hash"),
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: Failed to build a wheel", "ERROR: Failed to build a wheel"),
    ],
)
def test_what_stops_pip_is_one_sentence(log: str, sentence: str) -> None:
    why = packages.why(log)
    assert sentence in why
    assert "\n" not in why and why.endswith(".")
