"""Small views beside the pages: robots.txt, speculation rules, the error pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
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


@shared
def speculation_rules(request: HttpRequest) -> HttpResponse:
    """Which links a browser may follow ahead of the click: those to pages, once a reader dwells on them.

    A response header points here (`Speculation-Rules`), so that no script stands in the page.
    """
    to_pages = [
        {"href_matches": "/*"},
        {"not": {"href_matches": ["/admin/*", "/documents/*", "/media/*", "/embed/*", "/*.*", r"/*\?*"]}},
        {"not": {"selector_matches": "[download], [rel~=external], [rel~=nofollow]"}},
    ]
    rules = {"prefetch": [{"where": {"and": to_pages}, "eagerness": "moderate"}]}
    return JsonResponse(rules, content_type="application/speculationrules+json")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with the menu, a search field and what was asked for."""
    return for_everybody(request, render(request, "404.html", {"asked": request.path[:200]}, status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, from a template that asks the database nothing."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").render(), status=500)
