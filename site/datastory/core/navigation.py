"""The masthead's menu and the site's home, for pages and for error pages alike."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for every template: `home` and `menu`, fetched when a template first asks; two queries."""
    home = SimpleLazyObject(lambda: _home(request))
    return {"home": home, "menu": SimpleLazyObject(lambda: _menu(home))}


def _home(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    return site.root_page.specific if site else None


def _menu(home: Any) -> list[Page]:
    return list(home.get_children().live().public().in_menu()) if home else []
