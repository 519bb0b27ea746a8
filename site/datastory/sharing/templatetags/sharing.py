"""Template tags for the head of a page."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings

from ..about import about
from ..cards.text import card
from ..cards.views import card_address
from ..structured import graph, script

register = template.Library()


@register.inclusion_tag("parts/page_head.html", takes_context=True)
def page_head(context: dict[str, Any]) -> dict[str, Any]:
    """What is said of the page to whoever shares or indexes it: social card and structured data."""
    request = context.get("request")
    page = about(request, context) if request else None
    offline = settings.OFFLINE_COPY
    if page is None:
        return {"page": None, "offline": offline}
    words = card(page, context)
    picture = urljoin(page.home, card_address(page, words))
    return {
        "page": page,
        "offline": offline,
        "card": words,
        "picture": picture,
        "kind": "article" if page.kind == "chapterpage" else "website",
        "data": script(graph(page, context, picture)),
    }
