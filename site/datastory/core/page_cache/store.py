"""Where copies are kept: in memory, up to a number of bytes, the longest unused going first."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from .asking import Key
from .copies import Copy

MISSING_SECONDS = 10  # how long "not found" is kept


class Shelf:
    """Copies of one sort with their own limit, so that none of the other sorts is crowded out."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.copies: OrderedDict[Key, tuple[Copy, float]] = OrderedDict()

    def put(self, key: Key, copy: Copy, until: float) -> None:
        self.drop(key)
        if copy.size > self.limit // 4:
            return
        self.copies[key] = copy, until
        self.size += copy.size
        while self.size > self.limit:
            self.drop(next(iter(self.copies)))

    def get(self, key: Key) -> Copy | None:
        found = self.copies.get(key)
        if found is None:
            return None
        copy, until = found
        if until < time.monotonic():
            self.drop(key)
            return None
        self.copies.move_to_end(key)
        return copy

    def drop(self, key: Key) -> None:
        if gone := self.copies.pop(key, None):
            self.size -= gone[0].size


class Store:
    """The copies of one generation: pages on most of it, answers to queries and "not found" on shelves of their own."""

    def __init__(self, limit: int, forget: Callable[[], None] = lambda: None) -> None:
        """`forget` is called at each new generation, for what else the process holds in memory."""
        self.limit = limit
        self.generation = ""
        self._forget = forget
        self._lock = threading.Lock()
        self._clear()

    def _clear(self) -> None:
        self._pages = Shelf(self.limit * 12 // 16)
        self._queries = Shelf(self.limit * 3 // 16)
        self._missing = Shelf(self.limit // 16)

    @property
    def size(self) -> int:
        return self._pages.size + self._queries.size + self._missing.size

    def get(self, generation: str, key: Key) -> Copy | None:
        """The copy that was made in this generation; those of another are forgotten."""
        with self._lock:
            if generation != self.generation:
                self.generation = generation
                self._clear()
                self._forget()
                return None
            return self._shelf(key).get(key) or self._missing.get(key)

    def put(self, generation: str, key: Key, copy: Copy) -> None:
        """Keep a copy, unless the generation in which it began to be made is over."""
        with self._lock:
            if not generation or generation != self.generation:
                return
            if copy.status.startswith("404"):
                self._missing.put(key, copy, time.monotonic() + MISSING_SECONDS)
            else:
                self._shelf(key).put(key, copy, float("inf"))

    def _shelf(self, key: Key) -> Shelf:
        return self._queries if key.query else self._pages
