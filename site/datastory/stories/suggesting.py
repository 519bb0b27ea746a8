"""What the search suggests while somebody types: firms, terms, chapters, charts, figures, events."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from datastory.companies.models import Profile
from datastory.core.cache_policy import shared
from datastory.core.navigation import Navigation, navigation_of
from datastory.ledger.models import Figure, Subject
from datastory.ledger.values import has_number, with_values
from datastory.timeline.models import Event

from .finding import named, words_of
from .models import Term

MOST = 3  # of a kind
CANDIDATES = 30  # of a kind, among which are the nearest
SHORTEST = 2  # letters that say anything
PAGES = {"chapterpage": "chapter", "chartpage": "chart"}
NAMES = ("firm", "term")  # kinds whose titles are names
Suggestion = dict[str, str]


@shared
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"query", "suggestions": [{"kind", "title", "note", "url"}]}`; none for less than two letters."""
    words, _ = words_of(request.GET.get("q", ""))
    found = suggestions(words, navigation_of(request)) if len(words) >= SHORTEST else []
    return JsonResponse({"query": words, "suggestions": found})


def suggestions(words: str, navigation: Navigation) -> list[Suggestion]:
    """A few of each kind that have a word or number beginning so, exact names first; six queries."""
    kinds = (
        _pages(words, navigation),
        _figures(words, navigation.places.get("numberspage", "")),
        _events(words, navigation.places.get("timelinepage", "")),
        _firms(words, navigation.places.get("companiespage", "")),
        _terms(words, navigation.places.get("glossarypage", "")),
    )
    nearest = [each for kind in kinds for each in sorted(kind, key=lambda one: _distance(one, words))[:MOST]]
    return sorted(nearest, key=lambda one: _distance(one, words)[0])


def _distance(each: Suggestion, words: str) -> tuple[int, int]:
    """The name itself, another title that is the same, names that begin so, the shortest first; then all else."""
    title, asked, is_name = each["title"].lower(), words.lower(), each["kind"] in NAMES
    if title == asked:
        return (0 if is_name else 1), 0
    return (2, len(title)) if is_name and title.startswith(asked) else (3, 0)


def _pages(words: str, navigation: Navigation) -> list[Suggestion]:
    models = ContentType.objects.get_for_id
    found = _begin(words, navigation.public(Page.objects.live()))
    kinds = [PAGES.get(models(page.content_type_id).model, "page") for page in found]
    return [_one(kind, page.title, "", page.get_url() or "") for kind, page in zip(kinds, found, strict=True)]


def _figures(words: str, bill: str) -> list[Suggestion]:
    figures = Figure.objects.filter(live=True).select_related("receipt")
    found = with_values(words)[:CANDIDATES] if has_number(words) else _begin(words, figures)
    return [_one("figure", figure.label, figure.note, f"{bill}{figure.slug}/") for figure in named(found)]


def _events(words: str, line: str) -> list[Suggestion]:
    found = _begin(words, Event.objects.filter(live=True))
    return [_one("event", event.title, event.when, f"{line}#event-{event.slug}") for event in found]


def _firms(words: str, market: str) -> list[Suggestion]:
    profiles = Profile.objects.filter(live=True).values_list("subject_id", "slug", "role")
    firms = {subject: (slug, role) for subject, slug, role in profiles}
    found = [subject for subject in _begin(words, Subject.objects.filter(live=True)) if subject.pk in firms]
    return [_one("firm", firm.name, firms[firm.pk][1], f"{market}{firms[firm.pk][0]}/") for firm in found]


def _terms(words: str, glossary: str) -> list[Suggestion]:
    found = _begin(words, Term.objects.filter(live=True))
    return [_one("term", term.term, "", f"{glossary}#{term.slug}") for term in found]


def _begin(words: str, among: Any) -> list[Any]:
    return list(get_search_backend().autocomplete(words, among)[:CANDIDATES])


def _one(kind: str, title: str, note: str, url: str) -> Suggestion:
    return {"kind": kind, "title": title, "note": note, "url": url}
