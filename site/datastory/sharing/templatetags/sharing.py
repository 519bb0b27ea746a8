"""Template tags for the head of a page."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.urls import reverse

from ..about import About, about
from ..cards.text import card
from ..cards.views import card_address
from ..embeds.discovery import provider
from ..embeds.found import kind_of
from ..structured import graph, script

register = template.Library()


@register.inclusion_tag("parts/page_head.html", takes_context=True)
def page_head(context: dict[str, Any]) -> dict[str, Any]:
    """What is said of the page to whoever shares or indexes it: social card and structured data."""
    request = context.get("request")
    page = about(request, context) if request else None
    offline = settings.OFFLINE_COPY
    if request is None or page is None:
        return {"page": None, "offline": offline}
    words = card(page, context)
    picture = urljoin(page.home, card_address(page, words))
    return {
        "page": page,
        "offline": offline,
        "provider": provider(page.home, request.get_full_path()) if _embedded(page) else "",
        "card": words,
        "picture": picture,
        "kind": "article" if page.kind == "chapterpage" else "website",
        "data": script(graph(page, context, picture)),
    }


@register.inclusion_tag("parts/share_link.html", takes_context=True)
def share_link(context: dict[str, Any]) -> dict[str, Any]:
    """The way to the panel for sharing, on what can be embedded; it takes along what was chosen."""
    request = context.get("request")
    page = about(request, context) if request else None
    if request is None or page is None or not _embedded(page):
        return {"share": ""}
    query = request.META.get("QUERY_STRING", "")
    return {"share": reverse("share", args=[page.path]) + (f"?{query[:1000]}" if query else "")}


def _embedded(page: About) -> bool:
    below = page.address.rstrip("/") != (page.page.full_url or "").rstrip("/")
    return bool(page.path) and kind_of(page.kind, below) is not None
