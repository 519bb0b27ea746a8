"""The service worker, the page that it shows where it has no other, and the web manifest."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from datastory.core.cache_policy import shared
from datastory.core.generation import generation
from datastory.core.navigation import navigation_of

SHELL = (
    *("css/site.css", "js/site.js", "js/receipts.js", "js/offline/list.js"),
    *("fonts/newsreader-var.woff2", "fonts/inter-var.woff2"),
)
NEVER = ("/admin/", "/documents/", "/media/", "/embed/", "/cards/")
PAPER = "#FAF7F1"


@shared
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of this generation: another generation is another worker, which renews what is kept."""
    known = {
        "generation": generation().now(),
        "offline": reverse("offline"),
        "shell": [static(name) for name in SHELL],
        "files": settings.STATIC_URL,
        "never": NEVER,
    }
    source = (Path(settings.STATICFILES_DIRS[0]) / "js" / "offline" / "worker.js").read_text()
    return HttpResponse(f"const SITE = {json.dumps(known)};\n{source}", content_type="text/javascript; charset=utf-8")


@shared
def offline(request: HttpRequest) -> HttpResponse:
    """Shown where the connection is gone and the page was not read before: the pages that were."""
    return render(request, "offline.html")


@shared
def manifest(request: HttpRequest) -> HttpResponse:
    """The site as something that can be put on a home screen."""
    home = navigation_of(request).home
    icons = [
        {"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"},
        *({"src": static(f"icons/{n}.png"), "type": "image/png", "sizes": f"{n}x{n}"} for n in (192, 512)),
        {"src": static("icons/maskable.png"), "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
    ]
    return JsonResponse(
        {
            "id": "/",
            "name": home.title if home else "",
            "short_name": (home.title if home else "")[:24],
            "description": home.search_description if home else "",
            "lang": "en",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons,
        },
        content_type="application/manifest+json",
    )
