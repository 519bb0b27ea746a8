"""Search over everything that is published."""

import re
from dataclasses import dataclass, field
from typing import Any

from wagtail.search.backends import get_search_backend

from datastory.companies.models import Profile
from datastory.ledger.models import Figure
from datastory.timeline.models import Event

from .models import Term

LONGEST = 100  # characters of a query that are searched for
_NOT_WORDS = re.compile(r'[\x00"*^:(){}]')  # signs that the full-text index reads as orders
MOST = 20  # results of a kind


@dataclass(frozen=True)
class Finds:
    """Results by kind; `cut` says that the query was longer than what was searched for."""

    query: str
    cut: bool = False
    pages: list[Any] = field(default_factory=list)
    figures: list[Any] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    firms: list[Any] = field(default_factory=list)
    terms: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(kind) for kind in (self.pages, self.figures, self.events, self.firms, self.terms))


def words_of(text: str) -> tuple[str, bool]:
    """The words of a query as they are searched for, and whether it was longer than that."""
    query = " ".join(_NOT_WORDS.sub(" ", text).split())
    return query[:LONGEST], len(query) > LONGEST


def find(text: str, pages: Any) -> Finds:
    """Everything published that has all words of the query, a few of each kind; `pages` are those that may be found."""
    words, cut = words_of(text)
    if not words:
        return Finds("")
    return Finds(
        words,
        cut,
        pages=_search(words, pages),
        figures=_search(words, Figure.objects.filter(live=True).select_related("receipt")),
        events=_search(words, Event.objects.filter(live=True)),
        firms=_search(words, Profile.objects.filter(live=True).select_related("subject")),
        terms=_search(words, Term.objects.filter(live=True)),
    )


def _search(words: str, among: Any) -> list[Any]:
    return list(get_search_backend().search(words, among)[:MOST])
