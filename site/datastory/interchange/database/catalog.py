"""Names and ids of everything in the database, both ways."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.models import Page, Site

from datastory.charts.models import ChartIndexPage, ChartPage
from datastory.companies.models import CompaniesPage, Group, Layer, Profile
from datastory.ledger.models import (
    Check,
    ChecksPage,
    Figure,
    Metric,
    NumbersPage,
    Source,
    SourcesPage,
    Subject,
)
from datastory.stories.models import ArticlePage, ChapterPage, GlossaryPage, HomePage, SearchPage, Term
from datastory.timeline.models import Event, TimelinePage

from .pictures import picture_names

MODELS: dict[str, type[Any]] = {
    "source": Source,
    "subject": Subject,
    "metric": Metric,
    "figure": Figure,
    "check": Check,
    "layer": Layer,
    "group": Group,
    "profile": Profile,
    "event": Event,
    "term": Term,
}
SITE_PAGES: dict[str, type[Any]] = {
    "numbers": NumbersPage,
    "checks": ChecksPage,
    "sources": SourcesPage,
    "timeline": TimelinePage,
    "companies": CompaniesPage,
    "charts": ChartIndexPage,
    "glossary": GlossaryPage,
    "search": SearchPage,
}
PAGES: dict[str, type[Any]] = {"chapter": ChapterPage, "article": ArticlePage, "chart": ChartPage}


def home_page() -> Any:
    """The cover: the root of the default site if it is one, else the first there is, else None."""
    site = Site.objects.filter(is_default_site=True, root_page__homepage__isnull=False).first()
    return HomePage.objects.get(pk=site.root_page_id) if site else HomePage.objects.order_by("path").first()


class Catalog:
    """What is in the database. With `published`, only what readers can see."""

    def __init__(self, published: bool = False) -> None:
        self.ids: dict[str, dict[str, int]] = {}
        self.names: dict[str, dict[int, str]] = {}
        for kind, model in MODELS.items():
            name = "subject__slug" if kind == "profile" else "slug"
            found = model.objects.filter(live=True) if published else model.objects.all()
            self._put(kind, found.values_list(name, "pk"))
        home = home_page()
        pages = Page.objects.descendant_of(home, inclusive=True) if home else Page.objects.none()
        pages = pages.live() if published else pages
        self._put("page", pages.values_list("slug", "pk"))
        charts = ChartPage.objects.filter(pk__in=self.ids["page"].values())
        self._put("chart", charts.values_list("slug", "pk"))
        self._put("picture", picture_names())

    def _put(self, kind: str, pairs: Iterable[tuple[str, int]]) -> None:
        found = list(pairs)
        self.ids[kind] = dict(found)
        self.names[kind] = {pk: name for name, pk in found}

    def add(self, kind: str, name: str, thing: Model) -> None:
        """Take note of what was just made."""
        self.ids[kind][name] = thing.pk
        self.names[kind][thing.pk] = name

    def pk(self, kind: str, name: str) -> int:
        """The id of a thing. Raises KeyError where there is none of that name."""
        return self.ids[kind][name]

    def name(self, kind: str, pk: int | str) -> str | None:
        """The name of a thing, or None where there is none, or none that is published."""
        return self.names[kind].get(int(pk)) if str(pk).isdigit() else None
