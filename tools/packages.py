"""Installs what a lock file pins into .venv, once: `tools/python tools/packages.py requirements.lock`.

Needs nothing but the standard library, as it runs before anything is installed.
"""

import hashlib
import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOG = VENV / "pip.log"
LOCKS = ("requirements.lock", "requirements-dev.lock")
UNREACHABLE = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|ConnectTimeout|ReadTimeout"
    r"|Max retries exceeded|Network is unreachable|from versions: none"
)


class Missing(Exception):  # noqa: N818  (a sentence for whoever started this, not a fault of the program)
    """Something is not there that only the person at the keyboard can provide."""


def main(lock: str) -> None:
    """Say in one line that the packages are there, or install them."""
    if is_installed(lock):
        print("Packages: up to date.")
        return
    make_venv()
    install(lock)


def stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def digest(lock: str) -> str:
    """Of the lock and of the Python that it is installed for."""
    return hashlib.sha256((ROOT / lock).read_bytes() + sys.version.encode()).hexdigest()


def is_installed(lock: str) -> bool:
    return _inside_venv() and stamp(lock).is_file() and stamp(lock).read_text() == digest(lock)


def make_venv() -> None:
    """An environment with a pip that works; a half-made one, or one of another Python, is made anew."""
    python = VENV / "bin" / "python"
    if _inside_venv() and _runs([str(python), "-m", "pip", "--version"]):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        minor = f"python3.{sys.version_info.minor}-venv"
        raise Missing(
            f"This Python ({sys.executable}) cannot make virtual environments: install its venv module "
            f"(Debian, Ubuntu: apt install {minor}) and run the same command again."
        )
    print(f"Python: {sys.version.split()[0]}, making .venv …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        reason = (made.stdout + made.stderr).strip().splitlines()[-1:] or ["no reason given"]
        raise Missing(f"The folder .venv could not be made: {reason[0]}")


def install(lock: str) -> None:
    """Every pin of the lock, checked against its hashes, with a count while it goes."""
    pins = list(pinned(lock))
    began = time.monotonic()
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--retries", "2"]
    command += ["--progress-bar", "off", "--no-input", "--disable-pip-version-check", "-r", str(ROOT / lock)]
    print(f"Packages: installing up to {len(pins)} from {lock}, about a minute …", flush=True)
    with LOG.open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout
        count = 0
        for line in process.stdout:
            log.write(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")) and sys.stdout.isatty():
                count += 1
                print(f"\r          {count} fetched", end="", flush=True)
        if count:
            print("\r" + " " * 30 + "\r", end="")
    if process.wait():
        raise Missing(why(LOG.read_text()))
    for other in LOCKS:  # the packages for development contain those of the site
        if set(pinned(other)) <= set(pins):
            stamp(other).write_text(digest(other))
    print(f"Packages: installed in {time.monotonic() - began:.0f} s.")


def pinned(lock: str) -> Iterator[str]:
    """`name==version` of every package of a lock."""
    yield from re.findall(r"^[a-z0-9][^ ]*", (ROOT / lock).read_text(), flags=re.MULTILINE)


def why(log: str) -> str:
    """What pip's log comes down to, in one sentence."""
    if "DO NOT MATCH THE HASHES" in log:
        return (
            "A package does not match its hash in the lock file and was refused: check the package index "
            f"that pip is set to use; the whole story is in {LOG.relative_to(ROOT)}."
        )
    if "No space left on device" in log:
        return "The disk is full: make room (the packages take about 500 MB) and run the same command again."
    if UNREACHABLE.search(log):
        return (
            "The packages cannot be downloaded: check the network connection, or set PIP_INDEX_URL to a package "
            "index that can be reached, and run the same command again."
        )
    errors = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines()[-1:] or ["no reason"]
    return f"The packages cannot be installed ({errors[-1]}): the whole story is in {LOG.relative_to(ROOT)}."


def _inside_venv() -> bool:
    """tools/python takes the Python of .venv wherever that one works."""
    return Path(sys.prefix).resolve() == VENV


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Missing as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from here.")
