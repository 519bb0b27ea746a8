"""What the search suggests while somebody types: chapters, figures, events, firms, terms."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from datastory.companies.models import Profile
from datastory.core.cache_policy import shared
from datastory.core.navigation import Navigation, navigation_of
from datastory.ledger.models import Figure, Subject
from datastory.timeline.models import Event

from .finding import words_of
from .models import Term

MOST = 3  # of a kind
SHORTEST = 2  # letters that say anything


@shared
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"query", "suggestions": [{"kind", "title", "note", "url"}]}`; none for less than two letters."""
    words, _ = words_of(request.GET.get("q", ""))
    found = suggestions(words, navigation_of(request)) if len(words) >= SHORTEST else []
    return JsonResponse({"query": words, "suggestions": found})


def suggestions(words: str, navigation: Navigation) -> list[dict[str, str]]:
    """A few of each kind that begin with these words, pages first; five queries."""
    places = navigation.places
    bill, line = places.get("numberspage", ""), places.get("timelinepage", "")
    market, glossary = places.get("companiespage", ""), places.get("glossarypage", "")
    pages = navigation.public(Page.objects.live())
    figures = Figure.objects.filter(live=True).select_related("receipt")
    profiles = Profile.objects.filter(live=True).values_list("subject_id", "slug", "role")
    firms = {subject: (slug, role) for subject, slug, role in profiles}
    return [
        *(_one("page", p.title, "", p.get_url() or "") for p in _begin(words, pages)),
        *(_one("figure", f.label, _value(f), f"{bill}{f.slug}/") for f in _begin(words, figures)),
        *(
            _one("event", e.title, e.when, f"{line}#event-{e.slug}")
            for e in _begin(words, Event.objects.filter(live=True))
        ),
        *(
            _one("firm", s.name, firms[s.pk][1], f"{market}{firms[s.pk][0]}/")
            for s in _begin(words, Subject.objects.filter(live=True))
            if s.pk in firms
        ),
        *(_one("term", t.term, "", f"{glossary}#{t.slug}") for t in _begin(words, Term.objects.filter(live=True))),
    ]


def _begin(words: str, among: Any) -> list[Any]:
    return list(get_search_backend().autocomplete(words, among)[:MOST])


def _value(figure: Any) -> str:
    shown = figure.receipt.data["shown"] if hasattr(figure, "receipt") else None
    return ", ".join(filter(None, (shown["compact"] if shown else "", figure.period)))


def _one(kind: str, title: str, note: str, url: str) -> dict[str, str]:
    return {"kind": kind, "title": title, "note": note, "url": url}
