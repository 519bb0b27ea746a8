"""The page of an embed, and what it says where there is nothing to embed."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from datastory.core.navigation import navigation_of

from . import editions
from .asked import Asked, Problem, mended
from .discovery import provider
from .found import Found, NotThere, find
from .headers import framed
from .showing import Shown, show


@framed
@require_safe
def embed(request: HttpRequest, path: str = "") -> HttpResponse:
    """A thing of the site for a frame in another page."""
    try:
        found = find(request, path)
    except NotThere as error:
        nearest = reverse("embed", args=[error.nearest]) if error.nearest else ""
        return _problem(request, [str(error)], error.status, nearest, error.page)
    if found.moved:
        return redirect(reverse("embed", args=[found.path], query=request.GET))
    asked = Asked.read(request.GET, found.kind)
    try:
        shown = show(found, asked, request)
    except editions.NoEdition as error:
        return _misasked(request, found, (*asked.problems, editions.problem(error)))
    if shown.problems:
        return _misasked(request, found, shown.problems, shown.chosen.inputs)
    return render(request, "embeds/embed.html", _context(request, found, asked, shown))


@framed
@require_safe
def edition_file(request: HttpRequest, path: str, number: int, name: str) -> HttpResponse:
    """What a chart of an edition fetches when it is touched, as it stood then: a spec, a drawing on the other scale."""
    try:
        found = find(request, path)
        text = editions.pinned(found, number).data.get("files", {}).get(name)
    except (NotThere, editions.NoEdition) as error:
        return HttpResponse(f"{error}\n", status=404, content_type="text/plain; charset=utf-8")
    if text is None:
        sentence = "This edition kept no such file of the chart.\n"
        return HttpResponse(sentence, status=404, content_type="text/plain; charset=utf-8")
    response = HttpResponse(text, content_type="application/json" if name.endswith(".json") else "image/svg+xml")
    response["Access-Control-Allow-Origin"] = "*"  # also for a frame in a sandbox
    return response


def _context(request: HttpRequest, found: Found, asked: Asked, shown: Shown) -> dict[str, Any]:
    home = navigation_of(request).home
    query = request.GET.copy()
    query.pop("v", None)
    origin = home.get_full_url(request) or "/"
    return {
        "found": found,
        "asked": asked,
        "shown": shown,
        "side": asked.reading,
        "theme": asked.theme,
        "styles": found.kind.styles,
        "language": settings.LANGUAGE_CODE,
        "address": origin.rstrip("/") + found.address,
        "provider": provider(origin, request.get_full_path()),
        "site": home.title,
        "licence": getattr(home, "licence", ""),
        "edition": shown.pinned.edition if shown.pinned else None,
        "unpinned": f"{request.path}{'?' + query.urlencode() if query else ''}",
        "whole": f"{request.path}?{urlencode(asked.carried())}".rstrip("?"),
    }


def _misasked(
    request: HttpRequest, found: Found, problems: tuple[Problem, ...], inputs: tuple[str, ...] = ()
) -> HttpResponse:
    query = mended(request.GET, problems, inputs)
    nearest = reverse("embed", args=[found.path]) + (f"?{query}" if query else "")
    return _problem(request, [problem.sentence for problem in problems], 400, nearest, found.address)


def _problem(
    request: HttpRequest, sentences: list[str], status: int, nearest: str = "", page: str = ""
) -> HttpResponse:
    home = navigation_of(request).home
    theme = request.GET.get("theme", "")
    context = {
        "sentences": sentences,
        "nearest": nearest,
        "page_address": page,
        "theme": theme if theme in ("light", "dark") else "",
        "site": home.title if home else "",
        "language": settings.LANGUAGE_CODE,
    }
    return render(request, "embeds/problem.html", context, status=status)
