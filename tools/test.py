"""Checks, then every test, browser tests included: `make test`. Arguments go to pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = "install Chromium or Chrome (Debian: sudo apt install chromium), or set CHROMIUM to its path."


class Missing(Exception):  # noqa: N818  (a sentence for whoever started this, not a fault of the program)
    """Something is not there that only the person at the keyboard can provide."""


def chromium() -> str:
    """The path of a Chromium: the one that CHROMIUM names, one on the PATH, or one that apt installs."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named):
            return named
        raise Missing(
            f"CHROMIUM is set to {named}, which is not a program: set it to the path of a Chromium or Chrome."
        )
    if not find_chromium():
        install_chromium()
    found = find_chromium()
    if not found:
        raise Missing(f"No Chromium was found and none can be installed from here: {ADVICE}")
    return found


def find_chromium() -> str | None:
    return next((path for name in (*NAMES, *PLACES) if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """With apt, as root or where sudo asks no password; elsewhere nothing is done."""
    apt = shutil.which("apt-get")
    if not apt:
        return
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if not sudo or _failure([sudo, "-n", "true"]):
            return
        prefix = [sudo, "-n"]
    print("Chromium: installing it with apt, about a minute …", flush=True)
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        reason = _failure([*command, *step])
        if reason:
            raise Missing(f"No Chromium was found, and apt cannot install it ({reason}): {ADVICE}")


def _failure(command: list[str]) -> str:
    """The last line of what a command complains of; empty where it succeeds."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return ""
    return (done.stdout.strip().splitlines() or [f"exit status {done.returncode}"])[-1]


def main(arguments: list[str]) -> int:
    """The worse of the two exit statuses. pytest's closing line is the last that is printed to stdout."""
    os.environ["CHROMIUM"] = chromium()
    print(f"Chromium: {os.environ['CHROMIUM']}", flush=True)
    checked = subprocess.run([str(BIN / "python"), str(ROOT / "tools" / "check.py")], cwd=ROOT, check=False).returncode

    command = [str(BIN / "python"), "-m", "pytest", "-n", "auto", "--maxprocesses", "4", *arguments]
    tested = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if checked:
        print("The checks before the tests failed: see `make check`.", file=sys.stderr)
    return tested or checked


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit(130)
