"""The way round the site: its home, the menu, and where its singular pages are."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, Site

_current: ContextVar["Navigation | None"] = ContextVar("navigation", default=None)


class Navigation:
    """Fetched when first asked, once a request: two queries."""

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
    def children(self) -> list[Page]:
        """All published pages under the home page, in order."""
        return list(self.home.get_children().live().public()) if self.home else []

    @cached_property
    def menu(self) -> list[dict[str, str]]:
        """Title and address of the pages that editors put in the menu."""
        return [
            {"title": page.title, "url": page.get_url(self.request) or ""}
            for page in self.children
            if page.show_in_menus
        ]

    @cached_property
    def colophon(self) -> list[Page]:
        """What the foot of every page lists: all but the chapters, which have the call log."""
        models = ContentType.objects.get_for_id
        return [p for p in self.children if getattr(models(p.content_type_id).model_class(), "in_colophon", True)]

    @cached_property
    def places(self) -> dict[str, str]:
        """The address of the first page of each type, by model name: `numberspage`."""
        found: dict[str, str] = {}
        for page in self.children:
            model = ContentType.objects.get_for_id(page.content_type_id).model
            found.setdefault(model, page.get_url(self.request) or "")
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


def place(model: str) -> str:
    """The address of the site's page of that type, or an empty string: `place("numberspage")`."""
    return (_current.get() or Navigation(None)).places.get(model, "")
