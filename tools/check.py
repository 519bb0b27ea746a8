"""Every check of the code, all of them even if one fails: `make check`."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"

# the slowest first, so that the others run beside it
CHECKS = {
    "mypy": ["mypy"],
    "migrations": [
        *("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        *("--settings", "datastory.settings.test"),
    ],
    "imports": ["lint-imports", "--no-logo"],
    "templates": ["djhtml", "--check", "--tabwidth", "2", "templates"],
    "packages": ["deptry", "--no-ansi", "site", "tests", "tools"],
    "ruff": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
}


def run(name: str) -> tuple[str, int, str, float]:
    """The check's name, exit status, words and seconds."""
    began = time.monotonic()
    program, *rest = CHECKS[name]
    with tempfile.TemporaryDirectory() as var:  # nothing that a check makes is kept
        environment = {**os.environ, "VAR": var}
        if name == "imports":  # mypy finds the package by its settings, and errs where it is found twice
            environment["PYTHONPATH"] = "site"
        done = subprocess.run(
            [str(BIN / program), *rest],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return name, done.returncode, done.stdout, time.monotonic() - began


def main() -> int:
    failing = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for name, status, words, seconds in pool.map(run, CHECKS):
            print(f"{'no' if status else 'ok':4}{name:12}{seconds:5.1f} s  {' '.join(CHECKS[name])}", flush=True)
            if status:
                failing.append(name)
                print(words.rstrip(), end="\n\n", flush=True)
    if failing:
        print(f"{len(failing)} of {len(CHECKS)} checks failed: {', '.join(failing)}.")
        return 1
    print(f"All {len(CHECKS)} checks passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
