"""The way round the site: its home, the menu, and where its singular pages are."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

_current: ContextVar["Navigation | None"] = ContextVar("navigation", default=None)


class Navigation:
    """Fetched when first asked, once a request: the home page and, in one query, all pages under it."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @cached_property
    def home(self) -> Any:
        """The site's first page, or None on an empty site."""
        site = (
            Site.find_for_request(self.request) if self.request else Site.objects.filter(is_default_site=True).first()
        )
        return site.root_page.specific if site else None

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the site, for addresses that are printed or copied: "https://example.org"."""
        url = urlsplit(self.home.get_full_url(self.request) or "") if self.home else urlsplit("")
        return f"{url.scheme}://{url.netloc}" if url.netloc else ""

    @cached_property
    def _pages(self) -> list[Any]:
        if not self.home:
            return []
        found = (
            self.home.get_children()
            .live()
            .annotate(
                any_restriction=Exists(PageViewRestriction.objects.all()),
                restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))),
            )
        )
        return list(found)

    @property
    def open_to_all(self) -> bool:
        """Whether no page of the whole installation is private: then nobody need ask for each page."""
        return bool(self._pages) and not self._pages[0].any_restriction

    @property
    def children(self) -> list[Page]:
        """All published pages under the home page that everybody may see, in order."""
        return [page for page in self._pages if not page.restricted]

    def public(self, pages: Any) -> Any:
        """Those of a queryset of pages that everybody may see."""
        return pages if self.open_to_all else pages.public()

    def find(self, components: list[str]) -> tuple[Page | None, list[str]]:
        """The published page that the first components of a path lead to, and the components that are left.

        One query at the most, however deep the page lies.
        """
        first = next((page for page in self._pages if page.slug == components[0]), None)
        if first is None or len(components) == 1 or first.is_leaf():
            return first, components[1:]
        paths = [f"{self.home.url_path}{'/'.join(components[:n])}/" for n in range(2, len(components) + 1)]
        deepest = Page.objects.live().filter(url_path__in=paths).order_by("-depth").first()
        return (deepest, components[deepest.depth - first.depth + 1 :]) if deepest else (first, components[1:])

    @cached_property
    def addresses(self) -> dict[int, str]:
        """The address of each page under the home page, by id."""
        return {page.pk: page.get_url(self.request) or "" for page in self.children}

    def chapters(self, model: str) -> list[dict[str, Any]]:
        """Title and address of the pages of one type, in order."""
        of_type = [p for p in self.children if ContentType.objects.get_for_id(p.content_type_id).model == model]
        return [{"pk": p.pk, "title": p.title, "url": self.addresses[p.pk]} for p in of_type]

    @cached_property
    def menu(self) -> list[dict[str, str]]:
        """Title and address of the pages that editors put in the menu."""
        return [
            {"title": page.title, "url": page.get_url(self.request) or ""}
            for page in self.children
            if page.show_in_menus
        ]

    @cached_property
    def colophon(self) -> list[dict[str, str]]:
        """What the foot of every page lists: all but the chapters, which have the call log."""
        models = ContentType.objects.get_for_id
        pages = [p for p in self.children if getattr(models(p.content_type_id).model_class(), "in_colophon", True)]
        return [{"title": page.title, "url": self.addresses[page.pk]} for page in pages]

    @cached_property
    def places(self) -> dict[str, str]:
        """The address of the first page of each type, by model name: `numberspage`."""
        found: dict[str, str] = {}
        for page in self.children:
            model = ContentType.objects.get_for_id(page.content_type_id).model
            found.setdefault(model, self.addresses[page.pk])
        return found


def navigation_of(request: HttpRequest) -> Navigation:
    """The request's navigation, the same object each time."""
    if not hasattr(request, "story_navigation"):
        request.story_navigation = Navigation(request)  # type: ignore[attr-defined]
    return request.story_navigation  # type: ignore[attr-defined]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` in every template."""
    return {"navigation": navigation_of(request)}


@contextmanager
def finding_way(request: HttpRequest) -> Iterator[None]:
    """While it lasts, `place` answers for this request, also where no request is at hand."""
    token = _current.set(navigation_of(request))
    try:
        yield
    finally:
        _current.reset(token)


def here() -> Navigation:
    """The navigation of the request that is being answered."""
    return _current.get() or Navigation(None)


def address(pk: int) -> str | None:
    """The address of a page under the home page, or None if it is not one of them."""
    return here().addresses.get(pk)


def place(model: str) -> str:
    """The address of the site's page of that type, or an empty string: `place("numberspage")`."""
    return here().places.get(model, "")
