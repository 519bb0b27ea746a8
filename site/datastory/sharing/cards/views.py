"""Cards as pictures, each at an address that carries the digest of its words, so that it never changes."""

import copy
import io
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.views.decorators.http import condition, require_safe
from PIL import Image
from wagtail.models import Page

from ..about import About, about
from .shelf import drawn, kept
from .text import Card, card

WIDEST = 1200
FOR_GOOD = "public, max-age=31536000, immutable"


def card_address(page: About, words: Card) -> str:
    """Where the card of a page is."""
    return reverse("card", args=[words.digest, f"/{page.path}" if page.path else ""])


def small_card_address(page: About, words: Card) -> Callable[[int], str]:
    """Where the card of a page is in one of its widths."""

    def address(width: int) -> str:
        whole = card_address(page, words)
        return whole if width == WIDEST else whole.replace(words.digest, f"{words.digest}-{width}", 1)

    return address


def _etag(request: HttpRequest, digest: str, path: str, width: str = "") -> str:
    return f'"{digest}{width}"'


@require_safe
@condition(etag_func=_etag)
def picture(request: HttpRequest, digest: str, path: str, width: str = "") -> HttpResponse:
    """The card of the page at that path. An address that is out of date leads to the present one."""
    found = kept(digest)
    if found is None:
        page, words = card_at(request, path.strip("/"))
        if words.digest != digest:
            return redirect(small_card_address(page, words)(int(width or WIDEST)))
        found = drawn(words)
    if width:
        found = _smaller(found, int(width))
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


def card_at(request: HttpRequest, path: str) -> tuple[About, Card]:
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


def _smaller(picture: bytes, width: int) -> bytes:
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    out = io.BytesIO()
    whole.resize((width, round(whole.height * width / whole.width)), Image.Resampling.LANCZOS).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()
