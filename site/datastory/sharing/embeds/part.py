"""The part of a thing that an address asks for, put right where it cannot be followed: what is handed out to embed."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict

from . import choosing, editions, taking
from .asked import Asked, Problem, mended, renewed
from .choosing import Chosen
from .editions import NoEdition, Pinned
from .found import Found
from .heights import height_of
from .taking import Data

ROUNDS = 3  # what is mended may have another problem in it, once
NOT_OF_PAGES = ("theme", "lang", "v", "figures")  # which pages of the site do not know


@dataclass(frozen=True)
class Part:
    """What is shown for `query`, which can be followed; `problems` are those of the address as it was written.

    `not_kept` says in a sentence why there is nothing of the edition that was asked for.
    """

    found: Found
    query: QueryDict
    asked: Asked
    data: Data
    chosen: Chosen
    pinned: Pinned | None = None
    problems: tuple[Problem, ...] = ()
    not_kept: str = ""

    @property
    def title(self) -> str:
        """The title of the thing, and which part of it this is."""
        return self.chosen.titled(self.data["title"])

    @property
    def height(self) -> int:
        """How high it is in a column of 600 px, or a screenful where it is longer."""
        return height_of(self.found.kind, self.data, self.chosen, bool(self.pinned))

    @property
    def of_page(self) -> str:
        """The query with which the thing's own page shows the same."""
        query = self.query.copy()
        for name in NOT_OF_PAGES:
            query.pop(name, None)
        return query.urlencode()


def chosen_of(found: Found, data: Data, pinned: Pinned | None, query: QueryDict) -> Chosen:
    """The part chosen of what stands now, or of what an edition says."""
    if found.kind.name != "bill":
        return choosing.choose(found.kind.name, data, query)
    receipts = editions.pinned_receipts(pinned.edition) if pinned else taking.receipts()
    return choosing.lines({slug: receipts[slug] for slug in data["lines"] if slug in receipts}, query)


def part_of(found: Found, query: QueryDict, request: HttpRequest) -> Part:
    """The part that a query asks for, or the nearest that there is."""
    reader = _Reader(found, request)
    first = part = reader.read(query)
    for _ in range(ROUNDS):
        if not part.problems:
            break
        part = reader.read(part.query)
    return replace(part, problems=first.problems, not_kept=first.not_kept)


class _Reader:
    """Reads queries of one thing, and takes what stands now at most once."""

    def __init__(self, found: Found, request: HttpRequest) -> None:
        self.found = found
        self.request = request

    def read(self, query: QueryDict) -> Part:
        """What a query asks for, with what is wrong in it; the part's own query is mended."""
        query = renewed(query)
        asked = Asked.read(query, self.found.kind)
        pinned, missing = self._pinned(asked.edition)
        data = pinned.data if pinned else self._now
        chosen = chosen_of(self.found, data, pinned, query)
        problems = (*asked.problems, *missing, *chosen.problems)
        right = _without(mended(query, problems, chosen.inputs), "doctor")
        if pinned:
            right["v"] = str(pinned.edition.pk)  # the one asked for may be kept in another
        not_kept = missing[0].sentence if missing else ""
        return Part(self.found, right, asked, data, chosen, pinned, problems, not_kept)

    def _pinned(self, number: int | None) -> tuple[Pinned | None, tuple[Problem, ...]]:
        try:
            return (editions.pinned(self.found, number) if number else None), ()
        except NoEdition as error:
            return None, (editions.problem(error),)

    @cached_property
    def _now(self) -> Data:
        return taking.glance(self.found, self.request)


def _without(written: str, *names: Any) -> QueryDict:
    """The query without these and without what says nothing, as forms leave it."""
    query = QueryDict(mutable=True)
    for name, values in QueryDict(written).lists():
        if name not in names and (said := [value for value in values if value]):
            query.setlist(name, said)
    return query
