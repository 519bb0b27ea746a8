"""Cards as pictures, each at an address that carries the digest of its words, so that it never changes."""

import copy
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from ..about import About, about
from .shelf import drawn, kept
from .text import Card, card

FOR_GOOD = "public, max-age=31536000, immutable"


def card_address(page: About, words: Card) -> str:
    """Where the card of a page is."""
    return reverse("card", args=[words.digest, f"/{page.path}" if page.path else ""])


def _etag(request: HttpRequest, digest: str, path: str) -> str:
    return f'"{digest}"'


@require_safe
@condition(etag_func=_etag)
def picture(request: HttpRequest, digest: str, path: str) -> HttpResponse:
    """The card of the page at that path. An address that is out of date leads to the present one."""
    found = kept(digest)
    if found is None:
        page, words = _of_page(request, path.strip("/"))
        if words.digest != digest:
            return redirect(card_address(page, words))
        found = drawn(words)
    return HttpResponse(found, content_type="image/png", headers={"Cache-Control": FOR_GOOD})


def _answer(request: HttpRequest, path: str) -> Any:
    """What a public page answers, or the one address with a card that is no page of its own: the whole story."""
    if path == reverse("whole_story").strip("/"):
        view = resolve(request.path_info)
        return view.func(request, *view.args, **view.kwargs)
    route: Any = Page.route_for_request(request, path)
    if route is None or route[0].get_view_restrictions().exists():
        raise Http404("no public page stands there")
    page, args, kwargs = route
    return page.serve(request, *args, **kwargs)


def _of_page(request: HttpRequest, path: str) -> tuple[About, Card]:
    """What the public page at a path says of itself, from the context that it is rendered with."""
    inner = copy.copy(request)
    inner.path = inner.path_info = f"/{path}/" if path else "/"
    inner.GET = QueryDict()
    inner.__dict__.pop("story_navigation", None)
    context = getattr(_answer(inner, path), "context_data", None) or {}
    found = about(inner, context)
    if found is None:
        raise Http404("what stands there has no card")
    return found, card(found, context)
