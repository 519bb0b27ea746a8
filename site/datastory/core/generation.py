"""The site's generation: a mark that moves whenever something that readers may see has changed.

Whoever keeps what was made from the database keeps it under the generation in which it began to be made, and
serves it in no other.
"""

import os
import time
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import transaction


class Generation(Protocol):
    """A mark that all processes of the site read alike. It is exact: `advance` returns, `now` is another."""

    def now(self) -> str:
        """The mark; empty while there is none, when nothing may be kept."""

    def advance(self) -> None:
        """Begin the next generation."""


class FileGeneration:
    """For one machine: the length of a file that every change makes a byte longer.

    Appending is atomic, so no change is lost whatever number of processes make one, and reading takes a
    single `stat`, a microsecond. The file is told by its inode too: one made anew begins new generations.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._name = os.fspath(path)

    def now(self) -> str:
        try:
            found = os.stat(self._name)  # noqa: PTH116  (a third of the time that Path takes)
        except OSError:
            return ""
        return f"{found.st_ino:x}-{found.st_size:x}-{found.st_mtime_ns:x}"

    def advance(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(file, b".")
        finally:
            os.close(file)


class SharedGeneration:
    """For several machines: a number in the cache that they share."""

    key = "site-generation"

    def __init__(self, shared: BaseCache) -> None:
        self.shared = shared

    def now(self) -> str:
        number = self.shared.get(self.key)
        return "" if number is None else f"{number:x}"

    def advance(self) -> None:
        # a cache that lost the number goes on from the clock, past all numbers that there were
        self.shared.add(self.key, time.time_ns(), timeout=None)
        self.shared.incr(self.key)


@cache
def generation() -> Generation:
    """The one of this site: in Redis where there is one, else in a file."""
    if settings.ENV.redis_url:
        return SharedGeneration(caches["default"])
    return FileGeneration(Path(settings.GENERATION_FILE))


def advance_on_commit() -> None:
    """Begin the next generation once the transaction is through; at once where there is none."""
    transaction.on_commit(generation().advance)
