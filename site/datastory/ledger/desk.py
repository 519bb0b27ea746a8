"""Receipts at hand: the ones that a page needs, fetched once, for all of its numbers.

A page names its figures (`figure_ids`), lays their receipts on the desk while it renders, and every number in
it is then drawn without a query.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .models import Receipt

_desk: ContextVar[Mapping[int, dict[str, Any]] | None] = ContextVar("receipts_at_hand", default=None)
_embed = re.compile(r"<embed\b[^>]*\bembedtype=\\?\"figure\\?\"[^>]*>")
_id = re.compile(r"\sid=\\?\"(\d{1,18})\\?\"", re.ASCII)  # no more digits than a database keeps


def figure_ids(*texts: str) -> list[int]:
    """The ids of the figures embedded in rich text or in the JSON of a stream, in order, each once."""
    found: dict[int, None] = {}
    for embed in (embed for text in texts for embed in _embed.findall(text)):
        if match := _id.search(embed):
            found[int(match[1])] = None
    return list(found)


def receipts(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The receipts of published figures by figure id, in the order asked for; one query."""
    wanted = list(dict.fromkeys(ids))
    found = dict(Receipt.objects.filter(figure_id__in=wanted).values_list("figure_id", "data")) if wanted else {}
    return {pk: found[pk] for pk in wanted if pk in found}


@contextmanager
def at_hand(laid: Mapping[int, dict[str, Any]]) -> Iterator[None]:
    """Lay these receipts on the desk while the block runs."""
    token = _desk.set(laid)
    try:
        yield
    finally:
        _desk.reset(token)


def lookup(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Receipts from the desk, and from the database only those that are not on it."""
    wanted = list(dict.fromkeys(ids))
    laid = _desk.get() or {}
    missing = [pk for pk in wanted if pk not in laid]
    fetched = receipts(missing) if missing else {}
    return {pk: laid.get(pk) or fetched[pk] for pk in wanted if pk in laid or pk in fetched}
