"""Search over everything that is published."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends import get_search_backend

from datastory.companies.models import Profile
from datastory.ledger.models import Figure
from datastory.ledger.values import has_number, in_short, with_values
from datastory.timeline.models import Event

from .models import Term

LONGEST = 100  # characters of a query that are searched for
_NOT_WORDS = re.compile(r'[\x00"*^:(){}]')  # signs that the full-text index reads as orders
MOST = 20  # results of a kind
MOST_PAGES = 100
PAGES = {"chapterpage": "chapters", "chartpage": "charts"}


@dataclass(frozen=True)
class Found:
    """A figure as lists of results name it."""

    slug: str
    label: str
    note: str


@dataclass(frozen=True)
class Kind:
    """The results of one kind, at most `MOST`; `more` says that there are others."""

    results: list[Any]
    more: bool = False


@dataclass(frozen=True)
class Finds:
    """Results by kind; `cut` says that the query was longer than what was searched for."""

    query: str
    cut: bool = False
    kinds: dict[str, Kind] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(kind.results) for kind in self.kinds.values())

    @property
    def more(self) -> bool:
        """Whether not all is shown."""
        return any(kind.more for kind in self.kinds.values())


def words_of(text: str) -> tuple[str, bool]:
    """The words of a query as they are searched for, and whether it was longer than that."""
    query = " ".join(_NOT_WORDS.sub(" ", text).split())
    return query[:LONGEST], len(query) > LONGEST


def find(text: str, pages: Any) -> Finds:
    """Everything published that has all words of the query, a few of each kind; `pages` are those that may be found."""
    words, cut = words_of(text)
    if not words:
        return Finds("")
    searched = {
        "events": Event.objects.filter(live=True),
        "firms": Profile.objects.filter(live=True).select_related("subject"),
        "terms": Term.objects.filter(live=True),
    }
    kinds = {name: _first(_search(words, among)) for name, among in searched.items()}
    return Finds(words, cut, {**_by_type(_search(words, pages)), "figures": _figures(words), **kinds})


def named(figures: Iterable[Figure]) -> list[Found]:
    """Figures as lists of results name them."""
    return [Found(figure.slug, figure.label, _note(figure)) for figure in figures]


def _note(figure: Figure) -> str:
    return in_short(figure.receipt.data) if hasattr(figure, "receipt") else figure.period


def _by_type(pages: Any) -> dict[str, Kind]:
    """Chapters, charts, and other pages."""
    models = ContentType.objects.get_for_id
    found: dict[str, list[Any]] = {"chapters": [], "charts": [], "pages": []}
    for page in pages[:MOST_PAGES]:
        found[PAGES.get(models(page.content_type_id).model, "pages")].append(page)
    return {name: _first(results) for name, results in found.items()}


def _figures(words: str) -> Kind:
    """By their values if a number is asked for, else by their names."""
    figures = Figure.objects.filter(live=True).select_related("receipt")
    found = _first(with_values(words) if has_number(words) else _search(words, figures))
    return replace(found, results=named(found.results))


def _first(results: Any) -> Kind:
    first = list(results[: MOST + 1])
    return Kind(first[:MOST], len(first) > MOST)


def _search(words: str, among: Any) -> Any:
    return get_search_backend().search(words, among)
