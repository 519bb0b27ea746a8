"""Small views beside the pages: robots.txt and the error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from datastory.core.cache_policy import for_everybody, shared


@shared
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch: everything public, nothing of the administration or of search results."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/?",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with the menu, a search field and what was asked for."""
    return for_everybody(request, render(request, "404.html", {"asked": request.path[:200]}, status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, from a template that asks the database nothing."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").render(), status=500)
