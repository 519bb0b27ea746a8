"""Pieces of pages: templates whose outcome hangs on nothing but the plain data they are given, rendered once for it.

A receipt stands on many pages, a check on three; after a change of anything else each of them is as it was. So they are
kept by what they say, not by when they were made, and a page that is made anew renders only what is new.
"""

import json
import threading
from collections import OrderedDict
from dataclasses import is_dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.template import loader
from django.utils.safestring import SafeString


class Pieces:
    """Rendered pieces, up to a number of bytes, the longest unused going first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[bytes, SafeString] = OrderedDict()
        self._lock = threading.Lock()

    def rendered(self, name: str, data: dict[str, Any]) -> SafeString:
        """The template with the data, which must be plain: kept, or rendered now. Raises TypeError if it is not."""
        key = blake2b(json.dumps([name, data], default=_plain).encode(), digest_size=16).digest()
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        made = SafeString(loader.get_template(name).render(data))
        with self._lock:
            self._put(key, made)
        return made

    def _put(self, key: bytes, made: SafeString) -> None:
        if key in self._kept or len(made) > self.limit // 4:
            return
        self._kept[key] = made
        self.size += len(made)
        while self.size > self.limit:
            self.size -= len(self._kept.popitem(last=False)[1])


def _plain(value: Any) -> dict[str, Any]:
    if is_dataclass(value):
        return vars(value)
    raise TypeError(f"{value!r} is no plain data")


_pieces = Pieces(settings.PIECES_BYTES)


def piece(name: str, **data: Any) -> SafeString:
    """A piece of a page by the name of its template, made of plain data.

    Words of a template come marked as safe; as JSON they are the same as text that is not, so the mark is taken off.
    """
    plain = {key: value + "" if isinstance(value, SafeString) else value for key, value in data.items()}
    return _pieces.rendered(name, plain)
